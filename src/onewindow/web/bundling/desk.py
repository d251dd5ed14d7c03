"""What the pages of one bundle have in common: its row, its marks, its members' items, what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from onewindow.bundles.commands.composing import found
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force
from onewindow.catalogue.lint import Mark
from onewindow.catalogue.schema import Edition as Guide
from onewindow.core.calendar import local
from onewindow.places.directory import directory
from onewindow.web.bundling.marks import marks_of
from onewindow.web.bundling.vocabulary import SECTIONS
from onewindow.web.items.desk import EditionDesk
from onewindow.web.items.placing import Pages
from onewindow.web.visit import visit_of

PAGES = Pages(SECTIONS, "bundling", "bundling-bundle")


class Desk(EditionDesk[BundleEdition]):
    """One edition of a bundle on the desk of one administrator."""

    pages = PAGES

    @property
    def today(self) -> date:
        return local(self.visit.at).date()

    @property
    def shown_on(self) -> date:
        """The day whose items it is shown with: its first, if that is still to come."""
        return max(self.today, self.row.effective_from or self.today)

    @property
    def lead_name(self) -> str:
        place = directory().agencies.get(self.row.lead)
        return place.name if place else self.row.lead

    @cached_property
    def marks(self) -> list[Mark]:
        return marks_of(self.row.document, self.today)

    @cached_property
    def items(self) -> dict[str, Guide]:
        """The editions of its members' items; what is not offered is missing. One statement."""
        return items_of(self.row.document, self.shown_on)


def open_bundle(request: HttpRequest, bundle_id: UUID) -> Desk:
    """The bundle, if this post keeps it. Raises Refusal `no-such-bundle` (404)."""
    visit = visit_of(request)
    return Desk(found(bundle_id, visit.by), visit)


def items_of(document: Mapping[str, Any], on: date) -> dict[str, Guide]:
    """The editions in force of the items that a document names, whole or not."""
    return items_in_force(
        [one["item"] for one in members_in(document) if isinstance(one.get("item"), str)], on
    )


def members_in(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The members of a document that are parts at all; a draft's may be anything."""
    found_there = document.get("members")
    return [one for one in found_there if isinstance(one, dict)] if isinstance(found_there, list) else []


def named(document: Mapping[str, Any], items: Mapping[str, Guide]) -> dict[str, Any]:
    """The document with every member called as people know it, for showing."""
    members = [
        {
            **one,
            "label": one.get("label") or _name(items, one.get("item")) or one.get("item") or one.get("id"),
        }
        for one in members_in(document)
    ]
    return {**document, "members": members} if members else dict(document)


def _name(items: Mapping[str, Guide], slug: object) -> str:
    return items[slug].name if isinstance(slug, str) and slug in items else ""
