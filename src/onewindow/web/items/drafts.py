"""What the pages of one edition have in common: its row, what may be done with it, what the base item fixes."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from django.http import HttpRequest

from onewindow.catalogue.keeping import kept_edition
from onewindow.catalogue.lint import Mark
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.core.refusal import Refusal
from onewindow.places.directory import agency
from onewindow.web.items.checking import marks_of
from onewindow.web.items.desk import EditionDesk
from onewindow.web.items.placing import PAGES
from onewindow.web.visit import visit_of


class Desk(EditionDesk[Edition]):
    """One edition of an item on the desk of one administrator."""

    pages = PAGES

    @property
    def agency_name(self) -> str:
        return agency(self.row.agency_code).name

    @cached_property
    def fixed(self) -> frozenset[str]:
        base = BaseItemRow.objects.filter(pk=self.row.base_code).first() if self.row.base_code else None
        return frozenset(base.item.fixed) if base else frozenset()

    @cached_property
    def marks(self) -> list[Mark]:
        return marks_of(self.row.document)


def open_edition(request: HttpRequest, edition_id: UUID) -> Desk:
    """The edition, if this post keeps it. Raises Refusal `no-such-edition` (404)."""
    visit = visit_of(request)
    row = kept_edition(edition_id, visit.by)
    if row is None:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    return Desk(row, visit)
