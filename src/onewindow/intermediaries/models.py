"""Intermediaries (中介机构) on the register, and engagements (中介委托) of applicants with them, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from onewindow.catalogue.intermediary import Service, services
from onewindow.catalogue.keeping import agencies_kept, catalogue_rules
from onewindow.core.lives import ENGAGEMENT, INTERMEDIARY
from onewindow.core.roles import Actor
from onewindow.intermediaries.terms import GROUNDS, KEPT_OUT_BY, TIES, yuan
from onewindow.journal.models import LivingThing
from onewindow.people.models import Party
from onewindow.places.directory import agency_shown

LIVING = ("applied", "registered", "suspended")


def offices_of(actor: Actor) -> frozenset[str]:
    """The offices (行政审批局) for which this post keeps the register; a post for certain matters keeps none."""
    if actor.role != "administrator" or actor.matters:
        return frozenset()
    return (
        agencies_kept(actor) & set(catalogue_rules().offices)
        if actor.agency in catalogue_rules().offices
        else frozenset()
    )


class IntermediaryQuerySet(models.QuerySet["Intermediary"]):
    def kept_by(self, actor: Actor) -> IntermediaryQuerySet:
        """Those whose register this post keeps."""
        return self.filter(office__in=sorted(offices_of(actor)))

    def published(self) -> IntermediaryQuerySet:
        """Those everybody may see: all that were ever registered, also when suspended or struck off since."""
        return self.exclude(stage__in=("applied", "refused"))

    def offering(self, service: str) -> IntermediaryQuerySet:
        """Those registered now that offer the service, whatever hinders them on a day or for an item."""
        return self.filter(stage="registered", services__contains=f" {service} ").order_by("name", "id")


@dataclass(frozen=True)
class Terms:
    """What an intermediary published for one service: working days, 分 a unit, the last day of its qualification."""

    service: Service
    days: int
    fee: int
    per: str
    number: str
    until: date | None

    @property
    def price(self) -> str:
        return f"{yuan(self.fee)}/{self.per}"


class Intermediary(LivingThing):
    """One body of the register kept by `office`. `qualifications`, `ties` and `offers` are as `entry.Entry.columns` says.

    `services` has the keys of its offers, each between blanks; `ground` and `words` say why it was last kept out.
    """

    LIFE = INTERMEDIARY

    name = models.CharField(max_length=100, db_index=True)
    number = models.CharField(max_length=18, db_index=True)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    office = models.CharField(max_length=40, db_index=True)
    qualifications = models.JSONField(default=list)
    ties = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    services = models.TextField(default=" ")
    recorded_at = models.DateTimeField()
    recorder = models.UUIDField()
    recorder_for = models.UUIDField(null=True)
    """In whose stead a deputy recorded it."""
    recorder_name = models.CharField(max_length=40)
    registered_at = models.DateTimeField(null=True)
    registered_by = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    objects = IntermediaryQuerySet.as_manager()

    class Meta:
        ordering = ("-recorded_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("number",), condition=Q(stage__in=LIVING), name="one_living_entry_of_an_intermediary"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ground_label(self) -> str:
        verb = KEPT_OUT_BY.get(self.stage, "")
        return GROUNDS[verb][self.ground] if verb else ""

    @property
    def office_name(self) -> str:
        return agency_shown(self.office).name

    def terms(self, key: str = "") -> Iterator[Terms]:
        """What it offers of the list as it is now, or of that one service; never slower than the list allows."""
        listed = {one.key: one for one in services()}
        until = {one["number"]: date.fromisoformat(one["until"]) for one in self.qualifications}
        for offer in self.offers:
            service = listed.get(offer["service"])
            if service is not None and key in {"", service.key}:
                number = offer["qualification"]
                yield Terms(
                    service, min(offer["days"], service.days), offer["fee"], offer["per"], number, until.get(number)
                )  # fmt: skip

    def disclosed(self) -> list[tuple[str, str, str]]:
        """Its ties: the agency's name, the kind and the words."""
        return [(agency_shown(tie["agency"]).name, TIES[tie["kind"]], tie["words"]) for tie in self.ties]


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def for_actor(self, actor: Actor) -> EngagementQuerySet:
        """Those recorded in the clerk's hall."""
        return self.filter(hall_code=actor.hall) if actor.role == "clerk" and actor.hall else self.none()

    def whole(self) -> EngagementQuerySet:
        return self.select_related("intermediary", "party__key")

    def tallies(self, by: str, now: datetime) -> dict[Any, Tally]:
        """How it went, by a column such as `intermediary_id`; one statement."""
        late = Q(delivered_at__gt=models.F("due_at")) | Q(stage="engaged", due_at__lt=now)
        rows = self.values(by).annotate(
            engaged=models.Count("id"), delivered=models.Count("delivered_at"), late=models.Count("id", filter=late),
            rated=models.Count("stars"), stars=models.Avg("stars"), pushed=models.Count("id", filter=Q(own_choice=False)),
        ).order_by()  # fmt: skip
        return {
            row[by]: Tally(
                row["engaged"],
                row["delivered"],
                row["late"],
                row["rated"],
                row["stars"] or 0.0,
                row["pushed"],
            )
            for row in rows
        }


