"""Following the published calendar: when an edition appears, the open clocks are brought to it batch by batch."""

from __future__ import annotations

from datetime import datetime
from time import monotonic

from onewindow.cases.commands.recompute import recompute
from onewindow.clocks.board import work_calendar

SURE_SECONDS = 600.0
"""How long this process trusts that all clocks are on the edition: another may still have counted by the old one."""
_settled: dict[str, float] = {}


def follow_calendar(now: datetime) -> int:
    """One batch, if there is anything to do; nothing is read while the edition is the one already settled."""
    edition = work_calendar().edition
    if monotonic() < _settled.get(edition, 0.0):
        return 0
    found = recompute(at=now)
    if not found:
        _settled.clear()
        _settled[edition] = monotonic() + SURE_SECONDS
    return found
