"""Cards at the moment they fall due: found by one index range, one commit a clock, idempotent."""

from __future__ import annotations

from datetime import datetime

from onewindow.cases.commands.lapse import lapse_answer, lapse_request
from onewindow.cases.drafting.parts import agency_of_hall
from onewindow.cases.models import Case
from onewindow.clocks.board import Board, Place, next_alert
from onewindow.clocks.models import Clock
from onewindow.core.calendar import SHANGHAI
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.numbers.series import document_number
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM
from onewindow.documents.drawing import Matter, draw_up
from onewindow.journal.commit import Commit
from onewindow.journal.writer import write
from onewindow.places.directory import agency, hall
from onewindow.supervision.drafting import card_notice
from onewindow.supervision.models import Card


def sweep(now: datetime, batch: int = 500) -> int:
    """Act on every clock whose alert is due; return how many. Catches up after an outage."""
    swept = 0
    while clocks := list(Clock.objects.alerting(now)[:batch]):
        for clock in clocks:
            _alert(clock, now)
        swept += len(clocks)
    return swept


def _alert(clock: Clock, now: datetime) -> None:
    """Drop the card that is due and let happen what the kind's end lets happen.

    Somebody may stop the clock meanwhile; the loser of that race leaves it to the next sweep.
    """
    try:
        if clock.kind.carded:
            _drop(clock, now)
        if clock.due_at is not None and now >= clock.due_at and clock.is_open:
            _expire(clock, now)
    except Refusal as refusal:
        if refusal.code != "overtaken":
            raise


def _drop(clock: Clock, now: datetime) -> None:
    case = Case.objects.whole().filter(pk=clock.case_id).first()
    red = clock.due_at is not None and now >= clock.due_at
    commit = Commit(by=SYSTEM, at=now)
    if not red and clock.is_open:
        _card(commit, clock, case, "yellow", clock.yellow_at or now)
    if red:
        _card(commit, clock, case, "red", clock.due_at or now)
    commit.change(clock, alert="red" if red else "yellow")
    commit.change(clock, next_alert_at=next_alert(clock) if clock.is_open else None)
    if case is not None:
        commit.record(case, "alerted", body={"clock": clock.name, "level": clock.alert})
    write(commit)


def _card(commit: Commit, clock: Clock, case: Case | None, level: str, fell_at: datetime) -> None:
    division = agency(clock.agency_code).division_id if clock.agency_code else hall(clock.hall_code).division_id
    card = Card(
        id=uuid7(commit.at), clock=clock, case=case, level=level, agency_code=clock.agency_code,
        hall_code=clock.hall_code, division=division, fell_at=fell_at, stage=NEW,
    )  # fmt: skip
    step = commit.move(card, "fall", touches=[case] if case else [],
                       body={"clock": clock.name, "level": level, "fell_at": fell_at})
    if case is None:
        return
    board = Board(commit, Place(case.id, case.no, case.agency_code, case.hall_code))
    board.apply(step.clocks, card)
    year = commit.at.astimezone(SHANGHAI).year
    head, word = agency_of_hall(case.hall_code), "黄" if level == "yellow" else "红"
    number = commit.number(f"document:{head}{word}:{year}", lambda n: document_number(head, word, year, n))
    matter = Matter(case.id, case.no, case.application.party.key, case.agency_code, case.hall_code)
    draw_up(commit, "card_notice", matter, number=number, data=card_notice(case, clock, card, board.clocks[-1], commit.at))


def _expire(clock: Clock, now: datetime) -> None:
    if clock.kind.on_expiry == "deem_accepted" and clock.case_id:
        if lapse_answer(clock.case_id, at=now) is None:
            _silence(clock)
    elif clock.kind.on_expiry in {"lapse_supplement", "lapse_deferral"}:
        if lapse_request(clock.thing_id, at=now) is None:
            _silence(clock)


def _silence(clock: Clock) -> None:
    """Nothing is left to happen when this clock ends; do not look at it again."""
    Clock.objects.filter(pk=clock.pk).update(next_alert_at=None)
