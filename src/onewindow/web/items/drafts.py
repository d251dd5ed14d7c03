"""What the pages of one edition have in common: its row, what may be done with it, what the base item fixes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from onewindow.catalogue.keeping import kept_edition
from onewindow.catalogue.lint import Mark
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.core.life import Step, next_steps
from onewindow.core.lives import EDITION
from onewindow.core.refusal import Refusal
from onewindow.core.separation import why_not
from onewindow.places.directory import agency
from onewindow.web.answering import new_key
from onewindow.web.items.checking import counts, marks_of
from onewindow.web.items.parts import parts_of
from onewindow.web.items.placing import Placed, placed_marks
from onewindow.web.items.vocabulary import SECTIONS, Section
from onewindow.web.visit import Visit, visit_of

ASKED_FOR = ("submit", "return", "publish", "suspend", "resume", "withdraw", "discard")
"""The steps that a button on the edition's page takes; the others have pages of their own."""


@dataclass
class Desk:
    """One edition on the desk of one administrator."""

    row: Edition
    visit: Visit

    @property
    def is_draft(self) -> bool:
        return self.row.stage == "draft" and any(step.verb == "edit" for step in self.steps)

    @property
    def agency_name(self) -> str:
        return agency(self.row.agency_code).name

    @property
    def steps(self) -> tuple[Step, ...]:
        return next_steps(EDITION, self.row.stage, self.visit.by.role)

    @property
    def buttons(self) -> list[tuple[Step, str]]:
        """The steps to be taken here, each with why this person may not, if so."""
        return [(step, self._barred(step.verb)) for step in self.steps if step.verb in ASKED_FOR]

    @property
    def may_revise(self) -> bool:
        return self.row.stage in {"published", "suspended"} and self.visit.by.role == "administrator"

    @cached_property
    def fixed(self) -> frozenset[str]:
        base = BaseItemRow.objects.filter(pk=self.row.base_code).first() if self.row.base_code else None
        return frozenset(base.item.fixed) if base else frozenset()

    @cached_property
    def marks(self) -> list[Mark]:
        return marks_of(self.row.document)

    @property
    def placed(self) -> list[Placed]:
        return placed_marks(self.marks, self.row.pk)

    def _barred(self, verb: str) -> str:
        refusal = why_not(f"edition.{verb}", self.visit.by, self.row.compiled())
        return refusal.message if refusal else ""

    def context(self, current: str = "") -> dict[str, Any]:
        """What every page of an edition shows around its own content."""
        found = counts(self.marks)
        pages = [
            (
                section,
                reverse("items-section", args=[self.row.pk, name]),
                found[name],
                _number(self.row, section),
            )
            for name, section in SECTIONS.items()
        ]
        return {
            "desk_of": self, "row": self.row, "pages": pages, "current": current, "submission": new_key(),
            "grave": sum(mark.severity == "blocking" for mark in self.marks),
            "light": sum(mark.severity == "warning" for mark in self.marks),
        }  # fmt: skip


def open_edition(request: HttpRequest, edition_id: UUID) -> Desk:
    """The edition, if this post keeps it. Raises Refusal `no-such-edition` (404)."""
    visit = visit_of(request)
    row = kept_edition(edition_id, visit.by)
    if row is None:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    return Desk(row, visit)


def _number(row: Edition, section: Section) -> int | None:
    return len(parts_of(row.document, section)) if section.part else None
