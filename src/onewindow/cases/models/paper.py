"""Physical papers (纸质材料): always in exactly one place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.cases.models.case import Case
from onewindow.cases.models.submission import Submission
from onewindow.core.life import NEW
from onewindow.core.lives import PAPER
from onewindow.journal.models import LivingThing


class Paper(LivingThing):
    """One physical original or copy. Its stage is the one place where it is."""

    LIFE = PAPER

    stage = models.CharField(max_length=24, default=NEW)
    """Found by its case, its sheet or its hall, never by this alone: papers move often, and every index moves along."""
    barcode = models.CharField(max_length=24, unique=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="papers", db_index=False
    )
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=10)
    """original (原件) or copy (复印件)."""
    copies = models.PositiveSmallIntegerField(default=1)
    pages = models.PositiveSmallIntegerField(default=1)
    agency_code = models.CharField(max_length=12)
    hall_code = models.CharField(max_length=12)
    sheet_id = models.UUIDField(null=True, db_index=True)
    """The hand-over sheet it is listed on, while it travels and after."""
    taken_at = models.DateTimeField()
    institution: bytes | None
    """Read along by the commands that draw up a sheet: see `vault.subjects.ALONG`."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hall_code", "stage", "agency_code"], name="paper_place")]

    @property
    def form_label(self) -> str:
        return "原件" if self.form == "original" else "复印件"
