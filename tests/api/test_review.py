"""Acceptance, notices, procedures, extensions and results, carried by the agency's system."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from onewindow.cases.models import Case, Request
from onewindow.documents.models import Document
from onewindow.issuance.commands.deliver import hand_out, return_receipt
from onewindow.issuance.commands.result_sheet import receive_results
from onewindow.issuance.models import Delivery, Result
from onewindow.people.register import PartyFacts
from tests.api.program import Program, registered
from tests.stories.conftest import Cast, at
from tests.stories.steps import THURSDAY, accepted, decided, flawed, received, sent, shelved

Clock = Callable[[datetime], None]
REFUSAL = {"ground": "not_admissible", "reasons": ["经营场所位于住宅楼内，依法不得从事餐饮服务。"]}


@pytest.fixture(autouse=True)
def tuesday(clock: Clock) -> None:
    clock(at(3, 11))


def test_a_refusal_to_accept_needs_its_reasons(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    no = received(cast, restaurant)
    short = scjg.post(f"cases/{no}/refusal", REFUSAL | {"reasons": ["不行"]}, acting="zhao")
    assert (short.status_code, short.json()["code"]) == (422, "refusal-incomplete")
    assert [finding["field"] for finding in short.json()["findings"]] == ["reasons"]
    assert scjg.post(f"cases/{no}/refusal", REFUSAL, acting="zhao").status_code == 201
    assert Case.objects.get(no=no).stage == "not_accepted"
    again = scjg.post(f"cases/{no}/acceptance", acting="zhao")
    assert (again.status_code, again.json()["code"]) == (409, "wrong-stage")
    assert "不予受理" in again.json()["detail"]


def test_a_one_time_notice_names_every_line(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    no = received(cast, restaurant)
    defects, fine = flawed(no)
    body = {"defects": [vars(defect) for defect in defects], "fine": fine[1:]}
    refused = scjg.post(f"cases/{no}/supplement-notices", body, acting="zhao")
    assert (refused.status_code, refused.json()["code"]) == (422, "notice-incomplete")
    assert [finding["field"] for finding in refused.json()["findings"]] == [f"defect.{fine[0]}"]
    assert (
        scjg.post(f"cases/{no}/supplement-notices", body | {"fine": fine}, acting="zhao").status_code == 201
    )
    case = scjg.get(f"cases/{no}").json()
    assert (case["waiting"], [one["what"] for one in case["requests"]]) == ("supplement", ["supplement"])
    blocked = scjg.post(f"cases/{no}/acceptance", acting="zhao")
    assert (blocked.status_code, blocked.json()["code"]) == (409, "supplement-open")


def test_a_special_procedure_stops_the_clock_and_lets_it_go_on(
    cast: Cast, restaurant: PartyFacts, scjg: Program
) -> None:
    no = accepted(cast, restaurant)
    guide = Case.objects.select_related("edition").get(no=no).edition.guide
    procedure = guide.special_procedures[0]
    body = {
        "procedure": procedure.id,
        "length": 2,
        "reason": "经营场所须现场核查",
        "starts_on": "2026-03-04",
        "people": ["赵明", "孙立"],
    }
    too_long = scjg.post(f"cases/{no}/special-procedures", body | {"length": 3650}, acting="zhao")
    assert (too_long.status_code, too_long.json()["findings"][0]["field"]) == (422, "length")
    assert scjg.post(f"cases/{no}/special-procedures", body, acting="zhao").status_code == 201
    case = scjg.get(f"cases/{no}", acting="zhao").json()
    assert any(clock["state"] == "paused" for clock in case["clocks"])
    (end,) = [step["href"] for step in case["steps"] if step["verb"] == "end"]
    assert [step["why_not"] for step in case["steps"] if step["verb"] == "propose"] != [""]
    ended = scjg.post(end.removeprefix("/api/v1/"), {"outcome": "现场核查符合要求"}, acting="zhao")
    assert ended.status_code == 201
    assert Request.objects.get(case__no=no).stage == "ended"


def test_an_extension_is_asked_for_and_ruled_on_by_the_head(
    cast: Cast, restaurant: PartyFacts, scjg: Program
) -> None:
    no = accepted(cast, restaurant)
    reason = {"reason": "需向发证机关核实营业执照的变更记录。"}
    assert scjg.post(f"cases/{no}/extension-requests", reason, acting="zhao").status_code == 201
    request = Request.objects.get(case__no=no)
    path = f"cases/{no}/extension-requests/{request.id}/ruling"
    ruling = {"approve": True, "note": "情况属实，同意延期。"}
    assert scjg.post(path, ruling, acting="zhao").json()["code"] == "acting-not-entitled"
    assert scjg.post(path, ruling, acting="zhou").status_code == 201
    request.refresh_from_db()
    assert request.stage == "approved"


def test_a_result_that_the_counter_refused_is_corrected(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock
) -> None:
    no, sheet = sent(cast, restaurant)
    result = Result.objects.filter(case__no=no).order_by("no")[0]
    label = next(iter(result.fields()))
    receive_results(sheet, {result.id: [label]}, shelf="A-01", by=cast.qian, at=at(5, 16))
    clock(at(6, 9))
    path = f"results/{result.id}/correction"
    empty = scjg.post(path, {"fields": {label: ""}}, acting="zhao")
    assert (empty.status_code, empty.json()["code"]) == (422, "fields-missing")
    assert scjg.post(path, {"fields": {label: "更正后的内容"}}, acting="zhao").status_code == 201
    result.refresh_from_db()
    assert (result.stage, result.fields()[label]) == ("made", "更正后的内容")


def test_the_case_is_archived_when_its_receipt_came_back(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock
) -> None:
    no = shelved(cast, restaurant)
    hand_out(
        no,
        receiver="李秀英",
        relationship="本人",
        identity_seen=True,
        collected=_to_collect(no),
        by=cast.qian,
        at=at(6, 9),
    )
    clock(at(6, 11))
    early = scjg.post(f"cases/{no}/archive", acting="zhao")
    assert (early.status_code, early.json()["code"]) == (409, "wrong-stage")
    return_receipt(no, by=cast.qian, at=at(6, 12))
    elsewhere = scjg.post(f"cases/{no}/archive", acting="zhao")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "papers-elsewhere")
    assert Delivery.objects.get(case__no=no).stage == "receipt_returned"


def _to_collect(no: str) -> list[str]:
    return [entry["name"] for result in Result.objects.filter(case__no=no) for entry in result.collect]


def test_results_are_made_once(cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock) -> None:
    no = decided(cast, restaurant)
    clock(THURSDAY)
    assert scjg.post(f"cases/{no}/results", {}, acting="sun").status_code == 201
    again = scjg.post(f"cases/{no}/results", {}, acting="sun")
    assert (again.status_code, again.json()["code"]) == (409, "already-made")


def test_the_pdf_of_a_paper_is_read_by_its_own_agency_alone(
    cast: Cast, restaurant: PartyFacts, scjg: Program, wsjk: Program
) -> None:
    no = accepted(cast, restaurant)
    (link,) = [
        paper["pdf"]
        for paper in scjg.get(f"cases/{no}").json()["documents"]
        if paper["kind"] == "acceptance_notice"
    ]
    pdf = scjg.get(link.removeprefix("/api/v1/"))
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert wsjk.get(link.removeprefix("/api/v1/")).json()["code"] == "no-such-document"
    assert Document.objects.filter(case_no=no).exists()


def test_steps_are_those_of_the_person_named(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    no = received(cast, restaurant)
    mine = [step["verb"] for step in scjg.get(f"cases/{no}", acting="zhao").json()["steps"]]
    heads = [step["verb"] for step in scjg.get(f"cases/{no}", acting="zhou").json()["steps"]]
    assert mine == ["accept", "refuse_acceptance", "issue"]
    assert heads == ["issue"]
    everybody = scjg.get(f"cases/{no}").json()["steps"]
    assert {"withdraw", "accept"} <= {step["verb"] for step in everybody}


def test_a_system_for_one_item_does_not_see_the_others(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    other = registered(
        "lifts", agency="scjg", scopes=["cases.read:tezhong-shebei", "cases.review:tezhong-shebei"]
    )
    mine = registered(
        "food", agency="scjg", scopes=["cases.read:shipin-jingying", "cases.review:shipin-jingying"]
    )
    assert other.get("cases").json()["items"] == []
    assert [line["no"] for line in mine.get("cases").json()["items"]] == [no]
    assert other.post(f"cases/{no}/acceptance", acting="zhao").json()["code"] == "no-such-case"
    assert mine.post(f"cases/{no}/acceptance", acting="zhao").status_code == 201
