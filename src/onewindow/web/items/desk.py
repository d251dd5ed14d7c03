"""What the pages of any edition of a document have in common, an item's or a bundle's: what may be done with it, and what was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from onewindow.catalogue.lint import Mark
from onewindow.catalogue.models.document import DocumentEdition
from onewindow.core.life import Step, next_steps
from onewindow.core.refusal import Refusal
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer
from onewindow.journal.models import Event
from onewindow.web.answering import new_key, submit
from onewindow.web.items.parts import parts_of
from onewindow.web.items.placing import Pages, Placed
from onewindow.web.visit import Visit

ASKED_FOR = ("submit", "return", "publish", "suspend", "resume", "withdraw", "discard")
"""The steps that a button on the edition's page takes; the others have pages of their own."""
Row = TypeVar("Row", bound=DocumentEdition)
Again = Callable[[Refusal], HttpResponse]


@dataclass
class EditionDesk(Generic[Row]):
    """One edition on the desk of one administrator."""

    pages: ClassVar[Pages]
    row: Row
    visit: Visit

    @property
    def marks(self) -> list[Mark]:
        """What the check finds in the document."""
        raise NotImplementedError

    @property
    def is_draft(self) -> bool:
        return self.row.stage == "draft" and any(step.verb == "edit" for step in self.steps)

    @property
    def steps(self) -> tuple[Step, ...]:
        return next_steps(self.row.life, self.row.stage, self.visit.by.role)

    @property
    def buttons(self) -> list[tuple[Step, str]]:
        """The steps to be taken here, each with why this person may not, if so."""
        return [(step, self._barred(step.verb)) for step in self.steps if step.verb in ASKED_FOR]

    @property
    def may_revise(self) -> bool:
        return self.row.stage in {"published", "suspended"} and self.visit.by.role == "administrator"

    def placed(self, found: Iterable[Mark] | None = None) -> list[Placed]:
        """Each with the page that edits its place: these, or else all that the check finds in what is saved."""
        return self.pages.marks(self.marks if found is None else found, self.row.pk)

    def _barred(self, verb: str) -> str:
        refusal = why_not(f"{self.row.life.name}.{verb}", self.visit.by, self.row.compiled())
        return refusal.message if refusal else ""

    def context(self, current: str = "") -> dict[str, Any]:
        """What every page of an edition shows around its own content."""
        found = self.pages.counts(self.marks)
        pages = [
            (
                section, self.pages.url("section", self.row.pk, name), found[name],
                len(parts_of(self.row.document, section)) if section.part else None,
            )
            for name, section in self.pages.sections.items()
        ]  # fmt: skip
        return {"desk_of": self, "row": self.row, "pages": pages, "current": current, "submission": new_key()}

    def told(self, request: HttpRequest, refusal: Refusal | None, verb: str) -> dict[str, Any]:
        """What the edition's own page shows of its history, and of the step that was just taken or refused."""
        events = Event.objects.filter(thing_kind=self.row.life.name, thing_id=self.row.pk).order_by(
            "-version"
        )
        labels = {one.verb: one.label for one in self.row.life.steps}
        return {
            "history": [self._line(event, labels) for event in events],
            "findings": refusal.findings if refusal else [], "message": refusal.message if refusal else "",
            "refused": verb, "typed_reason": request.POST.get("reason", ""),
            "done": labels.get(request.GET.get("done", ""), ""),
        }  # fmt: skip

    def _line(self, event: Event, labels: Mapping[str, str]) -> dict[str, object]:
        """One line of the history: what, when, by whom, and why or which parts."""
        body = json.loads(event.body)
        words = {part: one.label for one in self.pages.sections.values() for part in one.parts}
        parts = "、".join(dict.fromkeys(words.get(part, part) for part in body.get("parts", [])))
        said = (f"改动：{parts}" if parts else "", "从工作簿导入" if body.get("workbook") else "")
        return {
            "label": labels.get(event.verb, event.verb), "at": event.at, "by": body.get("by_name", ""),
            "why": body.get("reason") or "；".join(one for one in said if one),
        }  # fmt: skip

    def take(
        self, request: HttpRequest, verb: str, commands: Mapping[str, Callable[..., Answer]], again: Again
    ) -> HttpResponse:
        """Take a step of the edition's life; all but publishing say why. Raises Refusal `no-such-page` (404)."""

        def act() -> Answer:
            if verb not in commands:
                raise Refusal("no-such-page", "没有这一步。", status=404)
            why = {} if verb == "publish" else {"reason": request.POST.get("reason", "")}
            return commands[verb](self.row.pk, **why, by=self.visit.by, at=self.visit.at)

        return submit(
            request,
            act,
            then=lambda _: f"{self.pages.home_of(self.row.pk)}?done={verb}",
            again=again,
        )

    def next_edition(self, request: HttpRequest, revise: Callable[..., Answer], again: Again) -> HttpResponse:
        """Begin the next edition and go on to its page."""
        return submit(
            request,
            lambda: revise(self.row.pk, by=self.visit.by, at=self.visit.at),
            then=lambda answer: self.pages.home_of(answer[self.row.life.name]),
            again=again,
        )

    def compared_with(self, others: Sequence[Row], wanted: str) -> Row | None:
        """Of the other editions, newest first, the one of that number, or else the one before."""
        earlier = (one for one in others if one.edition < self.row.edition)
        return next((one for one in others if str(one.edition) == wanted), None) or next(earlier, None)


def framed(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """What it answers may stand in a frame of our own pages."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": ["'self'"]})(view))
