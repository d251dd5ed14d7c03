"""A case (办件): what one agency does about one matter, under the edition it began with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from onewindow.cases.models.application import Application
from onewindow.cases.scope import visible
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition, guide_of
from onewindow.core.lives import CASE
from onewindow.core.roles import Actor
from onewindow.journal.models import LivingThing

OPEN_STAGES = ("received", "accepted", "decided")
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts a case that has no due time, because it ended or stands still, behind the others."""
VERDICTS = {"grant": "准予", "deny": "不予"}


def last_of_its_application(application: str, case: str) -> Combinable:
    """Whether no other case of the application is open, for a query that reaches both by these names."""
    others = Case.objects.filter(application=OuterRef(application), ended_at__isnull=True)
    return ~Exists(others.exclude(pk=OuterRef(case)))


class CaseQuerySet(models.QuerySet["Case"]):
    def whole(self) -> CaseQuerySet:
        """With what a command needs in one statement; the edition stands in memory (`guide`)."""
        alone = {"is_last": last_of_its_application("application", "pk")}
        return self.select_related("application__party__key").annotate(**alone)

    def for_actor(self, actor: Actor) -> CaseQuerySet:
        """Cases that this post may see; the rest do not exist for it."""
        return self.filter(visible(actor))

    def open(self) -> CaseQuerySet:
        return self.filter(stage__in=OPEN_STAGES)


class Case(LivingThing):
    """The columns of lists stand in the row itself, so that a list is one statement."""

    LIFE = CASE

    no = models.CharField(max_length=24, unique=True)
    application = models.ForeignKey(Application, models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, models.PROTECT)
    item_name = models.CharField(max_length=120)
    applicant_name = models.CharField(max_length=100)
    division = models.CharField(max_length=12)
    agency_code = models.CharField(max_length=12)
    hall_code = models.CharField(max_length=12)
    window_code = models.CharField(max_length=16)
    instant = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    received_by = models.UUIDField()
    received_for = models.UUIDField(null=True)
    """In whose stead a deputy received it."""
    completed_at = models.DateTimeField(null=True)
    """When the materials became complete: 受理日期 after a supplement."""
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    deemed = models.BooleanField(default=False)
    handler = models.UUIDField(null=True)
    """经办人: the reviewer who has it now."""
    handler_for = models.UUIDField(null=True)
    handler_name = models.CharField(max_length=40, blank=True)
    verdict = models.CharField(max_length=8, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    opinion = models.CharField(max_length=1000, blank=True)
    proposal = models.CharField(max_length=8, blank=True)
    """The reviewer's proposal before a second person decides: grant or deny."""
    result_numbers = models.JSONField(default=dict)
    """The numbers reserved at the decision for the results to be made: {result id: number}."""
    ended_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    """Copy of the binding clock's due time, for lists; null while it is paused."""
    paused = models.BooleanField(default=False)
    waiting = models.CharField(max_length=20, blank=True)
    """The life of the open request it waits for, if any."""
    green_ground = models.CharField(max_length=120, blank=True)
    """绿色通道: why it goes first, and who granted it; empty for an ordinary case."""
    visits = models.PositiveSmallIntegerField(default=1)

    objects = CaseQuerySet.as_manager()
    is_last: bool
    """Read by `whole`: no other case of the application is still open."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["agency_code", "stage", "due_at", "id"], name="case_agency_inbox"),
            models.Index(fields=["hall_code", "received_at", "id"], name="case_hall_list"),
            models.Index(
                Coalesce("due_at", Value(NEVER), output_field=models.DateTimeField()),
                "id",
                name="case_urgent",
            ),
            models.Index(fields=["received_at"], name="case_came"),
            models.Index(fields=["ended_at"], condition=models.Q(ended_at__isnull=False), name="case_left"),
        ]

    @property
    def guide(self) -> schema.Edition:
        """The edition in force at intake; a running case stays on it."""
        return guide_of(self.edition_id)

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def was_supplemented(self) -> bool:
        """Whether the applicant was told once what is missing and brought it: only that moves completeness."""
        return self.completed_at is not None and self.completed_at > self.received_at

    @property
    def verdict_label(self) -> str:
        return VERDICTS.get(self.verdict, "")
