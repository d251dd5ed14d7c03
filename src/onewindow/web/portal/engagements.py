"""我的中介委托: its client sees by number and query code until when it is due, and rates it once it is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.life import why_not
from onewindow.core.lives import ENGAGEMENT
from onewindow.core.refusal import Refusal
from onewindow.intermediaries.commands import rate
from onewindow.intermediaries.commands.rating import CLIENT, LONGEST, STARS
from onewindow.intermediaries.models import Engagement
from onewindow.intermediaries.tracking import opened
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import Answer as Choice
from onewindow.web.visit import visit_of

OPENED = "engagement"
OPEN_FOR = timedelta(minutes=30)
OWN = {"yes": True, "no": False}


@never_cache
def find(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; both are posted, neither stands in an address or a log."""
    if request.method != "POST":
        return _ask(request)
    number, code, at = request.POST.get("no", ""), request.POST.get("code", ""), visit_of(request).at
    return submit(
        request,
        lambda: opened(number, code, at=at),
        then=lambda answer: _remember(request, answer),
        again=lambda refusal: _ask(request, refusal),
    )


@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    row = _opened(request)
    return _page(request, row) if row else redirect("engagement-find")


@never_cache
def rating(request: HttpRequest) -> HttpResponse:
    """评价, by whoever opened it with the code; nobody who is signed in at a desk rates for a client."""
    row, stars = _opened(request), request.POST.get("stars", "")
    if row is None:
        return redirect("engagement-find")
    key = row.id
    return submit(
        request,
        lambda: _rate(request, key, int(stars) if stars in {"1", "2", "3", "4", "5"} else 0),
        then=lambda _: f"{reverse('engagement-mine')}?done=rate",
        again=lambda refusal: _page(request, Engagement.objects.whole().get(pk=key), refusal),
    )


def _rate(request: HttpRequest, key: UUID, stars: int) -> Answer:
    visit, typed = visit_of(request), request.POST
    if visit.actor is not None:
        raise Refusal("not-your-step", "评价由委托人本人作出，工作人员不能代评。", status=403)
    return rate(
        key, stars=stars, words=typed.get("words", ""), own_choice=OWN.get(typed.get("own_choice", "")), at=visit.at
    )  # fmt: skip


def _ask(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "no": given.get("no", "")[:60], "code": request.POST.get("code", "")[:40], "submission": new_key(),
        "here": "intermediaries", "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "",
        "wrong": {finding.field: finding.message for finding in refusal.findings} if refusal else {},
    }  # fmt: skip
    return render(request, "portal/engagement_find.html", context)


def _remember(request: HttpRequest, answer: Answer) -> str:
    request.session.cycle_key()
    until = visit_of(request).at + OPEN_FOR
    request.session[OPENED] = {"id": answer["engagement"], "until": until.isoformat()}
    return reverse("engagement-mine")


def _opened(request: HttpRequest) -> Engagement | None:
    """The engagement of this session, while it is open."""
    kept = request.session.get(OPENED)
    if kept is None or visit_of(request).at > datetime.fromisoformat(kept["until"]):
        return None
    return Engagement.objects.whole().filter(pk=kept["id"]).first()


def _page(request: HttpRequest, row: Engagement, refusal: Refusal | None = None) -> HttpResponse:
    at, typed = visit_of(request).at, request.POST
    clock = Clock.objects.filter(thing_id=row.id).first()
    wrong = {finding.field: finding.message for finding in refusal.findings} if refusal else {}
    context = {
        "row": row,
        "face": clock_face(clock, at, work_calendar(), "委托") if clock else None,
        "late": row.is_late(at),
        "may_rate": why_not(ENGAGEMENT, "rate", row.stage, CLIENT.role) is None,
        "stars": [Choice(value=str(n), label=f"{n}星 {STARS[n]}") for n in sorted(STARS, reverse=True)],
        "own": [
            Choice(value="yes", label="是我自己选的"),
            Choice(value="no", label="不是，有人指定或者只给我一家"),
        ],
        "said": {name: typed.get(name, "")[:500] for name in ("stars", "own_choice", "words")},
        "wrong": wrong,
        "longest": LONGEST,
        "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "",
        "done": request.GET.get("done") == "rate",
        "submission": new_key(),
        "here": "intermediaries",
    }
    return render(request, "portal/engagement.html", context)
