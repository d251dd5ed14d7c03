"""What the end of a limit lets happen (视为受理, 逾期未补正, 容缺逾期), and a sweep that nothing can hold up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.special import Arrangement, start_special
from onewindow.cases.models import Case, Request
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.fall import AGAIN, sweep
from onewindow.supervision.models import Card
from tests.stories.conftest import MONDAY, Cast, at, intake_of, with_line
from tests.stories.steps import accepted, clock, noticed, received, served


def test_five_working_days_of_silence_are_acceptance_from_the_day_of_receipt(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    sweep(at(9, 17))
    assert Case.objects.get(no=no).stage == "received"
    sweep(at(9, 17, 1))
    case = Case.objects.get(no=no)
    assert (case.stage, case.deemed, case.accepted_at) == ("accepted", True, MONDAY)
    assert clock(no, "statutory").started_at == MONDAY
    assert clock(no, "statutory_answer").state == "expired"
    assert Card.objects.get(clock=clock(no, "statutory_answer"), level="red").fell_at == at(9, 17)


def test_the_limits_of_a_deemed_acceptance_that_have_passed_give_their_cards_too(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    sweep(at(31, 9))
    assert Card.objects.get(clock=clock(no, "statutory"), level="red").fell_at == at(16, 17)
    assert sweep(at(31, 9)) == 0


def test_a_notice_drawn_up_in_time_but_not_served_does_not_stop_the_five_days(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, _ = noticed(cast, restaurant)
    sweep(at(10, 9))
    case = Case.objects.get(no=no)
    assert (case.stage, case.deemed) == ("accepted", True)
    assert Request.objects.get(case=case, what="supplement").stage == "moot"


def test_a_notice_served_too_late_while_nobody_swept_does_not_undo_what_the_law_let_happen(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, notice = noticed(cast, restaurant)
    serve_notice(str(notice.id), method="window", receiver="李秀英", by=cast.wang, at=at(10, 10))
    sweep(at(10, 10, 1))
    case = Case.objects.get(no=no)
    assert (case.stage, case.deemed, case.accepted_at) == ("accepted", True, MONDAY)


def test_a_sweep_that_broke_off_between_card_and_consequence_is_finished_by_the_next(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    answer = clock(no, "statutory_answer")
    card = {
        "clock": answer,
        "case_id": answer.case_id,
        "level": "red",
        "division": "990100",
        "fell_at": at(9, 17),
    }
    Card.objects.create(id=uuid7(at(9, 18)), stage="fallen", **card)
    sweep(at(9, 18))
    assert Case.objects.get(no=no).deemed
    assert Card.objects.filter(clock=answer).count() == 1


def test_a_supplement_that_does_not_come_ends_the_case_as_the_guide_says(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = served(cast, restaurant)
    due = clock(no, "supplement").due_at
    assert due is not None
    sweep(due)
    assert Case.objects.get(no=no).stage == "received"
    sweep(after(due))
    case = Case.objects.get(no=no)
    assert case.edition.guide.supplement.lapse == "deemed_withdrawn"
    assert (case.stage, case.due_at) == ("withdrawn", None)
    assert Request.objects.get(case=case).stage == "lapsed"
    assert clock(no, "supplement").state == "expired"
    assert not Clock.objects.open().filter(case_no=no).exclude(name="explanation").exists()


def with_deferral(cast: Cast, restaurant: PartyFacts) -> str:
    intake = with_line(intake_of("shipin-jingying", restaurant), "layout", state="deferred", originals=0)
    return accepted(
        cast, restaurant, lines=replace(intake, commitment_signed=True).lines, commitment_signed=True
    )


@pytest.mark.seeds("W47")
def test_a_deferred_material_that_does_not_come_has_the_consequence_that_was_stated(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = with_deferral(cast, restaurant)
    due = clock(no, "deferral").due_at
    assert due is not None
    sweep(after(due))
    case = Case.objects.get(no=no)
    ends = {
        "revoke_acceptance": "acceptance_revoked",
        "deemed_withdrawn": "withdrawn",
        "terminate": "terminated",
    }
    assert case.stage == ends[case.edition.guide.deferral_lapse]
    assert Request.objects.get(case=case).stage == "lapsed"


def test_a_deferral_does_not_undo_a_decision(cast: Cast, restaurant: PartyFacts) -> None:
    no = with_deferral(cast, restaurant)
    words = "经营场所与所申报的地址不符,不符合许可条件。"
    propose(no, verdict="deny", opinion=words, by=cast.zhao, at=at(3, 14))
    decide(no, verdict="deny", reasons=words, by=cast.sun, at=at(3, 15))
    sweep(at(27, 9))
    assert Case.objects.get(no=no).stage == "decided"
    assert Request.objects.get(case__no=no).stage == "moot"
    assert sweep(at(27, 9)) == 0


def test_a_special_procedure_that_overruns_its_notified_time_gets_a_card(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    visit = Arrangement("site_visit", 3, "核查经营场所", at(4, 9).date(), ("赵明", "钱多"), "渡口街12号")
    start_special(no, visit, by=cast.zhao, at=at(3, 14))
    sweep(at(9, 9))
    card = Card.objects.get(clock__name="special", level="red")
    assert card.fell_at == clock(no, "special").due_at == at(6, 17)
    assert clock(no, "promised").state == "paused"


def test_who_loses_the_race_leaves_the_clock_to_the_next_sweep(cast: Cast, restaurant: PartyFacts) -> None:
    no, other = received(cast, restaurant), received(cast, restaurant)
    case = Case.objects.get(no=no)
    meanwhile = Event.objects.create(
        id=uuid7(at(4, 18)), thing_kind="case", thing_id=case.id, version=case.version + 1, verb="accept",
        at=at(4, 18), role="reviewer", body="{}", hash="0" * 64,
    )  # fmt: skip
    sweep(at(4, 18))
    assert not Card.objects.filter(case=case).exists()
    assert Card.objects.filter(case__no=other, clock__name="intake_answer", level="red").count() == 1
    Case.objects.filter(pk=case.pk).update(version=meanwhile.version)
    sweep(at(4, 18, 1))
    assert Card.objects.filter(case=case, clock__name="intake_answer", level="red").count() == 1


def test_a_clock_on_which_acting_fails_holds_up_no_other_and_is_tried_again_later(
    cast: Cast, restaurant: PartyFacts, caplog: pytest.LogCaptureFixture
) -> None:
    no, other = received(cast, restaurant), received(cast, restaurant)
    broken = clock(no, "intake_answer")
    Clock.objects.filter(pk=broken.pk).update(agency_code="nobody")
    sweep(at(4, 18))
    assert Card.objects.filter(case__no=other, clock__name="intake_answer").count() == 1
    assert "KeyError" in caplog.text
    assert clock(no, "intake_answer").next_alert_at == at(4, 18) + AGAIN
    Clock.objects.filter(pk=broken.pk).update(agency_code="scjg")
    sweep(at(4, 18) + AGAIN)
    assert Card.objects.get(clock=broken).fell_at == at(4, 17)


def after(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute + 1)
