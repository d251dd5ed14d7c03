"""警示督办: the cards that fell on this window and the urgings it must answer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.supervision.commands.answer import answer_urging, explain_card
from onewindow.supervision.models import Card, Urging
from onewindow.web.answering import new_key, submit
from onewindow.web.desk.typed import text
from onewindow.web.visit import visit_of

MOST = 50


@dataclass(frozen=True)
class Refused:
    """What was typed for one of the rows, and why it was not enough."""

    row: UUID
    typed: str
    refusal: Refusal


def cards(request: HttpRequest) -> HttpResponse:
    """What must be explained or answered first, then what was."""
    return _page(request)


def explanation(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """说明原因 of one card."""
    visit = visit_of(request)
    typed = text(request.POST, "explanation")
    return submit(
        request,
        lambda: explain_card(card_id, text=typed, by=visit.by, at=visit.at),
        then=lambda answer: _said(request, "已说明原因。", answer),
        again=lambda refusal: _page(request, Refused(card_id, typed, refusal)),
    )


def answer(request: HttpRequest, urging_id: UUID) -> HttpResponse:
    """答复督办."""
    visit = visit_of(request)
    typed = text(request.POST, "answer")
    return submit(
        request,
        lambda: answer_urging(urging_id, text=typed, by=visit.by, at=visit.at),
        then=lambda answer: _said(request, "已答复督办。", answer),
        again=lambda refusal: _page(request, Refused(urging_id, typed, refusal)),
    )


def _said(request: HttpRequest, words: str, answer: Answer) -> str:
    request.session["said"] = words
    return reverse("desk-cards")


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by = visit_of(request).by
    mine = Card.objects.for_actor(by).whole()
    urgings = Urging.objects.for_actor(by).select_related("case")
    fallen = list(mine.to_explain().order_by("fell_at")[:MOST])
    sent = list(urgings.to_answer().order_by("sent_at")[:MOST])
    return render(request, "desk/cards.html", {
        "fallen": fallen, "sent": sent, "submission": new_key(), "refused": refused,
        "explained": list(mine.exclude(stage="fallen").order_by("-fell_at")[:MOST]),
        "answered": list(urgings.exclude(stage="sent").order_by("-sent_at")[:MOST]),
        "findings": refused.refusal.findings if refused else (), "message": refused.refusal.message if refused else "",
        "said": request.session.pop("said", ""),
    })  # fmt: skip
