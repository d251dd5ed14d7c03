"""What the pages of one bundle have in common: its row, its marks, its members' items, what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from onewindow.bundles.commands.composing import found
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force
from onewindow.catalogue.lint import Mark
from onewindow.catalogue.schema import Edition as Guide
from onewindow.core.calendar import local
from onewindow.core.life import Step, next_steps
from onewindow.core.lives import BUNDLE
from onewindow.core.separation import why_not
from onewindow.places.directory import directory
from onewindow.web.answering import new_key
from onewindow.web.bundling.marks import counts, marks_of
from onewindow.web.bundling.vocabulary import SECTIONS
from onewindow.web.items.vocabulary import Section
from onewindow.web.visit import Visit, visit_of

ASKED_FOR = ("submit", "return", "publish", "suspend", "resume", "withdraw", "discard")
"""The steps that a button on the bundle's page takes; the others have pages of their own."""


@dataclass
class Desk:
    """One bundle on the desk of one administrator."""

    row: BundleEdition
    visit: Visit

    @property
    def today(self) -> date:
        return local(self.visit.at).date()

    @property
    def shown_on(self) -> date:
        """The day whose items it is shown with: its first, if that is still to come."""
        return max(self.today, self.row.effective_from or self.today)

    @property
    def is_draft(self) -> bool:
        return self.row.stage == "draft" and any(step.verb == "edit" for step in self.steps)

    @property
    def lead_name(self) -> str:
        place = directory().agencies.get(self.row.lead)
        return place.name if place else self.row.lead

    @property
    def steps(self) -> tuple[Step, ...]:
        return next_steps(BUNDLE, self.row.stage, self.visit.by.role)

    @property
    def buttons(self) -> list[tuple[Step, str]]:
        """The steps to be taken here, each with why this person may not, if so."""
        return [(step, self._barred(step.verb)) for step in self.steps if step.verb in ASKED_FOR]

    @property
    def may_revise(self) -> bool:
        return self.row.stage in {"published", "suspended"} and self.visit.by.role == "administrator"

    @cached_property
    def marks(self) -> list[Mark]:
        return marks_of(self.row.document, self.today)

    @cached_property
    def items(self) -> dict[str, Guide]:
        """The editions of its members' items; what is not offered is missing. One statement."""
        return items_of(self.row.document, self.shown_on)

    def _barred(self, verb: str) -> str:
        refusal = why_not(f"bundle.{verb}", self.visit.by, self.row.compiled())
        return refusal.message if refusal else ""

    def context(self, current: str = "") -> dict[str, Any]:
        """What every page of a bundle shows around its own content."""
        marked = counts(self.marks)
        pages = [
            (
                section,
                reverse("bundling-section", args=[self.row.pk, name]),
                marked[name],
                _number(self.row, section),
            )
            for name, section in SECTIONS.items()
        ]
        return {
            "desk_of": self, "row": self.row, "pages": pages, "current": current, "submission": new_key(),
        }  # fmt: skip


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


def _number(row: BundleEdition, section: Section) -> int | None:
    parts = row.document.get(section.part) if section.part else None
    return len(parts) if isinstance(parts, list) else (0 if section.part else None)
