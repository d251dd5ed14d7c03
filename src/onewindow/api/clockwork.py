"""A clock as a program reads it: what binds, until when, what is left, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from onewindow.api.fields import Example, Given
from onewindow.cases.folder import Folder
from onewindow.clocks.models import Clock
from onewindow.clocks.reading import explain, read


class ClockOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "name": "promised", "label": "承诺时限", "state": "running", "open": True, "started_at": "2026-11-20T10:00:00+08:00",
        "due_at": "2026-11-27T17:00:00+08:00", "provisional": False, "words": "还剩5个工作日",
        "why": ["依据：实施机关公开承诺。", "11月20日（星期五）开始，当日不计。"],
    }  # fmt: skip
    name: str
    label: str
    state: str
    open: bool
    started_at: datetime
    due_at: datetime | None
    provisional: bool
    words: str
    why: list[str]


def clocks_of(folder: Folder, now: datetime) -> list[dict[str, Any]]:
    """Every clock of the case in the order in which they began."""
    return [clock_out(clock, now) for clock in folder.board.clocks]


def clock_out(clock: Clock, now: datetime) -> dict[str, Any]:
    reading = read(clock, now)
    return {
        "name": clock.name, "label": clock.label, "state": reading.state, "open": clock.is_open,
        "started_at": clock.started_at, "due_at": clock.due_at, "provisional": clock.provisional, "words": reading.words,
        "why": [sentence for sentence in explain(clock) if sentence],
    }  # fmt: skip
