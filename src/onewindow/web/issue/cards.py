"""警示督办: the cards of this counter's own clocks, and the urgings while the counter has the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.clocks.reading import explain
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.supervision.commands.answer import answer_urging, explain_card
from onewindow.supervision.models import Card, Urging
from onewindow.web.answering import new_key, submit
from onewindow.web.issue.frame import frame
from onewindow.web.visit import visit_of

MOST, PAST = 40, 20


@dataclass(frozen=True)
class Asked:
    """A card to explain or an urging to answer, with what was typed and why it was not enough."""

    thing: Card | Urging
    why: list[str]
    typed: str
    error: str


def cards(request: HttpRequest) -> HttpResponse:
    return _page(request)


def explanation(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """说明原因."""
    visit, text = visit_of(request), request.POST.get("text", "")
    return _answer(
        request, card_id, "explained", lambda: explain_card(card_id, text=text, by=visit.by, at=visit.at)
    )


def answer(request: HttpRequest, urging_id: UUID) -> HttpResponse:
    """答复督办."""
    visit, text = visit_of(request), request.POST.get("text", "")
    return _answer(
        request, urging_id, "answered", lambda: answer_urging(urging_id, text=text, by=visit.by, at=visit.at)
    )


def _answer(request: HttpRequest, thing_id: UUID, done: str, act: Callable[[], Answer]) -> HttpResponse:
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('issue-cards')}?done={done}",
        again=lambda refusal: _page(request, refusal, thing_id),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None, wrong: UUID | None = None) -> HttpResponse:
    by = visit_of(request).by
    mine, urgings = Card.objects.for_actor(by).whole(), Urging.objects.for_actor(by).select_related("case")
    fallen = mine.to_explain().order_by("fell_at", "id")[:MOST]
    sent = urgings.to_answer().order_by("sent_at", "id")[:MOST]

    def asked(thing: Card | Urging, why: list[str]) -> Asked:
        said = (request.POST.get("text", ""), refusal.message) if refusal and thing.id == wrong else ("", "")
        return Asked(thing, why, *said)

    context = {
        "fallen": [asked(card, explain(card.clock)) for card in fallen],
        "sent": [asked(urging, []) for urging in sent],
        "past_cards": mine.exclude(stage="fallen").order_by("-fell_at")[:PAST],
        "past_urgings": urgings.exclude(stage="sent").order_by("-sent_at")[:PAST],
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "issue/cards.html", frame(request) | context)
