"""Limits (期限) as pure functions of events, calendar and pauses; see `reckoning` for the rules."""

from onewindow.core.clock.alerts import Alerts, alerts, yellow_at
from onewindow.core.clock.handover import (
    Half,
    HandoverDue,
    HandoverRule,
    Session,
    handover_due,
    intake_session,
)
from onewindow.core.clock.limit import Limit, Pause, Unit
from onewindow.core.clock.reading import Remaining, remaining, used_share
from onewindow.core.clock.reckoning import Due, due, recompute
from onewindow.core.clock.words import explain

__all__ = [
    "Alerts",
    "Due",
    "Half",
    "HandoverDue",
    "HandoverRule",
    "Limit",
    "Pause",
    "Remaining",
    "Session",
    "Unit",
    "alerts",
    "due",
    "explain",
    "handover_due",
    "intake_session",
    "recompute",
    "remaining",
    "used_share",
    "yellow_at",
]
