"""Editions of items as rows: the document itself, and the columns by which lists find it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import CharField, Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Cast

from onewindow.catalogue import schema
from onewindow.catalogue.search import Entry, SearchIndex, Stamp

KEPT_GUIDES = 512
KEPT_INDEXES = 4


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> EditionQuerySet:
        return self.filter(status=Edition.Status.PUBLISHED)

    def in_force(self, on: date) -> EditionQuerySet:
        """The one edition of each item by which an application of that day is handled."""
        begun = Edition.objects.published().filter(effective_from__lte=on)
        later = begun.filter(code=OuterRef("code"), edition__gt=OuterRef("edition"))
        return (
            self.published()
            .filter(effective_from__lte=on)
            .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
            .exclude(Exists(later))
        )

    def light(self) -> EditionQuerySet:
        """Without the documents, for lists."""
        return self.defer("document")

    def by_theme(self, theme: str) -> EditionQuerySet:
        return self.filter(theme=theme)

    def by_agency(self, agency_code: str) -> EditionQuerySet:
        return self.filter(agency_code=agency_code)

    def for_audience(self, audience: str) -> EditionQuerySet:
        """`person` or `organisation`; matters for both belong to either."""
        return self.filter(audience__in=(audience, "both"))

    def search(self, text: str, on: date, limit: int = 20) -> list[Edition]:
        """What in force on `on` is meant by a name, part of one, pinyin initials or a code; best first.

        Ranked over an index in memory which is rebuilt when an edition was published or withdrawn; the
        rows are then read by id (two statements, three after a change).
        """
        index = _index(published_stamp(), on)
        ids = index.find(text)
        rows = self.light().in_bulk(ids)
        return [rows[edition_id] for edition_id in ids if edition_id in rows][:limit]


class Edition(models.Model):
    """实施清单的一版. A published edition never changes; a change is the next edition."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤下"

    id = models.UUIDField(primary_key=True)
    slug = models.CharField(max_length=60, db_index=True)
    code = models.CharField(max_length=31)
    agency_code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    edition = models.PositiveIntegerField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=Status)
    initials = models.TextField()
    tokens = models.TextField()
    theme = models.CharField(max_length=200)
    audience = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    published_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("code", "edition")
        constraints = (
            models.UniqueConstraint(fields=("code", "edition"), name="one_edition_of_each_number"),
        )

    def __str__(self) -> str:
        return f"{self.name}（第{self.edition}版）"

    @property
    def guide(self) -> schema.Edition:
        """The document, read. Kept in the process for published editions, which cannot change."""
        if self.status == self.Status.DRAFT:
            return schema.read(self.document)
        return _kept_guides.get(self.id) or _keep(self.id, self.document)


_kept_guides: dict[UUID, schema.Edition] = {}


def guide_of(edition_id: UUID) -> schema.Edition:
    """The document of an edition that was published, without reading its row when the process knows it."""
    guide = _kept_guides.get(edition_id)
    return guide or _keep(edition_id, Edition.objects.values_list("document", flat=True).get(pk=edition_id))


def _keep(edition_id: UUID, document: Any) -> schema.Edition:
    if len(_kept_guides) >= KEPT_GUIDES:
        _kept_guides.clear()
    guide = _kept_guides[edition_id] = schema.read(document)
    return guide


def published_stamp() -> Stamp:
    """Changes whenever an edition is published or withdrawn."""
    found = Edition.objects.published().aggregate(
        number=Count("id"), latest=Max("published_at"), newest=Max(Cast("id", CharField()))
    )
    return found["number"], found["latest"], found["newest"]


@lru_cache(maxsize=KEPT_INDEXES)
def _index(stamp: Stamp, on: date) -> SearchIndex:
    columns = ("id", "name", "code", "slug", "initials", "tokens")
    rows = Edition.objects.in_force(on).values_list(*columns)
    return SearchIndex([Entry.of(*row) for row in rows])
