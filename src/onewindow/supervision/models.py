"""Cards that fall when a clock runs out, with their explanation; urging and the answer to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.core.lives import CARD, URGING
from onewindow.journal.models import LivingThing


class Card(LivingThing):
    """黄牌 or 红牌: one per clock and level, never deleted, lifted only by a superior."""

    LIFE = CARD
    LEVELS: ClassVar = {"yellow": "黄牌", "red": "红牌"}

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="cards")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="cards")
    level = models.CharField(max_length=8)
    agency_code = models.CharField(max_length=12, blank=True)
    hall_code = models.CharField(max_length=12, blank=True)
    division = models.CharField(max_length=12)
    fell_at = models.DateTimeField()
    """The moment it fell due, whenever the sweeper came by."""
    explanation = models.CharField(max_length=500, blank=True)
    explained_by = models.CharField(max_length=40, blank=True)
    ruling = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["clock", "level"], name="one_card_a_level")]
        indexes: ClassVar = [models.Index(fields=["division", "stage", "fell_at"], name="card_division")]

    @property
    def level_label(self) -> str:
        return self.LEVELS[self.level]


class Urging(LivingThing):
    """督办: a supervisor urges, the agency answers."""

    LIFE = URGING

    case = models.ForeignKey(Case, models.PROTECT, related_name="urgings")
    agency_code = models.CharField(max_length=12)
    hall_code = models.CharField(max_length=12, blank=True)
    division = models.CharField(max_length=12)
    text = models.CharField(max_length=500)
    sent_by = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)
