"""Delegations (事权下放) as rows: who asked whom for which item, in which form, from when, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from onewindow.catalogue.keeping import agencies_kept
from onewindow.core.lives import DELEGATION
from onewindow.core.numbers.division import Division, Level
from onewindow.core.roles import Actor
from onewindow.journal.models import LivingThing
from onewindow.places.directory import agency

FORMS: dict[str, str] = {
    "direct": "直接下放",
    "entrusted": "委托",
    "forward": "前移窗口",
    "raise": "上收一级办理",
}
MEANINGS: dict[str, str] = {
    "direct": "自生效之日起，由承接机关以自己的名义受理和决定。",
    "entrusted": "由承接机关受理和决定，决定以委托机关的名义作出。",
    "forward": "权限不变，承接地的大厅也收件、出件。",
    "raise": "由上一级机关直接办理，取消下级收件、初审环节。",
}
CAPACITIES: dict[str, str] = {
    "staff": "承接人员",
    "funds": "经费保障",
    "network": "专网和系统",
    "training": "业务培训",
}


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def seen_by(self, actor: Actor) -> DelegationQuerySet:
        """Those in which this post keeps the items of the one side or the other."""
        kept = sorted(agencies_kept(actor))
        found = self.filter(Q(from_agency__in=kept) | Q(to_agency__in=kept))
        return found.filter(slug__in=sorted(actor.matters)) if actor.matters else found

    def given_by(self, actor: Actor) -> DelegationQuerySet:
        """Those on which this post answers: it keeps the items of the agency that holds the power."""
        return self.seen_by(actor).filter(from_agency__in=sorted(agencies_kept(actor)))

    def asked_by(self, actor: Actor) -> DelegationQuerySet:
        """Those which this post's side asked for."""
        return self.seen_by(actor).filter(to_agency__in=sorted(agencies_kept(actor)))

    def in_effect(self, on: date) -> DelegationQuerySet:
        """Granted, begun, and not ended on that day."""
        held = self.filter(stage__in=("granted", "taken_back"), effective_from__lte=on)
        return held.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))


class Delegation(LivingThing):
    """One item, identified by the holder's `slug` and `edition`, asked for by `to_agency` of `from_agency`.

    `capacity` says in words what the receiver has for it (see CAPACITIES); `draft` is the edition that the grant
    began; `effective_from` the first day of the new competence, `ends_on` the first day on which it is back.
    """

    LIFE = DELEGATION

    slug = models.CharField(max_length=60, db_index=True)
    edition = models.PositiveIntegerField()
    item_name = models.CharField(max_length=200)
    from_agency = models.CharField(max_length=40, db_index=True)
    to_agency = models.CharField(max_length=40, db_index=True)
    form = models.CharField(max_length=12, choices=list(FORMS.items()))
    effective_from = models.DateField()
    capacity = models.JSONField(default=dict)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asker = models.UUIDField()
    asker_for = models.UUIDField(null=True)
    """In whose stead a deputy asked."""
    asker_name = models.CharField(max_length=40)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)
    draft = models.UUIDField(null=True)
    ends_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("slug", "to_agency"),
                condition=Q(stage__in=("asked", "granted")),
                name="one_running_delegation_to_an_agency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_name}：{self.from_name} → {self.to_name}"

    @property
    def from_name(self) -> str:
        return agency(self.from_agency).name

    @property
    def to_name(self) -> str:
        return agency(self.to_agency).name

    @property
    def form_label(self) -> str:
        return FORMS[self.form]

    @property
    def meaning(self) -> str:
        return MEANINGS[self.form]

    @property
    def to_level(self) -> str:
        return Level(Division(agency(self.to_agency).division_id).level).label

    def capacities(self) -> list[tuple[str, str]]:
        """What the receiver has for it, in the order of the form."""
        return [(label, self.capacity[name]) for name, label in CAPACITIES.items() if self.capacity.get(name)]
