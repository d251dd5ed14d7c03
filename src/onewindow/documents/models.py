"""Every numbered paper with legal effect: template edition + the data it was made from + hash + seal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models

from onewindow.core.life import NEW
from onewindow.core.lives import NOTICE
from onewindow.journal.models import LivingThing
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import unlock


class DocumentQuerySet(models.QuerySet["Document"]):
    def of_case(self, case_id: UUID) -> DocumentQuerySet:
        return self.filter(case_id=case_id).order_by("made_at", "id")

    def waiting_to_be_printed(self, tries: int) -> DocumentQuerySet:
        """What the worker prints next, oldest first; a paper that failed `tries` times is left alone."""
        return self.filter(to_print=True, print_tries__lt=tries).order_by("made_at", "id")

    def to_serve(self, hall: str) -> DocumentQuerySet:
        """Agencies' notices that this hall's window must hand or send to applicants."""
        return self.filter(hall_code=hall, stage="to_serve").order_by("made_at", "id")


class Document(LivingThing):
    """A paper as data; its PDF is rendered after the commit and is the same for ever."""

    LIFE = NOTICE

    stage = models.CharField(max_length=24, default=NEW)
    """Of all papers few wait to be served or were served today: partial indexes hold those."""
    no = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True, db_index=True)
    case_no = models.CharField(max_length=24, blank=True)
    subject = models.ForeignKey(SubjectKey, models.PROTECT)
    agency_code = models.CharField(max_length=12)
    hall_code = models.CharField(max_length=12)
    template = models.CharField(max_length=120)
    sealed = models.BinaryField()
    data_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    made_for = models.UUIDField(null=True)
    """In whose stead a deputy did."""
    served_at = models.DateTimeField(null=True)
    served_by = models.UUIDField(null=True)
    service = models.JSONField(default=dict)
    """method (窗口领取, 短信, 网络…) and receipt of the service; names only."""
    pdf_address = models.CharField(max_length=64, blank=True)
    pdf_hash = models.CharField(max_length=64, blank=True)
    to_print = models.BooleanField(default=False)
    """The worker's list: still to be printed without anybody opening it."""
    print_tries = models.PositiveSmallIntegerField(default=0)
    print_fault = models.CharField(max_length=40, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["hall_code", "made_at"], condition=models.Q(stage="to_serve"), name="doc_to_serve"
            ),
            models.Index(
                fields=["hall_code", "served_at"], condition=models.Q(stage="served"), name="doc_served"
            ),
            models.Index(fields=["made_at", "id"], condition=models.Q(to_print=True), name="doc_to_print"),
        ]

    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = unlock(self.subject, self.sealed)
        return data
