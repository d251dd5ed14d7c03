"""Cards at the moment they fall due: found by one index range, one commit a clock, idempotent."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

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

AGAIN = timedelta(minutes=10)
"""How long a clock is left alone on which acting failed for another reason than a race."""
WORDS = {"yellow": "黄", "red": "红"}
log = logging.getLogger(__name__)


def sweep(now: datetime, batch: int = 500) -> int:
    """Act on every clock whose alert is due; return on how many. Catches up after an outage.

    Each clock is tried once a sweep, so one that refuses again and again neither holds up the others
    nor keeps the sweep from ending. A red card is dated at the due time however late the sweep comes.
    """
    acted, seen, passed_over = 0, set[UUID](), 0
    while waiting := _unseen(now, batch + passed_over, seen):
        for clock_id in waiting:
            seen.add(clock_id)
            done = _look(clock_id, now)
            acted += done
            passed_over += not done
    return acted


def _unseen(now: datetime, many: int, seen: set[UUID]) -> list[UUID]:
    due = Clock.objects.alerting(now).values_list("pk", flat=True)[:many]
    return [clock_id for clock_id in due if clock_id not in seen]


def _look(clock_id: UUID, now: datetime) -> bool:
    """Drop the card that is due and let happen what the end lets happen; False when that did not succeed.

    Somebody may act on the case meanwhile; the loser of that race leaves it to the next sweep.
    """
    try:
        _act(clock_id, now)
    except (Refusal, LookupError, ValueError, ObjectDoesNotExist) as fault:
        if not (isinstance(fault, Refusal) and fault.code == "overtaken"):
            log.exception("clock %s", clock_id)
            Clock.objects.filter(pk=clock_id).update(next_alert_at=now + AGAIN)
        return False
    return True


def _act(clock_id: UUID, now: datetime) -> None:
    # The case is read before the clock: whoever moves the case after this makes the commit fail, and
    # what was done before shows on the clock.
    mine = Clock.objects.filter(pk=clock_id)
    case = Case.objects.whole().get(pk__in=mine.values("case_id"))
    clock = mine.get()
    clock.alert = min(clock.cards.values_list("level", flat=True), default="")  # "red" < "yellow"
    over = clock.due_at is not None and now > clock.due_at and (clock.is_open or clock.state == "late")
    level = _level(clock, now, over=over)
    if level:
        _drop(case, clock, level, now)
    ends = over and clock.kind.on_expiry != ""
    if not (_expire(clock, now) if ends else level):
        _silence(clock, now)


def _level(clock: Clock, now: datetime, *, over: bool) -> str:
    """The card that is due now and has not fallen; after the due time only the red one falls."""
    if not clock.kind.carded or clock.alert == "red":
        return ""
    if over:
        return "red"
    warned = clock.state == "running" and clock.yellow_at is not None and now >= clock.yellow_at
    return "yellow" if warned and not clock.alert else ""


def _drop(case: Case, clock: Clock, level: str, now: datetime) -> None:
    commit = Commit(by=SYSTEM, at=now)
    _card(commit, clock, case, level)
    commit.change(clock, alert=level)
    commit.change(clock, next_alert_at=next_alert(clock) if clock.is_open else None)
    commit.record(case, "alerted", body={"clock": clock.name, "level": level})
    write(commit)


def _card(commit: Commit, clock: Clock, case: Case, level: str) -> None:
    fell_at = clock.due_at if level == "red" else clock.yellow_at
    by_agency = clock.kind.owner == "agency"
    card = Card(
        id=uuid7(commit.at), clock=clock, case=case, level=level, agency_code=clock.agency_code,
        hall_code=clock.hall_code, fell_at=fell_at or commit.at, stage=NEW,
        division=agency(clock.agency_code).division_id if by_agency else hall(clock.hall_code).division_id,
    )  # fmt: skip
    step = commit.move(
        card,
        "fall",
        touches=[case],
        body={"clock": clock.name, "clock_id": clock.id, "level": level, "fell_at": fell_at},
    )
    board = Board(commit, Place(case.id, case.no, case.agency_code, case.hall_code))
    board.apply(step.clocks, card)
    year = commit.at.astimezone(SHANGHAI).year
    head, word = agency_of_hall(case.hall_code), WORDS[level]
    number = commit.number(
        f"document:{head}{word}:{year}", lambda n: document_number(head, word, year, n)
    )  # fmt: skip
    matter = Matter(case.id, case.no, case.application.party.key, case.agency_code, case.hall_code)
    data = card_notice(case, clock, card, board.clocks[-1], commit.at)
    draw_up(commit, "card_notice", matter, number=number, data=data)


def _expire(clock: Clock, now: datetime) -> bool:
    """Let happen what the kind's end lets happen; False when nothing is left to happen."""
    if clock.kind.on_expiry == "deem_accepted" and clock.case_id:
        return lapse_answer(clock.case_id, at=now) is not None
    return clock.is_open and lapse_request(clock.thing_id, at=now) is not None


def _silence(clock: Clock, now: datetime) -> None:
    """Put the stored alert time right where nothing is due, so that nobody looks again before it is time."""
    ahead = next_alert(clock) if clock.state == "running" else None
    Clock.objects.filter(pk=clock.pk, next_alert_at__lte=now).update(
        alert=clock.alert, next_alert_at=ahead if ahead and ahead >= now else None
    )
