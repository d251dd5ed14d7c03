"""警示牌: which fell and why, what the responsible side says, and whether it is upheld."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.clocks.reading import explain
from onewindow.core.life import next_steps
from onewindow.core.lives import CARD
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.places.directory import agency, hall
from onewindow.supervision.commands.answer import rule_on_card
from onewindow.supervision.models import Card, CardQuerySet
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.visit import visit_of
from onewindow.web.watch.done import done_line
from onewindow.web.watch.newest import newest

PAGE = 40
HEAPS: dict[str, str] = {"rule": "已说明待裁定", "fallen": "待说明", "ruled": "已裁定", "all": "全部"}


def _heap(cards: CardQuerySet, heap: str) -> CardQuerySet:
    match heap:
        case "rule":
            return cards.filter(stage="explained")
        case "fallen":
            return cards.to_explain()
        case "ruled":
            return cards.filter(stage__in=("upheld", "lifted"))
    return cards


def cards(request: HttpRequest) -> HttpResponse:
    """One heap, newest first, with the totals of all heaps."""
    visit = visit_of(request)
    mine = Card.objects.for_actor(visit.by)
    heap = request.GET.get("heap", "all")
    heap = heap if heap in HEAPS else "all"
    level = request.GET.get("level", "")
    chosen = _heap(mine.filter(level=level) if level in Card.LEVELS else mine, heap).whole()
    page, turn = newest(request, chosen, "fell_at", PAGE)
    context = {
        "heaps": [(name, label, _heap(mine, name).count()) for name, label in HEAPS.items()],
        "heap": heap,
        "level": level,
        "levels": Card.LEVELS,
        "total": chosen.count(),
        "rows": [(card, _whose(card)) for card in page],
        "turn": turn,
        "done": done_line(request),
    }
    return render(request, "watch/cards.html", context)


def _whose(card: Card) -> str:
    """The side that answers for the clock."""
    by_agency = card.clock.kind.owner == "agency"
    return agency(card.agency_code).name if by_agency else hall(card.hall_code).name


def card(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """One card; a supervisor rules on it here."""
    visit = visit_of(request)
    if request.method != "POST":
        return _card(request, card_id)
    typed = request.POST
    lift = typed.get("ruling_is", "") == "lift"
    return submit(
        request,
        lambda: rule_on_card(
            card_id, lift=_chosen(request, lift), text=typed.get("text", ""), by=visit.by, at=visit.at
        ),
        then=lambda _: f"{reverse('watch-cards')}?heap=rule&done={'lifted' if lift else 'upheld'}",
        again=lambda refusal: _card(request, card_id, refusal),
    )


def _chosen(request: HttpRequest, lift: bool) -> bool:
    if request.POST.get("ruling_is", "") not in {"uphold", "lift"}:
        raise Refusal("not-chosen", "请选择维持还是撤销。", status=422)
    return lift


def _card(request: HttpRequest, card_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    card = Card.objects.for_actor(visit.by).whole().filter(pk=card_id).first()
    if card is None:
        raise Refusal("no-such-card", "没有找到这张警示牌。", status=404)
    answer = Clock.objects.filter(thing_id=card.id, name="explanation").first()
    verbs = {step.verb for step in next_steps(CARD, card.stage, visit.by.role)}
    context = {
        "card": card,
        "whose": _whose(card),
        "face": clock_face(card.clock, visit.at, work_calendar()),
        "answer_face": clock_face(answer, visit.at, work_calendar()) if answer else None,
        "why": explain(card.clock),
        "notice": _notice(card),
        "may_rule": "uphold" in verbs,
        "typed": request.POST if refusal else {},
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "watch/card.html", context)


def _notice(card: Card) -> Document | None:
    """The 督办通知单 that was drawn up with this card."""
    if card.case is None:
        return None
    drawn = Document.objects.of_case(card.case.id).filter(kind="card_notice", made_at__gte=card.fell_at)
    wanted = (card.clock.label, card.level)
    for notice in drawn.select_related("subject"):
        data = notice.data()
        if (data["step"], data["colour"]) == wanted:
            return notice
    return None
