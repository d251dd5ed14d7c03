"""What the decision made and how it went out (综合出件)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onewindow.cases.models import Case
from onewindow.core.lives import DELIVERY, RESULT
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.journal.models import LivingThing
from onewindow.vault.subjects import unlock


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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hall_code", "stage"], name="result_place")]

    def fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = unlock(self.case.application.party.key, self.sealed)
        return fields


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
    """receiver, relation, signature address, tracking number."""
    tracking_no = models.CharField(max_length=40, blank=True)
    receipt = models.ForeignKey(Document, models.PROTECT, null=True)
    returned_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hall_code", "stage"], name="delivery_place")]
