"""Cards that fall when a clock runs out, with their explanation; urging and the answer to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onewindow.cases.models import Case
from onewindow.cases.scope import of_agency, of_division
from onewindow.clocks.models import Clock
from onewindow.core.clock_kinds import KINDS
from onewindow.core.lives import CARD, URGING
from onewindow.core.roles import Actor
from onewindow.core.separation import one_person
from onewindow.journal.models import LivingThing

AGENCY = frozenset({"reviewer", "decider", "head"})
WATCHED = {"clerk": "window", "issuer": "counter"}
"""Whose clocks a post in a hall answers for (`ClockKind.owner`)."""
HELD = {"clerk": ("received", "accepted"), "issuer": ("decided", "closed")}
"""The stages of a case in which a post in a hall can be asked to move it."""


def kinds_of(owner: str) -> list[str]:
    """The kinds of clock for which this side answers."""
    return [kind.name for kind in KINDS.values() if kind.owner == owner]


class CardQuerySet(models.QuerySet["Card"]):
    def whole(self) -> CardQuerySet:
        return self.select_related("case", "clock")

    def for_actor(self, actor: Actor) -> CardQuerySet:
        """Cards that this post must explain or may rule on; the rest do not exist for it."""
        if actor.role in AGENCY:
            return self.filter(of_agency(actor, "case__"), clock__name__in=kinds_of("agency"))
        if actor.role in WATCHED:
            return self.filter(hall_code=actor.hall, clock__name__in=kinds_of(WATCHED[actor.role]))
        if actor.role == "manager":
            return self.filter(hall_code=actor.hall)
        if actor.role == "supervisor":
            return self.filter(of_division(actor))
        return self.none()

    def to_explain(self) -> CardQuerySet:
        """Cards that wait for their reason; a warning whose clock ended in time waits for nothing."""
        still = Q(level="red") | Q(clock__stopped_at__isnull=True)
        return self.filter(still, stage="fallen")


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
    explainer = models.UUIDField(null=True)
    explainer_for = models.UUIDField(null=True)
    """In whose stead a deputy did; likewise `sender_for` and `answerer_for` of an urging."""
    ruling = models.CharField(max_length=500, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["clock", "level"], name="one_card_a_level")]
        indexes: ClassVar = [models.Index(fields=["division", "stage", "fell_at"], name="card_division")]

    @property
    def level_label(self) -> str:
        return self.LEVELS[self.level]


class UrgingQuerySet(models.QuerySet["Urging"]):
    def for_actor(self, actor: Actor) -> UrgingQuerySet:
        """Urgings that this post must answer or may end: the agency's own, and a hall's while it has the case."""
        if actor.role in AGENCY:
            return self.filter(of_agency(actor, "case__"))
        if actor.role in HELD:
            return self.filter(hall_code=actor.hall, case__stage__in=HELD[actor.role])
        if actor.role == "manager":
            return self.filter(hall_code=actor.hall)
        if actor.role == "supervisor":
            return self.filter(of_division(actor))
        return self.none()

    def to_answer(self) -> UrgingQuerySet:
        return self.filter(stage="sent")


class Urging(LivingThing):
    """督办: a supervisor urges, the agency answers."""

    LIFE = URGING

    case = models.ForeignKey(Case, models.PROTECT, related_name="urgings")
    agency_code = models.CharField(max_length=12)
    hall_code = models.CharField(max_length=12, blank=True)
    division = models.CharField(max_length=12)
    text = models.CharField(max_length=500)
    sent_by = models.CharField(max_length=40)
    sender = models.UUIDField(null=True)
    sender_for = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answerer = models.UUIDField(null=True)
    answerer_for = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = UrgingQuerySet.as_manager()

    def is_from(self, actor: Actor) -> bool:
        """Whether this person sent it, himself or through a deputy."""
        return one_person(actor.hands, (self.sender, self.sender_for))
