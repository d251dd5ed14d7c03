"""What the decision made and how it went out (综合出件)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef

from onewindow.cases.models import Case
from onewindow.cases.scope import of_agency
from onewindow.clocks.models import Clock
from onewindow.core.lives import DELIVERY, RESULT
from onewindow.core.roles import Actor
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.journal.models import LivingThing
from onewindow.vault.subjects import unlock


class ResultQuerySet(models.QuerySet["Result"]):
    def with_intake(self) -> ResultQuerySet:
        """With what is needed to compare a result with its intake."""
        return self.select_related("case__application__party__key", "document")

    def for_actor(self, actor: Actor) -> ResultQuerySet:
        """Results that this post of an agency makes, corrects and sends."""
        return self.filter(of_agency(actor, "case__"))

    def awaited(self, hall: str) -> ResultQuerySet:
        """Results this hall's counter refused and waits to see again."""
        return self.filter(hall_code=hall, stage__in=("correcting", "made")).exclude(mismatch=[])


class Result(LivingThing):
    """A licence or document made by the decision. At the counter its fields are compared with the intake."""

    LIFE = RESULT

    case = models.ForeignKey(Case, models.PROTECT, related_name="results")
    name = models.CharField(max_length=80)
    no = models.CharField(max_length=60, unique=True)
    document = models.ForeignKey(Document, models.PROTECT)
    copies = models.PositiveSmallIntegerField(default=1)
    sealed = models.BinaryField()
    """The fields as they stand on the result: {label: value}."""
    agency_code = models.CharField(max_length=12)
    hall_code = models.CharField(max_length=12)
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="results")
    shelf = models.CharField(max_length=16, blank=True)
    mismatch = models.JSONField(default=list)
    """Labels of the fields found wrong and the counter's note at the last refusal."""
    collect = models.JSONField(default=list)
    """What must be collected on issue: [{name, requirement}]."""
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    objects = ResultQuerySet.as_manager()
    institution: bytes | None
    """Read along by the commands that draw up a sheet: see `vault.subjects.ALONG`."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hall_code", "stage"], name="result_place")]

    def fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = unlock(self.case.application.party.key, self.sealed)
        return fields


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def of_agency(self, actor: Actor) -> DeliveryQuerySet:
        """Deliveries whose receipts come back to this post of an agency."""
        return self.filter(of_agency(actor, "case__"))

    def of_hall(self, hall: str) -> DeliveryQuerySet:
        """What lies at, has left or came back to this hall's counter, with the case and its applicant."""
        return self.filter(hall_code=hall).select_related("case__application__party__key")


def is_late(now: datetime) -> Exists:
    """Of a delivery: its own clock or that of its receipt has run out."""
    clocks = Clock.objects.open().filter(name__in=("delivery", "receipt_return"), due_at__lt=now)
    return Exists(clocks.filter(case_id=OuterRef("case_id")))


class Delivery(LivingThing):
    """How a case's results reached the applicant, with a signed receipt (送达回执)."""

    LIFE = DELIVERY

    case = models.OneToOneField(Case, models.PROTECT, related_name="delivery")
    method = models.CharField(max_length=8)
    hall_code = models.CharField(max_length=12)
    agency_code = models.CharField(max_length=12)
    ready_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)
    """receiver and relationship."""
    tracking_no = models.CharField(max_length=40, blank=True)
    receipt = models.ForeignKey(Document, models.PROTECT, null=True)
    returned_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hall_code", "stage"], name="delivery_place")]

    def signature(self) -> dict[str, str]:
        """Who signed for it: receiver and relationship; nothing before the delivery."""
        signed: dict[str, str] = unlock(self.case.application.party.key, self.sealed) if self.sealed else {}
        return signed
