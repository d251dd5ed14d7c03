"""材料交接: forenoon intake by 15:00, afternoon intake by 10:00 of the next working day, both sides sign."""

from __future__ import annotations

from datetime import datetime

import pytest

from onewindow.cases.models import Paper
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import cancel_sheet, open_sheet, sign_sheet
from onewindow.handover.listing import batches
from onewindow.handover.models import Sheet
from onewindow.issuance.commands.instant import complete_instant
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of
from tests.stories.steps import clock, received, refused


def barcodes(no: str) -> list[str]:
    return list(Paper.objects.filter(case__no=no).order_by("barcode").values_list("barcode", flat=True))


@pytest.mark.seeds("W53")
@pytest.mark.parametrize(
    ("taken", "due"),
    [(at(2, 9, 30), at(2, 15)), (at(2, 11, 59), at(2, 15)), (at(2, 12), at(3, 10)), (at(2, 16, 30), at(3, 10)),
     (at(6, 14), at(9, 10)), (at(7, 10), at(9, 15))],
)  # fmt: skip
def test_paper_is_due_by_its_half_day(
    cast: Cast, restaurant: PartyFacts, taken: datetime, due: datetime
) -> None:
    no = received(cast, restaurant, when=taken)
    assert clock(no, "handover").due_at == due
    (batch,) = batches("lj-hall", taken)
    assert (batch.due_at, batch.agency_code, batch.late) == (due, "scjg", False)


@pytest.mark.seeds("W52", "W53")
def test_both_sides_sign_and_each_paper_is_in_one_place(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    sheet = open_sheet(barcodes(no), by=cast.wang, at=at(2, 14))["sheet"]
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"sheet"}
    assert batches("lj-hall", at(2, 14)) == []
    sign_sheet(sheet, by=cast.zhao, at=at(2, 14, 30))
    row = Sheet.objects.get(no=sheet)
    assert (row.stage, row.handed_by, row.signed_by) == ("signed", "王素梅", "赵明")
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"agency"}
    assert clock(no, "handover").state == "met"
    printed = Document.objects.select_related("subject").get(no=f"{sheet}-签").data()
    assert [line["case_no"] for line in printed["cases"]] == [no]


@pytest.mark.seeds("W53")
def test_a_late_hand_over_is_marked_late(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    assert batches("lj-hall", at(2, 15, 1))[0].late
    sheet = open_sheet(barcodes(no), by=cast.wang, at=at(2, 15, 30))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(2, 16))
    assert clock(no, "handover").state == "late"
    assert clock(no, "handover").late_by == "已超期1小时0分"


def test_a_paper_found_missing_is_declared_and_the_sheet_balances(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    first, *rest = barcodes(no)
    sheet = open_sheet([first, *rest], by=cast.wang, at=at(2, 14))["sheet"]
    sign_sheet(sheet, missing=[first], by=cast.zhao, at=at(2, 14, 30))
    stages = dict(Paper.objects.filter(case__no=no).values_list("barcode", "stage"))
    assert stages == {first: "missing", **dict.fromkeys(rest, "agency")}
    assert clock(no, "handover").state == "running"
    again = open_sheet([first], by=cast.wang, at=at(2, 14, 45))["sheet"]
    sign_sheet(again, by=cast.zhao, at=at(2, 14, 50))
    assert clock(no, "handover").state == "met"


def test_a_paper_is_never_on_two_sheets(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    open_sheet(barcodes(no), by=cast.wang, at=at(2, 14))
    assert refused(lambda: open_sheet(barcodes(no), by=cast.he, at=at(2, 14, 1))).code == "not-at-window"


def test_a_cancelled_sheet_gives_the_papers_back_to_the_window(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    sheet = open_sheet(barcodes(no), by=cast.wang, at=at(2, 14))["sheet"]
    cancel_sheet(sheet, by=cast.wang, at=at(2, 14, 5))
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"window"}
    assert refused(lambda: sign_sheet(sheet, by=cast.zhao, at=at(2, 14, 10))).code == "wrong-stage"


def test_only_the_agency_named_can_sign(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    sheet = open_sheet(barcodes(no), by=cast.wang, at=at(2, 14))["sheet"]
    assert refused(lambda: sign_sheet(sheet, by=cast.jiang, at=at(2, 14, 30))).status == 404


def test_a_sheet_goes_to_one_agency(cast: Cast, restaurant: PartyFacts, li: PartyFacts) -> None:
    food = received(cast, restaurant)
    health = received(cast, restaurant, "gonggong-changsuo-weisheng")
    mixed = [*barcodes(food), *barcodes(health)]
    assert refused(lambda: open_sheet(mixed, by=cast.wang, at=at(2, 14))).code == "mixed-agencies"
    assert refused(lambda: open_sheet([], by=cast.wang, at=at(2, 14))).findings[0].field == "papers"


@pytest.mark.seeds("W53", "W54")
def test_the_papers_of_an_instant_matter_go_to_the_agency_too(cast: Cast, li: PartyFacts) -> None:
    no = complete_instant(intake_of("laonian-youdai", li), by=cast.wang, at=at(2, 9, 30))["case"]
    (batch,) = batches("lj-hall", at(2, 14))
    assert {paper.case.no for paper in batch.papers} == {no}
    assert (batch.agency_code, batch.due_at) == ("wjz", at(2, 15))
