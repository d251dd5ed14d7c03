"""The page of one edition: where it stands in its life, its marks, its history, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.commands import discard, publish, resume, return_, revise, submit, suspend, withdraw
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.web.items.drafts import Desk, open_edition

STEPS: dict[str, Callable[..., Answer]] = {
    "submit": submit, "return": return_, "publish": publish, "suspend": suspend, "resume": resume, "withdraw": withdraw,
    "discard": discard,
}  # fmt: skip


def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    return _page(request, open_edition(request, edition_id))


def step(request: HttpRequest, edition_id: UUID, verb: str) -> HttpResponse:
    desk = open_edition(request, edition_id)
    return desk.take(request, verb, STEPS, lambda refusal: _page(request, desk, refusal, verb))


def revision(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    desk = open_edition(request, edition_id)
    return desk.next_edition(request, revise, lambda refusal: _page(request, desk, refusal))


def _page(request: HttpRequest, desk: Desk, refusal: Refusal | None = None, verb: str = "") -> HttpResponse:
    others = (
        Edition.objects.filter(slug=desk.row.slug).exclude(stage="discarded").light().order_by("-edition")
    )
    context = {
        **desk.context(), **desk.told(request, refusal, verb),
        "editions": [(one, reverse("items-edition", args=[one.pk])) for one in others],
    }  # fmt: skip
    return render(request, "items/edition.html", context)
