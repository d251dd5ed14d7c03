"""Material once given, with its trust level; it belongs to the party and is reused, never copied."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models

from onewindow.people.models import Party

LEVELS: dict[str, str] = {"A": "发证机关出具", "B": "窗口已核原件", "C": "申请人上传", "D": "申请人承诺"}
"""国办函〔2016〕108号: A and B are reused, C is compared with its original and becomes B."""


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def held(self, party_id: UUID, on: date) -> EvidenceQuerySet:
        """What may be reused for this party on that day instead of asking again, newest first."""
        return (
            self.filter(party_id=party_id, level__in=("A", "B"))
            .filter(models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=on))
            .order_by("key", "-given_at")
        )

    def newest_held(self, party_id: UUID, on: date) -> dict[str, Evidence]:
        """The newest of each material that may be reused, by the material's key."""
        newest: dict[str, Evidence] = {}
        for evidence in self.held(party_id, on):
            newest.setdefault(evidence.key, evidence)
        return newest


class Evidence(models.Model):
    """One material of one party: its image if there is one, and how far it may be trusted."""

    LEVELS: ClassVar = list(LEVELS.items())

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT)
    key = models.CharField(max_length=60)
    """The shared material key of the edition (business_licence …)."""
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=1, choices=LEVELS)
    file_address = models.CharField(max_length=64, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    mime = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    given_at = models.DateTimeField()
    seen_by = models.UUIDField(null=True)
    case_no = models.CharField(max_length=24)
    valid_until = models.DateField(null=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["party", "key"], name="evidence_party_key")]
