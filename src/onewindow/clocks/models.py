"""A limit that runs on something. Several run side by side; a pause stops those its legal basis lets it stop."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models

from onewindow.core.clock_kinds import KINDS, ClockKind
from onewindow.sql.rows import Row

STATES: dict[str, str] = {
    "running": "计时中",
    "paused": "已暂停",
    "met": "按期完成",
    "late": "逾期完成",
    "expired": "已届满",
    "cancelled": "已终止",
}


class ClockQuerySet(models.QuerySet["Clock"]):
    def open(self) -> ClockQuerySet:
        return self.filter(state__in=("running", "paused"))

    def of_case(self, case_id: UUID) -> ClockQuerySet:
        return self.filter(case_id=case_id).order_by("started_at", "id")

    def alerting(self, now: datetime) -> ClockQuerySet:
        """Clocks whose next alert is due: one range of one partial index."""
        return self.filter(next_alert_at__lte=now).order_by("next_alert_at", "id")


class Clock(Row):
    """One running limit with the inputs its due time was computed from, so that it can be explained."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=24)
    thing_kind = models.CharField(max_length=24)
    thing_id = models.UUIDField(db_index=True)
    case_id = models.UUIDField(null=True, db_index=True)
    case_no = models.CharField(max_length=24, blank=True)
    agency_code = models.CharField(max_length=12, blank=True)
    hall_code = models.CharField(max_length=12, blank=True)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    basis = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=24, default="limit")
    """limit (amount of units) or handover (fixed hour of the half-day rule)."""
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    calendar = models.CharField(max_length=40, blank=True)
    pauses = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="running")
    stopped_at = models.DateTimeField(null=True)
    late_by = models.CharField(max_length=40, blank=True)
    """How late it was met, in words of its own unit; empty when in time."""
    yellow_at = models.DateTimeField(null=True)
    next_alert_at = models.DateTimeField(null=True)
    alert = models.CharField(max_length=8, blank=True)
    """The last alert given: yellow or red."""

    objects = ClockQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_alert_at", "id"],
                condition=models.Q(next_alert_at__isnull=False),
                name="clock_alerts",
            ),
            models.Index(
                fields=["agency_code", "name", "hall_code", "state", "due_at", "yellow_at", "case_id"],
                condition=models.Q(state__in=("running", "paused")),
                name="clock_open",
            ),
        ]

    @property
    def kind(self) -> ClockKind:
        return KINDS[self.name]

    @property
    def label(self) -> str:
        return self.kind.label

    @property
    def state_label(self) -> str:
        return STATES[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in {"running", "paused"}
