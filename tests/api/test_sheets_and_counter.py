"""Papers to the agency, results to the counter, and out of the door, carried by both sides' systems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onewindow.cases.commands.ending import withdraw
from onewindow.cases.models import Case, Paper
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Delivery, Result
from onewindow.people.register import PartyFacts
from tests.api.program import Program, registered
from tests.stories.conftest import Cast, at
from tests.stories.steps import received, sent, shelved

Clock = Callable[[datetime], None]


def test_papers_go_to_the_agency_on_a_sheet_signed_by_both(
    cast: Cast, restaurant: PartyFacts, hall: Program, scjg: Program
) -> None:
    no = received(cast, restaurant)
    waiting = hall.get("papers").json()["items"]
    assert {paper["case"] for paper in waiting} == {no}
    barcodes = [paper["barcode"] for paper in waiting]
    opened = hall.post("material-sheets", {"papers": barcodes}, acting="wang")
    assert opened.status_code == 201, opened.content
    sheet = opened.json()["sheet"]
    assert [line["no"] for line in scjg.get("material-sheets", stage="handed").json()["items"]] == [sheet]
    strange = scjg.post(f"material-sheets/{sheet}/signature", {"missing": ["000000000000"]}, acting="zhao")
    assert (strange.status_code, strange.json()["code"]) == (422, "not-on-sheet")
    signed = scjg.post(f"material-sheets/{sheet}/signature", {"missing": barcodes[:1]}, acting="zhao")
    assert (signed.status_code, signed.json()) == (201, {"sheet": sheet})
    places = dict(Paper.objects.filter(case__no=no).values_list("barcode", "stage"))
    assert places == {barcode: "missing" if barcode == barcodes[0] else "agency" for barcode in barcodes}
    late = hall.post(f"material-sheets/{sheet}/cancellation", acting="wang")
    assert (late.status_code, late.json()["code"]) == (409, "wrong-stage")


def test_a_sheet_is_cancelled_before_it_is_signed(cast: Cast, restaurant: PartyFacts, hall: Program) -> None:
    received(cast, restaurant)
    barcodes = [paper["barcode"] for paper in hall.get("papers").json()["items"]]
    sheet = hall.post("material-sheets", {"papers": barcodes}, acting="wang").json()["sheet"]
    assert hall.post(f"material-sheets/{sheet}/cancellation", acting="wang").status_code == 201
    assert Sheet.objects.get(no=sheet).stage == "cancelled"
    assert [paper["barcode"] for paper in hall.get("papers").json()["items"]] == barcodes


def test_papers_outside_the_scope_are_as_absent_as_those_that_are_not(
    cast: Cast, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    (barcode, *_) = sorted(Paper.objects.values_list("barcode", flat=True))
    narrow = registered("narrow", hall="lj-hall", scopes=["handover:tezhong-shebei"])
    assert narrow.get("papers").json()["items"] == []
    hidden = narrow.post("material-sheets", {"papers": [barcode]}, acting="wang")
    absent = narrow.post("material-sheets", {"papers": ["999999999999"]}, acting="wang")
    assert hidden.status_code == 409
    assert hidden.content.replace(barcode.encode(), b"999999999999") == absent.content


def test_papers_of_an_undecided_case_go_back_to_the_applicant(
    cast: Cast, restaurant: PartyFacts, hall: Program, scjg: Program, clock: Clock
) -> None:
    no = received(cast, restaurant)
    barcodes = [paper["barcode"] for paper in hall.get("papers").json()["items"]]
    sheet = hall.post("material-sheets", {"papers": barcodes}, acting="wang").json()["sheet"]
    scjg.post(f"material-sheets/{sheet}/signature", {"missing": []}, acting="zhao")
    early = scjg.post(f"cases/{no}/papers-sent-back", acting="zhao")
    assert (early.status_code, early.json()["code"]) == (409, "not-ended")
    withdraw(no, reason="暂不开业。", by=cast.wang, at=at(3, 10))
    clock(at(3, 11))
    assert scjg.post(f"cases/{no}/papers-sent-back", acting="zhao").status_code == 201
    assert hall.post(f"cases/{no}/papers-given-back", acting="wang").status_code == 201
    again = hall.post(f"cases/{no}/papers-given-back", acting="wang")
    assert (again.status_code, again.json()["code"]) == (409, "nothing-there")
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"applicant"}


def test_the_counter_compares_and_signs(
    cast: Cast, restaurant: PartyFacts, hall: Program, clock: Clock
) -> None:
    no, sheet = sent(cast, restaurant)
    clock(at(5, 16))
    shown = hall.get(f"result-sheets/{sheet}").json()
    assert {result["case"] for result in shown["results"]} == {no}
    no_shelf = hall.post(f"result-sheets/{sheet}/receipt", {}, acting="qian")
    assert (no_shelf.status_code, no_shelf.json()["code"]) == (422, "receipt-incomplete")
    wrong = {"result": shown["results"][0]["id"], "fields": ["经营场所"]}
    refused = hall.post(
        f"result-sheets/{sheet}/receipt", {"mismatches": [wrong], "shelf": "A-1"}, acting="qian"
    )
    assert refused.status_code == 201, refused.content
    assert Result.objects.get(pk=wrong["result"]).stage == "correcting"
    assert Case.objects.get(no=no).stage == "decided"


def test_results_are_handed_out_against_a_receipt_that_goes_back(
    cast: Cast, restaurant: PartyFacts, hall: Program, clock: Clock
) -> None:
    no = shelved(cast, restaurant)
    clock(at(6, 9))
    assert [line["case"] for line in hall.get("deliveries", stage="ready").json()["items"]] == [no]
    collect = [entry["name"] for result in Result.objects.filter(case__no=no) for entry in result.collect]
    body = {"receiver": "李秀英", "relationship": "本人", "identity_seen": False, "collected": collect}
    unseen = hall.post(f"cases/{no}/handing-out", body, acting="qian")
    assert (unseen.status_code, unseen.json()["code"]) == (422, "handing-incomplete")
    handed = hall.post(f"cases/{no}/handing-out", body | {"identity_seen": True}, acting="qian")
    assert handed.status_code == 201, handed.content
    assert hall.get(f"documents/{handed.json()['receipt']}/pdf").content[:5] == b"%PDF-"
    returned = hall.post("receipt-returns", {"cases": [no]}, acting="qian")
    assert (returned.status_code, returned.json()) == (201, {"cases": 1})
    assert Delivery.objects.get(case__no=no).stage == "receipt_returned"


def test_mail_goes_out_comes_back_and_arrives(
    cast: Cast, restaurant: PartyFacts, hall: Program, clock: Clock
) -> None:
    no = shelved(cast, restaurant)
    clock(at(6, 9))
    collect = [entry["name"] for result in Result.objects.filter(case__no=no) for entry in result.collect]
    posting = {"tracking_no": "EA123456789CN", "collected": collect}
    bad = hall.post(f"cases/{no}/posting", posting | {"tracking_no": "号码"}, acting="qian")
    assert (bad.status_code, bad.json()["code"]) == (422, "posting-incomplete")
    assert hall.post(f"cases/{no}/posting", posting, acting="qian").status_code == 201
    back = hall.post(f"cases/{no}/mail-return", {"reason": "无人接听，退回。"}, acting="qian")
    assert back.status_code == 201, back.content
    early = hall.post(f"cases/{no}/mail-confirmation", {"receiver": "李秀英"}, acting="qian")
    assert (early.status_code, early.json()["code"]) == (409, "wrong-stage")
    again = hall.post(f"cases/{no}/posting", posting | {"tracking_no": "EA123456790CN"}, acting="qian")
    assert again.status_code == 201
    arrived = hall.post(f"cases/{no}/mail-confirmation", {"receiver": "李秀英"}, acting="qian")
    assert arrived.status_code == 201
    assert Delivery.objects.get(case__no=no).stage == "delivered"
