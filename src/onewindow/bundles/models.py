"""Editions of bundles (一件事) as rows: the document itself, and the columns by which lists find it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from onewindow.bundles import schema
from onewindow.catalogue.models.document import DocumentEdition
from onewindow.catalogue.search import Entry, SearchIndex
from onewindow.core.lives import BUNDLE

KEPT_BUNDLES = 128
OPEN = ("draft", "submitted")
ISSUED = ("published", "suspended", "withdrawn")
"""Those that were published once: their documents never change and can be read for ever."""


class BundleQuerySet(models.QuerySet["BundleEdition"]):
    def issued(self) -> BundleQuerySet:
        return self.filter(stage__in=ISSUED)

    def open(self) -> BundleQuerySet:
        """Drafts and what waits for its reviewer."""
        return self.filter(stage__in=OPEN)

    def in_force(self, on: date) -> BundleQuerySet:
        """The one edition of each bundle that is offered on that day; of one whose newest is suspended or ended, none."""
        begun = BundleEdition.objects.issued().filter(effective_from__lte=on)
        later = begun.filter(slug=OuterRef("slug"), edition__gt=OuterRef("edition"))
        later = later.exclude(stage="withdrawn", ended_on__lte=F("effective_from"))
        return (
            self.filter(stage="published", effective_from__lte=on)
            .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
            .exclude(Exists(later))
        )

    def search(self, text: str, on: date) -> list[BundleEdition]:
        """What is offered on that day and meant by a name, part of one, pinyin initials or a code; best first.

        There are few of them: the index is made anew each time. One statement.
        """
        rows = {row.id: row for row in self.in_force(on).defer("document")}
        entries = [
            Entry.of(row.id, row.name, row.code, row.slug, row.initials, row.tokens) for row in rows.values()
        ]
        return [rows[one] for one in SearchIndex(entries).find(text)]


class BundleEdition(DocumentEdition):
    """一件事清单的一版; a change is the next edition. `lead` is the agency that answers for it and keeps it."""

    LIFE = BUNDLE

    code = models.CharField(max_length=40, blank=True)
    lead = models.CharField(max_length=40, db_index=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        ordering = ("code", "edition")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("slug", "edition"), condition=Q(stage__in=ISSUED), name="one_bundle_of_each_number"
            ),
            models.UniqueConstraint(
                fields=("slug",), condition=Q(stage__in=OPEN), name="one_open_draft_of_a_bundle"
            ),
        ]

    @property
    def bundle(self) -> schema.Bundle:
        """The document, read. Kept in the process for issued ones, which cannot change.

        Raises `BundleInvalid` for a draft that is not complete yet.
        """
        if self.stage not in ISSUED:
            return schema.read(self.document)
        return _kept.get(self.id) or _keep(self.id, self.document)


_kept: dict[UUID, schema.Bundle] = {}


def _keep(bundle_id: UUID, document: Any) -> schema.Bundle:
    if len(_kept) >= KEPT_BUNDLES:
        _kept.clear()
    bundle = _kept[bundle_id] = schema.read(document)
    return bundle