@dataclass(frozen=True)
class Tally:
    """Engagements, those delivered, those late (delivered late or overdue now), ratings and their mean.

    `pushed` are those whose client said afterwards that the choice was not the own.
    """

    engaged: int = 0
    delivered: int = 0
    late: int = 0
    rated: int = 0
    stars: float = 0.0
    pushed: int = 0

    @property
    def stars_label(self) -> str:
        """4.5分（2次评价）, 暂无评价."""
        return f"{self.stars:.1f}分（{self.rated}次评价）" if self.rated else "暂无评价"

    @property
    def record(self) -> str:
        """委托5次，交付4次，逾期1次."""
        return (
            f"委托{self.engaged}次，交付{self.delivered}次，逾期{self.late}次"
            if self.engaged
            else "还没有委托"
        )


class Engagement(LivingThing):
    """One engagement by one client for one item. `fee` is agreed, `standard` what was published a unit; both in 分.

    `offered` is among how many the client could choose; `own_choice` what the client said of it afterwards. `days` are
    working days, `due_at` copied from the clock. `sealed` holds the words of the rating under the client's key.
    """

    LIFE = ENGAGEMENT

    no = models.CharField(max_length=20, unique=True)
    intermediary = models.ForeignKey(Intermediary, models.PROTECT)
    party = models.ForeignKey(Party, models.PROTECT)
    service = models.CharField(max_length=40, db_index=True)
    slug = models.CharField(max_length=60)
    item_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=40)
    hall_code = models.CharField(max_length=40, db_index=True)
    window_code = models.CharField(max_length=40)
    offered = models.PositiveIntegerField()
    quantity = models.PositiveIntegerField()
    standard = models.BigIntegerField()
    per = models.CharField(max_length=10)
    fee = models.BigIntegerField()
    days = models.PositiveIntegerField()
    engaged_at = models.DateTimeField()
    engaged_by = models.CharField(max_length=40)
    query_index = models.CharField(max_length=64)
    due_at = models.DateTimeField(null=True)
    report_no = models.CharField(max_length=40, blank=True)
    delivered_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)
    stars = models.PositiveSmallIntegerField(null=True)
    own_choice = models.BooleanField(null=True)
    rated_at = models.DateTimeField(null=True)
    sealed = models.BinaryField(default=b"")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ("-engaged_at", "-id")

    def __str__(self) -> str:
        return self.no

    @property
    def fee_label(self) -> str:
        """约定2800元；公布的标准3000元（3000元/份×1）."""
        public = f"{yuan(self.standard * self.quantity)}（{yuan(self.standard)}/{self.per}×{self.quantity}）"
        return f"约定{yuan(self.fee)}；公布的标准{public}"

    @property
    def service_name(self) -> str:
        return next((one.name for one in services() if one.key == self.service), self.service)

    def is_late(self, now: datetime) -> bool:
        """Delivered after its limit, or not delivered and past it."""
        end = self.delivered_at or (now if self.stage == "engaged" else None)
        return self.due_at is not None and end is not None and end > self.due_at
