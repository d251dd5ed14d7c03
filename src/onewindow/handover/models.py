"""The sheets on which papers and results pass between window, agency and counter, signed on both sides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.core.lives import SHEET
from onewindow.journal.models import LivingThing


class Sheet(LivingThing):
    """材料交接表 (window → agency) or 办理结果交接表 (agency → issuance counter)."""

    LIFE = SHEET
    KINDS: ClassVar = {"material": "材料交接表", "result": "办理结果交接表"}

    no = models.CharField(max_length=40, unique=True)
    sort = models.CharField(max_length=8)
    hall_code = models.CharField(max_length=12)
    agency_code = models.CharField(max_length=12)
    session = models.CharField(max_length=24, blank=True)
    """收件时段, e.g. 2026-11-20 上午."""
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    handed_by = models.CharField(max_length=40, blank=True)
    sender = models.UUIDField(null=True)
    sender_for = models.UUIDField(null=True)
    """In whose stead a deputy handed it over."""
    """Who handed it over, and therefore cannot sign for it."""
    handed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=40, blank=True)
    signed_at = models.DateTimeField(null=True)
    document_id = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency_code", "sort", "stage"], name="sheet_agency")]

    @property
    def title(self) -> str:
        return self.KINDS[self.sort]
