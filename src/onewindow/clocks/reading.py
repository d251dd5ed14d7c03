"""Reading a clock for a screen or a paper: what is left, and why the date is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onewindow.clocks.board import due_of, late_words, work_calendar
from onewindow.clocks.models import Clock
from onewindow.core import clock as reckoning
from onewindow.core.calendar import SHANGHAI


@dataclass(frozen=True)
class Reading:
    """A clock as it reads at one moment. `state` is running, yellow, red, paused, met, late, expired or cancelled."""

    clock: Clock
    state: str
    words: str
    share: float
    """How much of the limit is used, 0 to 1 (more when overdue)."""


def read(clock: Clock, now: datetime) -> Reading:
    """The clock at `now`: 还剩3个工作日, 已超期2个工作日, 已暂停 …"""
    if not clock.is_open:
        return Reading(clock, clock.state, clock.late_by or clock.state_label, 1.0)
    if clock.rule == "handover":
        return _fixed(clock, now)
    calendar = work_calendar()
    due = due_of(clock, calendar)
    left = reckoning.remaining(due, now, calendar)
    state = "paused" if clock.state == "paused" else _colour(clock, now)
    return Reading(clock, state, left.text, float(reckoning.used_share(due, now, calendar)))


def _fixed(clock: Clock, now: datetime) -> Reading:
    due_at = clock.due_at or now
    whole = (due_at - clock.started_at).total_seconds() or 1.0
    words = late_words(clock, now, work_calendar()) or _until(now, due_at)
    return Reading(clock, _colour(clock, now), words, (now - clock.started_at).total_seconds() / whole)


def _until(now: datetime, due_at: datetime) -> str:
    minutes = int((due_at - now).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    return f"还剩{hours}小时{rest}分" if hours < 24 else f"{due_at.astimezone(SHANGHAI):%m月%d日 %H:%M}前"


def _colour(clock: Clock, now: datetime) -> str:
    if clock.due_at is not None and now > clock.due_at:
        return "red"
    if clock.yellow_at is not None and now >= clock.yellow_at:
        return "yellow"
    return "running"


def explain(clock: Clock) -> list[str]:
    """Why the date is what it is, sentence by sentence, from the stored inputs."""
    source = [f"依据：{clock.basis}。"] if clock.basis else []
    if clock.rule == "handover":
        due = clock.due_at.astimezone(SHANGHAI) if clock.due_at else None
        started = clock.started_at.astimezone(SHANGHAI)
        return [*source, f"{started:%m月%d日 %H:%M}收件，应于{due:%m月%d日 %H:%M}前移交。" if due else ""]
    calendar = work_calendar()
    return [*source, *reckoning.explain(due_of(clock, calendar), calendar)]
