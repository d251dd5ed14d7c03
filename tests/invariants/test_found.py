"""What the random lives found, told as the shortest life that showed it."""

from __future__ import annotations

from dataclasses import replace

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.extend import request_extension
from onewindow.cases.commands.supply import supply
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Paper, Request
from onewindow.clocks.models import Clock
from onewindow.handover.commands.material_sheet import open_sheet
from onewindow.handover.models import Sheet
from onewindow.invariants.examine import examine_case
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of, with_line
from tests.stories.steps import accepted, clock, noticed, received

REASONS = "经营场所与所申报的地址不符,不符合许可条件。"


def whole(no: str) -> list[str]:
    """Every invariant that the case breaks."""
    case = Case.objects.select_related("application__party__key").get(no=no)
    return [breach.invariant for breach in examine_case(case)]


def test_a_notice_that_no_longer_matters_has_no_clock_for_the_window(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, _ = noticed(cast, restaurant)
    withdraw(no, reason="不再开办", by=cast.wang, at=at(3, 15))
    assert clock(no, "notice_service").state == "cancelled"
    assert whole(no) == []


def test_acceptance_by_law_ends_the_notice_and_its_clock(cast: Cast, restaurant: PartyFacts) -> None:
    no, _ = noticed(cast, restaurant)
    accept(no, by=cast.zhao, at=at(10, 10))
    assert Case.objects.get(no=no).deemed
    assert not Clock.objects.open().filter(case_no=no, name="notice_service").exists()
    assert "ended-case-runs-nothing" not in whole(no)


def test_a_notice_whose_materials_came_before_it_was_served_is_taken_back(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, notice = noticed(cast, restaurant)
    (defect,) = Request.objects.get(case__no=no).data["defects"]
    supply(no, lines=[Line(defect["id"], "copy", copies=1, pages=2)], by=cast.wang, at=at(3, 15))
    notice.refresh_from_db()
    assert notice.stage == "kept"
    assert whole(no) == []


def test_a_denial_ends_what_was_still_promised(cast: Cast, restaurant: PartyFacts) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    material = next(m for m in intake.guide.materials if m.deferrable)
    deferring = with_line(intake, material.id, state="deferred", originals=0, copies=0, pages=0)
    no = received(cast, restaurant, lines=deferring.lines, commitment_signed=True)
    accept(no, by=cast.zhao, at=at(3, 10))
    propose(no, verdict="deny", opinion=REASONS, by=cast.zhao, at=at(3, 11))
    decide(no, verdict="deny", reasons=REASONS, by=cast.sun, at=at(3, 14))
    assert Request.objects.get(case__no=no).stage == "moot"
    assert clock(no, "deferral").state == "cancelled"
    assert Case.objects.get(no=no).waiting == ""
    assert whole(no) == []


def test_a_head_who_decides_ends_the_extension_that_was_asked_for(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    request_extension(no, reason="需要会同有关部门进一步核实情况。", by=cast.zhao, at=at(3, 11))
    propose(no, verdict="deny", opinion=REASONS, by=cast.zhao, at=at(3, 12))
    decide(no, verdict="deny", reasons=REASONS, by=replace(cast.zhou), at=at(3, 14))
    assert Request.objects.get(case__no=no).stage == "moot"


def test_a_sheet_with_papers_of_many_half_days_names_the_first_and_the_last(
    cast: Cast, restaurant: PartyFacts
) -> None:
    """Three half-days by name are longer than their column: PostgreSQL refused, SQLite said nothing."""
    for moment in (at(2, 9), at(2, 14), at(3, 9), at(3, 14)):
        received(cast, restaurant, when=moment)
    barcodes = list(Paper.objects.values_list("barcode", flat=True))
    sheet = Sheet.objects.get(no=open_sheet(barcodes, by=cast.wang, at=at(3, 15))["sheet"])
    assert sheet.session == "3月2日上午至3月3日下午"
    longest = Sheet._meta.get_field("session").max_length
    assert longest is not None
    assert len("12月30日上午至12月31日下午") <= longest
