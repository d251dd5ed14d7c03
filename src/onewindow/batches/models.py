"""Batches (批次) of items that need at most one visit, their lines, and the negative list, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from onewindow.batches.offices import office_of_post, pledging_for
from onewindow.batches.rules import batch_rules
from onewindow.catalogue.keeping import agencies_kept
from onewindow.catalogue.models import Edition
from onewindow.core.lives import BATCH, NEGATIVE_ENTRY
from onewindow.core.roles import Actor
from onewindow.journal.models import LivingThing
from onewindow.places.directory import agency_shown

SENT_ROUND = ~Q(stage="draft") | ~Q(reason="")
"""Sent round at least once: a draft with a reason is one that was given back."""
DIGITS = "零一二三四五六七八九"


def promise(visits: int) -> str:
    """A number of visits as the lists say it."""
    return f"到现场{visits}次" if visits else "零跑动"


@dataclass(frozen=True, slots=True)
class Pledge:
    """公开承诺: who pledged for an agency, the office held (职务) and the day."""

    name: str
    title: str
    on: date


class BatchQuerySet(models.QuerySet["Batch"]):
    def kept_by(self, by: Actor) -> BatchQuerySet:
        """Those of the office whose batches this post keeps."""
        return self.filter(office=office_of_post(by))

    def to_pledge(self, by: Actor) -> BatchQuerySet:
        """Those with items of the agency for which this post pledges."""
        return self.filter(SENT_ROUND, _has_items_of([pledging_for(by)]))

    def seen_by(self, by: Actor) -> BatchQuerySet:
        """Its office's own, and from the day it was sent round those with items that this post keeps."""
        agencies = [] if by.matters else sorted(agencies_kept(by))
        office = Q(office=office_of_post(by) or None)
        return self.filter(office | SENT_ROUND & Q(_has_items_of(agencies)))

    def public(self, on: date) -> BatchQuerySet:
        """What anybody may read on that day, the newest first."""
        return self.filter(stage="published", published_on__lte=on).order_by("-published_on", "-ordinal")


def _has_items_of(agencies: list[str]) -> Exists:
    lines = Entry.objects.filter(batch=OuterRef("pk"), agency_code__in=agencies)
    return Exists(lines.exclude(state="dropped"))


class Batch(LivingThing):
    """One batch of an office, the `ordinal`-th. `publish_on` is the day planned, `published_on` the first public day.

    `pledges` holds by agency who pledged: `name`, `title` and `on` (ISO date). `approval_no` and `approved_on` are the
    document by which the government of that level approved it, `recorder_name` who entered it.
    """

    LIFE = BATCH

    office = models.CharField(max_length=40, db_index=True)
    ordinal = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    publish_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.UUIDField()
    drawn_for = models.UUIDField(null=True)
    """In whose stead a deputy did; likewise `author_for`."""
    drawer_name = models.CharField(max_length=40)
    author = models.UUIDField()
    author_for = models.UUIDField(null=True)
    author_name = models.CharField(max_length=40)
    pledges = models.JSONField(default=dict)
    approval_no = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField(null=True)
    recorder_name = models.CharField(max_length=40, blank=True)
    published_on = models.DateField(null=True)
    publisher_name = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    """Why it was last given back, or given up."""

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-drawn_at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("office", "ordinal"),
                condition=~Q(stage="discarded"),
                name="batches_batch_ordinal_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ordinal_label}：{self.title}"

    @property
    def ordinal_label(self) -> str:
        """第十二批; beyond ninety-nine in figures."""
        tens, ones = divmod(self.ordinal, 10)
        if tens > 9:
            return f"第{self.ordinal}批"
        spelt = (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
        return f"第{spelt}批"

    @property
    def office_name(self) -> str:
        return agency_shown(self.office).name

    def pledge_of(self, agency_code: str) -> Pledge | None:
        """None as long as nobody pledged for this agency."""
        given = self.pledges.get(agency_code)
        return given and Pledge(given["name"], given["title"], date.fromisoformat(given["on"]))

    @property
    def government(self) -> str:
        """同级政府: who approves the lists of this office."""
        return agency_shown(self.office).reconsideration_body


class Entry(models.Model):
    """A line of a batch: an item with the visits promised, as its edition said when it was entered.

    `dropped` from a draft or with it, `struck` off after publication. An item is `listed` in one batch at a time.
    """

    STATES: ClassVar = [("listed", "在列"), ("dropped", "已移出"), ("struck", "已撤下")]

    id = models.UUIDField(primary_key=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="entries")
    source = models.ForeignKey(Edition, models.PROTECT)
    slug = models.CharField(max_length=60)
    edition = models.PositiveIntegerField()
    item_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=40, db_index=True)
    visits = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=STATES, default="listed")
    struck_on = models.DateField(null=True)
    struck_by = models.CharField(max_length=40, blank=True)
    struck_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("agency_code", "item_name", "slug")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("slug",), condition=Q(state="listed"), name="batches_entry_listed_once"
            )
        ]

    def __str__(self) -> str:
        return self.item_name

    @property
    def agency_name(self) -> str:
        return agency_shown(self.agency_code).name

    @property
    def promise(self) -> str:
        return promise(self.visits)


class NegativeQuerySet(models.QuerySet["NegativeEntry"]):
    def listed(self) -> NegativeQuerySet:
        return self.filter(stage="listed")

    def kept_by(self, by: Actor) -> NegativeQuerySet:
        """Those on the list of the office whose batches this post keeps."""
        return self.filter(office=office_of_post(by))


class NegativeEntry(LivingThing):
    """负面清单: an item that cannot be done with at most one visit, why, and by which law.

    `visits` are those of the edition by which it was listed.
    """

    LIFE = NEGATIVE_ENTRY

    office = models.CharField(max_length=40, db_index=True)
    slug = models.CharField(max_length=60)
    edition = models.PositiveIntegerField()
    item_name = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=40)
    visits = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=20)
    reason = models.TextField()
    basis = models.CharField(max_length=200)
    listed_at = models.DateTimeField()
    lister_name = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True)
    remover_name = models.CharField(max_length=40, blank=True)
    removal_reason = models.TextField(blank=True)

    objects = NegativeQuerySet.as_manager()

    class Meta:
        ordering = ("agency_code", "item_name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("slug",), condition=Q(stage="listed"), name="batches_negativeentry_listed_once"
            )
        ]

    def __str__(self) -> str:
        return self.item_name

    @property
    def agency_name(self) -> str:
        return agency_shown(self.agency_code).name

    @property
    def ground_label(self) -> str:
        """In the words of the rules; the bare key where the rules no longer have it."""
        return batch_rules().grounds.get(self.ground, self.ground)
