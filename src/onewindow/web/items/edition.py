"""The page of one edition: where it stands in its life, its marks, its history, and what may be done with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.commands import (
    discard,
    publish,
    resume,
    return_,
    revise,
    suspend,
    withdraw,
)
from onewindow.catalogue.commands import (
    submit as submit_edition,
)
from onewindow.catalogue.models import Edition
from onewindow.core.lives import EDITION
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.journal.models import Event
from onewindow.web.answering import submit
from onewindow.web.items.drafts import Desk, open_edition
from onewindow.web.items.vocabulary import SECTIONS

WITH_REASON: dict[str, Callable[..., Answer]] = {
    "submit": submit_edition,
    "return": return_,
    "suspend": suspend,
    "resume": resume,
    "withdraw": withdraw,
    "discard": discard,
}


PART_LABELS: dict[str, str] = {part: one.label for one in SECTIONS.values() for part in one.parts}


def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    return _page(request, open_edition(request, edition_id))


def step(request: HttpRequest, edition_id: UUID, verb: str) -> HttpResponse:
    """Take a step of the edition's life."""
    desk = open_edition(request, edition_id)
    by, at = desk.visit.by, desk.visit.at

    def act() -> Answer:
        if verb == "publish":
            return publish(edition_id, by=by, at=at)
        if verb not in WITH_REASON:
            raise Refusal("no-such-page", "没有这一步。", status=404)
        return WITH_REASON[verb](edition_id, reason=request.POST.get("reason", ""), by=by, at=at)

    return submit(
        request, act,
        then=lambda answer: f"{reverse('items-edition', args=[answer['edition']])}?done={verb}",
        again=lambda refusal: _page(request, desk, refusal, verb),
    )  # fmt: skip


def revision(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Begin the next edition and go on to its page."""
    desk = open_edition(request, edition_id)
    return submit(
        request,
        lambda: revise(edition_id, by=desk.visit.by, at=desk.visit.at),
        then=lambda answer: reverse("items-edition", args=[answer["edition"]]),
        again=lambda refusal: _page(request, desk, refusal),
    )


def _page(request: HttpRequest, desk: Desk, refusal: Refusal | None = None, verb: str = "") -> HttpResponse:
    events = Event.objects.filter(thing_kind="edition", thing_id=desk.row.pk).order_by("-version")
    labels = {one.verb: one.label for one in EDITION.steps}
    others = (
        Edition.objects.filter(slug=desk.row.slug).exclude(stage="discarded").light().order_by("-edition")
    )
    context = {
        **desk.context(),
        "history": [_told(event, labels) for event in events],
        "editions": [(one, reverse("items-edition", args=[one.pk])) for one in others],
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "refused": verb,
        "typed_reason": request.POST.get("reason", ""),
        "done": labels.get(request.GET.get("done", ""), ""),
    }
    return render(request, "items/edition.html", context)


def _told(event: Event, labels: dict[str, str]) -> dict[str, object]:
    """One line of the history: what, when, by whom, and why or which parts."""
    body = json.loads(event.body)
    parts = "、".join(dict.fromkeys(PART_LABELS.get(part, part) for part in body.get("parts", [])))
    said = (f"改动：{parts}" if parts else "", "从工作簿导入" if body.get("workbook") else "")
    why = body.get("reason") or "；".join(one for one in said if one)
    return {
        "label": labels.get(event.verb, event.verb),
        "at": event.at,
        "by": body.get("by_name", ""),
        "why": why,
    }
