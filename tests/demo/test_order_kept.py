"""The rules that no life may break hold in the city, because its people used the commands."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.db.models import F

from onewindow.cases.models import Case, Paper, Request
from onewindow.catalogue.schema import applies
from onewindow.clocks.board import due_of, work_calendar
from onewindow.clocks.models import Clock
from onewindow.config.demo.city import Loaded
from onewindow.core.calendar import local
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event
from onewindow.journal.verify import verify
from onewindow.supervision.models import Card

pytestmark = pytest.mark.django_db


def test_the_journal_is_whole(city: Loaded) -> None:
    proven = verify()
    assert proven.fault is None
    assert proven.events == Event.objects.count() > 3000


def test_no_result_without_a_decision_and_no_decision_before_acceptance(city: Loaded) -> None:
    assert not Result.objects.filter(case__decided_at__isnull=True).exists()
    assert not Case.objects.filter(decided_at__isnull=False, accepted_at__isnull=True).exists()
    assert not Case.objects.filter(decided_at__lt=F("accepted_at")).exists()
    assert not Case.objects.filter(decided_by=F("received_by"), instant=False).exists()
    assert not Result.objects.filter(received_at__lt=F("case__decided_at")).exists()


def test_every_hand_over_balances(city: Loaded) -> None:
    """What was sent was signed for or declared missing: I-29."""
    for sheet in Sheet.objects.filter(sort="material", stage="signed"):
        assert sheet.signed_at is not None
        opened = Event.objects.get(thing_id=sheet.id, verb="open")
        listed = set(
            Paper.objects.filter(barcode__in=json.loads(opened.body)["papers"]).values_list("id", flat=True)
        )
        moves = Event.objects.filter(thing_kind="paper", thing_id__in=listed, at=sheet.signed_at)
        verbs = Counter(moves.values_list("verb", flat=True))
        assert verbs["sign_over"] + verbs["declare_missing"] == len(listed)


def test_every_paper_is_in_one_place(city: Loaded) -> None:
    """On a sheet exactly while the sheet is on its way; filed exactly when its case is."""
    travelling = Paper.objects.filter(stage="sheet").values_list("sheet_id", flat=True)
    assert set(travelling) == set(
        Sheet.objects.filter(sort="material", stage="handed").values_list("id", flat=True)
    )
    filed = set(Paper.objects.filter(stage="archive").values_list("case_id", flat=True))
    assert filed == set(Delivery.objects.filter(stage="archived").values_list("case_id", flat=True))
    assert not Paper.objects.filter(
        stage="window", case__stage__in=("withdrawn", "terminated", "returned")
    ).exists()


def test_everything_happened_in_order_and_before_the_moment_of_loading(city: Loaded) -> None:
    last: dict[object, object] = {}
    for event in Event.objects.order_by("thing_kind", "thing_id", "version"):
        assert event.at <= city.as_of
        previous = last.get(event.thing_id)
        assert previous is None or previous <= event.at  # type: ignore[operator]
        last[event.thing_id] = event.at


def test_people_worked_only_in_office_hours(city: Loaded) -> None:
    calendar = work_calendar()
    for event in Event.objects.filter(by__isnull=False):
        at = local(event.at)
        assert any(span.begin <= at <= span.end for span in calendar.office_spans(at.date())), (
            event.verb,
            at,
        )


def test_a_notice_asks_only_for_what_the_edition_names(city: Loaded) -> None:
    for request in Request.objects.filter(what="supplement").select_related(
        "case__application", "case__edition"
    ):
        answers, guide = request.case.application.answers, request.case.edition.guide
        asked = {material.id for material in guide.requirements(answers)}
        assert {defect["id"] for defect in request.data["defects"]} <= asked
    for request in Request.objects.filter(what="special_procedure").select_related(
        "case__application", "case__edition"
    ):
        procedure = request.case.edition.guide.special_procedure(request.data["procedure"])
        assert applies(procedure.when, request.case.application.answers)
        assert request.document is not None


def test_a_second_notice_has_the_heads_reason(city: Loaded) -> None:
    notices = defaultdict(list)
    for request in Request.objects.filter(what="supplement").order_by("opened_at"):
        notices[request.case_id].append(request.data["superior_reason"])
    assert max(len(reasons) for reasons in notices.values()) == 2
    assert all(reasons[0] == "" and all(reasons[1:]) for reasons in notices.values())


def test_stored_due_times_are_what_the_inputs_give(city: Loaded) -> None:
    calendar = work_calendar()
    for clock in Clock.objects.filter(rule="limit"):
        assert clock.due_at == due_of(clock, calendar).at


def test_cards_fell_at_their_moment(city: Loaded) -> None:
    """But for the promise of the case deemed accepted, whose time was over before anybody could know."""
    fallen = {event.thing_id: event.at for event in Event.objects.filter(thing_kind="card", verb="fall")}
    late = [
        (card.case.applicant_name, card.clock.name) if card.case else ()
        for card in Card.objects.select_related("case", "clock")
        if not timedelta() <= fallen[card.id] - card.fell_at <= timedelta(seconds=1)
    ]
    assert late == [("江州市碧波游泳健身有限公司", "promised")]


def test_cases_are_taken_in_only_where_the_guide_says(city: Loaded) -> None:
    for case in Case.objects.select_related("edition"):
        assert case.hall_code in case.edition.guide.halls


def test_the_other_district_sees_nothing(city: Loaded) -> None:
    assert not Case.objects.filter(agency_code="cqsh").exists()
    assert not Document.objects.filter(hall_code="cq-hall").exists()
