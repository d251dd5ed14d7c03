"""Something a case waits for: supplement, deferral, special procedure or extension."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.cases.models.case import Case, last_of_its_application
from onewindow.core.life import Life
from onewindow.core.lives import BY_NAME
from onewindow.documents.models import Document
from onewindow.journal.models import LivingThing

OPEN = ("issued", "served", "promised", "running", "requested")


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> RequestQuerySet:
        return self.filter(stage__in=OPEN)

    def whole(self) -> RequestQuerySet:
        """With the whole case, as `Case.objects.whole` reads it; `is_last` is said of its case."""
        alone = {"is_last": last_of_its_application("case__application", "case")}
        return self.select_related("case__application__party__key").annotate(**alone)


class Request(LivingThing):
    """One table for all that is waited for; `what` names the life (补正 容缺 特别程序 延期)."""

    what = models.CharField(max_length=20)
    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    document = models.ForeignKey(Document, models.PROTECT, null=True)
    data = models.JSONField(default=dict)
    """supplement: defects, due_days; deferral: material, due; special: procedure, days; extension: days, reason."""
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    opened_for = models.UUIDField(null=True)
    """In whose stead a deputy did."""
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()
    is_last: bool
    """Read by `whole`."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "what"], name="request_case_what")]

    @property
    def life(self) -> Life:
        return BY_NAME[self.what]

    @classmethod
    def thing_kind(cls) -> str:
        return "request"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN
