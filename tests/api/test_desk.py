"""Intake and what follows it at the window, carried by the hall's system."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from onewindow.cases.models import Case, Request
from onewindow.documents.models import Document
from onewindow.people.models import Party
from onewindow.people.register import PartyFacts
from tests.api.program import Program, registered
from tests.api.sent import body_of
from tests.stories.conftest import Cast, at, intake_of
from tests.stories.steps import accepted, noticed, received, served

Clock = Callable[[datetime], None]
pytestmark = pytest.mark.django_db


def picture() -> str:
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return base64.b64encode(content.getvalue()).decode()


def test_a_promised_matter_is_taken_in_with_a_scan(hall: Program, restaurant: PartyFacts) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    body = body_of(intake)
    plain = [one.id for one in intake.guide.materials if one.form != "form"]
    line = next(line for line in body["materials"] if line["material"] in plain)
    line["files"] = [{"name": "扫描.png", "content": picture()}]
    done = hall.post("cases", body, acting="wang")
    assert done.status_code == 201, done.content
    case = Case.objects.get(no=done.json()["case"])
    assert (case.stage, case.hall_code, case.window_code) == ("received", "lj-hall", "lj-01")
    assert len(done.json()["query_code"]) == 8
    shown = hall.get(f"cases/{case.no}").json()
    (with_file,) = [line for line in shown["materials"] if line["file"]]
    scan = hall.get(with_file["file"].removeprefix("/api/v1/"))
    assert (scan.status_code, scan.headers["Content-Type"]) == (200, "image/png")


def test_an_instant_matter_is_done_at_once(hall: Program, li: PartyFacts) -> None:
    done = hall.post("cases", body_of(intake_of("laonian-youdai", li)), acting="wang")
    assert done.status_code == 201, done.content
    assert Case.objects.get(no=done.json()["case"]).stage == "closed"
    paper = hall.get(f"documents/{done.json()['result']}/pdf")
    assert paper.content[:5] == b"%PDF-"
    not_authorised = hall.post("cases", body_of(intake_of("laonian-youdai", li)), acting="xu")
    assert (not_authorised.status_code, not_authorised.json()["code"]) == (403, "not-authorised")


def test_everything_that_is_wrong_is_said_at_once(hall: Program, restaurant: PartyFacts) -> None:
    body = body_of(intake_of("shipin-jingying", restaurant))
    body["party"]["number"] = "123"
    body["materials"][0]["files"] = [{"name": "表.exe", "content": base64.b64encode(b"MZ" * 40).decode()}]
    body["materials"][1]["files"] = [{"name": "b.png", "content": "%%%"}]
    body["materials"].pop()
    refused = hall.post("cases", body, acting="wang")
    assert (refused.status_code, refused.json()["code"]) == (422, "intake-incomplete")
    fields = {finding["field"] for finding in refused.json()["findings"]}
    first, second = body["materials"][0]["material"], body["materials"][1]["material"]
    assert {"party.number", f"material.{first}", f"material.{second}"} <= fields
    assert not Case.objects.exists()
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("item", 5, "item"),
        ("party", {"number": "9" * 61}, "party.number"),
        ("party", {"number": "1", "name": "a\x00b"}, "party.name"),
        ("party", {"number": "1", "name": "\ud800"}, "party.name"),
        ("answers", ["a"], "answers"),
        ("form", {"name": {"deep": 1}}, "form.name"),
        ("materials", [{"material": "x", "state": "eaten"}], "materials.0.state"),
        ("materials", [{"material": "x", "state": "copy", "copies": "1"}], "materials.0.copies"),
        ("materials", [{"material": "x", "state": "copy", "copies": -1}], "materials.0.copies"),
        ("materials", [{"material": "x", "state": "copy", "copies": True}], "materials.0.copies"),
        ("commitment_signed", "yes", "commitment_signed"),
        ("stranger", 1, "stranger"),
    ],
)
def test_what_is_no_intake_is_refused_by_its_place(
    hall: Program, restaurant: PartyFacts, part: str, value: object, field: str
) -> None:
    body = body_of(intake_of("shipin-jingying", restaurant)) | {part: value}
    refused = hall.post("cases", body, acting="wang")
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-body")
    assert field in {finding["field"] for finding in refused.json()["findings"]}


@pytest.mark.parametrize("name", ["李𠮷𡈽", "\u202e名李", "李\u200b秀", "ＬＩ１２", "e\u0301́" * 20])
def test_strange_but_written_names_make_no_fault_of_ours(
    hall: Program, restaurant: PartyFacts, name: str
) -> None:
    body = body_of(intake_of("shipin-jingying", restaurant))
    body["party"]["name"] = name
    assert hall.post("cases", body, acting="wang").status_code == 201


def test_what_is_known_of_the_party_need_not_be_sent(
    cast: Cast, hall: Program, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    body = body_of(intake_of("shipin-jingying", restaurant))
    body["party"] = {"number": restaurant.number}
    done = hall.post("cases", body, acting="wang")
    assert done.status_code == 201, done.content
    assert Case.objects.get(no=done.json()["case"]).applicant_name == restaurant.name


def test_an_item_outside_the_scope_is_as_absent_as_one_that_is_not(restaurant: PartyFacts) -> None:
    narrow = registered("narrow", hall="lj-hall", scopes=["cases.intake:laonian-youdai"])
    body = body_of(intake_of("shipin-jingying", restaurant))
    hidden = narrow.post("cases", body, acting="wang")
    absent = narrow.post("cases", body | {"item": "no-such"}, acting="wang")
    assert hidden.status_code == 404
    assert hidden.content == absent.content


def test_a_notice_is_relayed_and_its_supplement_taken_in(
    cast: Cast, hall: Program, restaurant: PartyFacts, clock: Clock
) -> None:
    no, notice = noticed(cast, restaurant)
    clock(at(3, 15))
    path = f"documents/{notice.id}/service"
    nobody = hall.post(path, {"method": "window", "receiver": " "}, acting="wang")
    assert (nobody.status_code, nobody.json()["code"]) == (422, "service-incomplete")
    told = hall.post(path, {"method": "window", "receiver": "李秀英"}, acting="wang")
    assert (told.status_code, told.json()) == (201, {"case": no, "document": str(notice.id)})
    (material,) = [one["id"] for one in Request.objects.get(case__no=no).data["defects"]]
    clock(at(4, 10))
    line = {"material": material, "state": "copy", "copies": 1, "pages": 2}
    wrong = hall.post(
        f"cases/{no}/supplement", {"materials": [line | {"material": "another"}]}, acting="wang"
    )
    assert (wrong.status_code, wrong.json()["code"]) == (422, "supply-incomplete")
    assert hall.post(f"cases/{no}/supplement", {"materials": [line]}, acting="wang").status_code == 201
    assert Case.objects.get(no=no).was_supplemented


def test_nothing_is_supplied_that_nobody_asked_for(
    cast: Cast, hall: Program, restaurant: PartyFacts, clock: Clock
) -> None:
    no = received(cast, restaurant)
    line = {"material": "plan", "state": "copy", "copies": 1}
    asked = hall.post(f"cases/{no}/supplement", {"materials": [line]}, acting="wang")
    assert (asked.status_code, asked.json()["code"]) == (409, "nothing-asked")
    deferred = hall.post(f"cases/{no}/deferred-materials", {"material": line}, acting="wang")
    assert (deferred.status_code, deferred.json()["code"]) == (409, "not-deferred")


def test_a_deferred_material_is_taken_in(hall: Program, restaurant: PartyFacts, clock: Clock) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    body = body_of(intake)
    material = next(one.id for one in intake.guide.materials if one.deferrable)
    for line in body["materials"]:
        if line["material"] == material:
            line |= {"state": "deferred", "originals": 0, "copies": 0, "pages": 0}
    unsigned = hall.post("cases", body, acting="wang")
    assert unsigned.json()["code"] == "intake-incomplete"
    no = hall.post("cases", body | {"commitment_signed": True}, acting="wang").json()["case"]
    clock(at(3, 10))
    line = {"material": material, "state": "original_seen", "originals": 1, "pages": 1}
    assert (
        hall.post(
            f"cases/{no}/deferred-materials", {"material": line, "came": False}, acting="wang"
        ).status_code
        == 201
    )
    assert Request.objects.get(case__no=no).stage == "supplied"


def test_the_applicant_may_withdraw(cast: Cast, hall: Program, restaurant: PartyFacts, clock: Clock) -> None:
    no = accepted(cast, restaurant)
    clock(at(4, 10))
    assert (
        hall.post(f"cases/{no}/withdrawal", {"reason": " "}, acting="wang").json()["code"] == "reason-missing"
    )
    assert hall.post(f"cases/{no}/withdrawal", {"reason": "暂不开业。"}, acting="wang").status_code == 201
    assert Case.objects.get(no=no).stage == "withdrawn"
    assert Document.objects.filter(case_no=no, kind="withdrawal_notice").exists()
    served(cast, restaurant)


def test_what_the_platform_holds_need_not_be_brought(
    cast: Cast, hall: Program, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    body = body_of(intake_of("shipin-jingying", restaurant))
    keys = {one.id: one for one in intake_of("shipin-jingying", restaurant).guide.materials}
    held = next(
        line
        for line in body["materials"]
        if line["state"] == "original_seen" and keys[line["material"]].form != "form"
    )
    held |= {"state": "held", "originals": 0, "copies": 0, "pages": 0}
    done = hall.post("cases", body, acting="wang")
    assert done.status_code == 201, done.content
    lines = hall.get(f"cases/{done.json()['case']}").json()["materials"]
    assert next(line["state"] for line in lines if line["material"] == held["material"]) == "held"


def test_what_the_platform_does_not_hold_must_be_brought(hall: Program, restaurant: PartyFacts) -> None:
    body = body_of(intake_of("shipin-jingying", restaurant))
    body["materials"][1] |= {"state": "held", "originals": 0, "copies": 0, "pages": 0}
    refused = hall.post("cases", body, acting="wang")
    assert (refused.status_code, refused.json()["code"]) == (422, "intake-incomplete")
