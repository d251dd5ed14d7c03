"""A clock made ready for a page: what is left, until when, and why."""

from __future__ import annotations

from datetime import datetime, timedelta

from onewindow.catalogue.schema.conduct import PROCEDURES
from onewindow.clocks.board import due_of
from onewindow.clocks.models import Clock
from onewindow.core.calendar import WorkCalendar, local
from onewindow.core.clock import Due, Unit, explain, remaining
from onewindow.web.components import ClockFace

STOPPED = {"met": "met", "late": "late", "expired": "expired", "cancelled": "stopped"}


def clock_face(clock: Clock, now: datetime, calendar: WorkCalendar, event: str = "开始") -> ClockFace:
    """The clock read at `now`, or when it has ended at its end; `event` started it (收件, 受理 …)."""
    at = clock.stopped_at or now
    if clock.rule == "handover":
        return _hour_face(clock, at, now)
    due = due_of(clock, calendar)
    reading = remaining(due, at, calendar)
    return ClockFace(
        label=clock.label,
        state=_state(clock, at),
        left=-reading.over if reading.overdue else reading.left,
        unit=reading.unit,
        due=due.at,
        now=now,
        provisional=due.provisional,
        segments=_segments(due, at, calendar),
        why=explain(due, calendar, event, {str(kind): name for kind, name in PROCEDURES.items()}),
    )


def _hour_face(clock: Clock, at: datetime, now: datetime) -> ClockFace:
    """A fixed hour of a working day: clock time, nothing to count."""
    assert clock.due_at is not None  # an hour of the day does not wait for anything
    left = (clock.due_at - at) // timedelta(minutes=1)
    return ClockFace(
        label=clock.label,
        state=_state(clock, at),
        left=left,
        unit=Unit.MINUTE,
        due=clock.due_at,
        now=now,
        provisional=clock.provisional,
    )


def _state(clock: Clock, at: datetime) -> str:
    if clock.state in STOPPED:
        return STOPPED[clock.state]
    if clock.due_at is not None and at > clock.due_at:
        return "overdue"
    if clock.state == "paused":
        return "paused"
    return "soon" if clock.yellow_at is not None and at >= clock.yellow_at else "running"


def _segments(due: Due, at: datetime, calendar: WorkCalendar) -> list[tuple[str, int]]:
    """Days gone until the due date or now, those used and those on which the clock stood still."""
    if not due.limit.unit.in_days:
        return []
    start, end = local(due.start).date(), local(at).date()
    if due.at is not None:
        end = min(end, due.at.date())
    used = due.course(calendar).count(start, end)
    gone = (
        (end - start).days
        if due.limit.unit is Unit.CALENDAR_DAY
        else calendar.working_days_between(start, end)
    )
    return [("used", used), ("paused", max(gone - used, 0))]
