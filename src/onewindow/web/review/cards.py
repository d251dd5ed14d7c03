"""警示督办: cards of the agency to be explained, urgings to be answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.life import why_not
from onewindow.core.lives import CARD, URGING
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.supervision.commands.answer import answer_urging, explain_card
from onewindow.supervision.models import Card, Urging
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace
from onewindow.web.review.done import done_line
from onewindow.web.visit import visit_of

LISTED, PAST = 60, 10
"""Kinds of clocks for which the agency answers; the window explains its own."""

AnyThing = TypeVar("AnyThing", Card, Urging)


@dataclass(frozen=True)
class Asked:
    """A card or urging with the clock of its answer, and what was typed or found wrong."""

    thing: Card | Urging
    label: str
    face: ClockFace | None
    typed: str
    error: str


def page(request: HttpRequest) -> HttpResponse:
    return _page(request)


def explanation(request: HttpRequest, card_id: UUID) -> HttpResponse:
    visit = visit_of(request)
    return _answer(
        request, card_id, "explained",
        lambda: explain_card(card_id, text=request.POST.get("text", ""), by=visit.by, at=visit.at),
    )  # fmt: skip


def answer(request: HttpRequest, urging_id: UUID) -> HttpResponse:
    visit = visit_of(request)
    return _answer(
        request, urging_id, "answered",
        lambda: answer_urging(urging_id, text=request.POST.get("text", ""), by=visit.by, at=visit.at),
    )  # fmt: skip


def _answer(request: HttpRequest, thing_id: UUID, done: str, act: Callable[[], Answer]) -> HttpResponse:
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('review-cards')}?done={done}",
        again=lambda refusal: _page(request, refusal, thing_id),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None, wrong: UUID | None = None) -> HttpResponse:
    visit = visit_of(request)
    own_cards = Card.objects.for_actor(visit.by).whole()
    own_urgings = Urging.objects.for_actor(visit.by).select_related("case")
    cards = _waiting_first(own_cards, "fallen", "fell_at")
    urgings = _waiting_first(own_urgings, "sent", "sent_at")
    faces = _faces([*cards, *urgings], visit.at)
    typed = (request.POST.get("text", ""), refusal.message) if refusal else ("", "")

    def asked(thing: Card | Urging, label: str) -> Asked:
        return Asked(thing, label, faces.get(thing.id), *(typed if thing.id == wrong else ("", "")))

    explain = why_not(CARD, "explain", "fallen", visit.by.role)
    reply = why_not(URGING, "answer", "sent", visit.by.role)
    context = {
        "cards": [asked(card, card.clock.label) for card in cards],
        "urgings": [asked(urging, "") for urging in urgings],
        "why_not_explain": explain.message if explain else "",
        "why_not_answer": reply.message if reply else "",
        "refusal": refusal,
        "done": done_line(request),
        "submission": new_key(),
    }
    return render(request, "review/cards.html", context)


def _waiting_first(rows: QuerySet[AnyThing], stage: str, moment: str) -> list[AnyThing]:
    """Those that wait, the oldest first, and then the last ones dealt with."""
    waiting = list(rows.filter(stage=stage).order_by(moment, "id")[:LISTED])
    past = list(rows.exclude(stage=stage).order_by(f"-{moment}", "-id")[:PAST])
    return waiting + past


def _faces(things: list[Card | Urging], now: datetime) -> dict[UUID, ClockFace]:
    clocks = Clock.objects.open().filter(
        thing_id__in=[thing.id for thing in things], name__in=("explanation", "urging")
    )
    return {clock.thing_id: clock_face(clock, now, work_calendar()) for clock in clocks}
