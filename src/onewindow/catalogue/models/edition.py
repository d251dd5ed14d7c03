"""Editions of items as rows: the document itself, and the columns by which lists find it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum
from django.db.models.functions import Cast

from onewindow.catalogue import schema
from onewindow.catalogue.models.document import DocumentEdition
from onewindow.catalogue.search import Entry, SearchIndex, Stamp
from onewindow.core.lives import EDITION
from onewindow.sql.reading import fetch

KEPT_GUIDES = 512
KEPT_INDEXES = 4
OPEN = ("draft", "submitted")
ISSUED = ("published", "suspended", "withdrawn")
"""Editions that were published once: their documents never change and can be read for ever."""


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> EditionQuerySet:
        return self.filter(stage="published")

    def issued(self) -> EditionQuerySet:
        return self.filter(stage__in=ISSUED)

    def open(self) -> EditionQuerySet:
        """Drafts and what waits for its reviewer."""
        return self.filter(stage__in=OPEN)

    def in_force(self, on: date) -> EditionQuerySet:
        """The one edition of each item by which an application of that day is handled.

        An item whose newest edition is suspended or withdrawn has none: the one before does not come back. One
        withdrawn before it began counts for nothing.
        """
        begun = Edition.objects.issued().filter(effective_from__lte=on)
        later = begun.filter(slug=OuterRef("slug"), edition__gt=OuterRef("edition"))
        later = later.exclude(stage="withdrawn", ended_on__lte=F("effective_from"))
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

        Ranked over an index in memory which is rebuilt when an edition was published or ended; the
        rows are then read by id (two statements, three after a change).
        """
        index = _index(published_stamp(), on)
        ids = index.find(text)
        rows = self.light().in_bulk(ids)
        return [rows[edition_id] for edition_id in ids if edition_id in rows][:limit]


class Edition(DocumentEdition):
    """实施清单的一版; a change is the next edition."""

    LIFE = EDITION

    code = models.CharField(max_length=31, blank=True)
    base_code = models.CharField(max_length=12, blank=True, db_index=True)
    agency_code = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=12, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("slug", "edition")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("slug", "edition"), condition=Q(stage__in=ISSUED), name="one_edition_of_each_number"
            ),
            models.UniqueConstraint(
                fields=("slug",), condition=Q(stage__in=OPEN), name="one_open_draft_of_an_item"
            ),
        ]

    @property
    def guide(self) -> schema.Edition:
        """The document, read. Kept in the process for issued editions, which cannot change.

        Raises `EditionInvalid` for a draft that is not complete yet.
        """
        if self.stage not in ISSUED:
            return schema.read(self.document)
        return _kept_guides.get(self.id) or _keep(self.id, self.document)


_kept_guides: dict[UUID, schema.Edition] = {}


def edition_in_force(slug: str, on: date) -> Edition | None:
    """The edition of an item by which an application of that day is handled; its document is read when asked for."""
    found = fetch(_of_item, slug, on)
    return found[0] if found else None


def _of_item(slug: str, on: date) -> EditionQuerySet:
    found: EditionQuerySet = Edition.objects.in_force(on).filter(slug=slug).light()
    return found


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
    """Changes whenever an edition is published, suspended, resumed or withdrawn: their versions only grow."""
    found = Edition.objects.issued().aggregate(
        number=Count("id"), versions=Sum("version"), newest=Max(Cast("id", models.CharField()))
    )
    return found["number"], found["versions"], found["newest"]


@lru_cache(maxsize=KEPT_INDEXES)
def _index(stamp: Stamp, on: date) -> SearchIndex:
    columns = ("id", "name", "code", "slug", "initials", "tokens")
    rows = Edition.objects.in_force(on).values_list(*columns)
    return SearchIndex([Entry.of(*row) for row in rows])
