"""归档: receipts that came back, and what is still missing before a case can be filed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.models import Paper
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.life import why_not
from onewindow.core.lives import DELIVERY
from onewindow.core.refusal import Refusal
from onewindow.issuance.commands.deliver import archive
from onewindow.issuance.models import Delivery
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace, Turn
from onewindow.web.review.done import done_line
from onewindow.web.review.turning import Keyset
from onewindow.web.visit import visit_of

PAGE = 30
HOME = ("agency", "applicant", "archive")
"""Where a paper may be when its case is filed."""
BACK = Keyset(("returned_at", datetime.fromisoformat), ("id", UUID))


@dataclass(frozen=True)
class Filing:
    """One case whose receipt came back; `missing` are papers that are elsewhere."""

    delivery: Delivery
    missing: list[str]


@dataclass(frozen=True)
class Awaited:
    """A delivered case whose receipt the counter still has."""

    delivery: Delivery
    face: ClockFace | None


def page(request: HttpRequest) -> HttpResponse:
    return _page(request)


def filing(request: HttpRequest, no: str) -> HttpResponse:
    visit = visit_of(request)
    return submit(
        request,
        lambda: archive(no, by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('review-archive')}?done=archived",
        again=lambda refusal: _page(request, refusal),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit, base = visit_of(request), reverse("review-archive")
    own = Delivery.objects.of_agency(visit.by).select_related("case")
    back, after = BACK.page(own.filter(stage="receipt_returned"), request.GET.get("after", ""), PAGE)
    obstacle = why_not(DELIVERY, "archive", "receipt_returned", visit.by.role)
    context = {
        "filings": _filings(back),
        "awaited": _awaited(
            list(own.filter(stage="delivered").order_by("delivered_at", "id")[:PAGE]), visit.at
        ),
        "turn": Turn(
            previous_url=base if "after" in request.GET else "",
            next_url=f"{base}?after={after}" if after else "",
            words="上一页回到最早的回执",
        ),
        "why": obstacle.message if obstacle else "",
        "refusal": refusal,
        "done": done_line(request),
        "submission": new_key(),
    }
    return render(request, "review/archive.html", context)


def _filings(deliveries: list[Delivery]) -> list[Filing]:
    elsewhere: dict[UUID, list[str]] = defaultdict(list)
    cases = [delivery.case_id for delivery in deliveries]
    for paper in Paper.objects.filter(case_id__in=cases).exclude(stage__in=HOME).order_by("barcode"):
        elsewhere[paper.case_id].append(f"《{paper.name}》{paper.barcode} {paper.stage_label}")
    return [Filing(delivery, elsewhere[delivery.case_id]) for delivery in deliveries]


def _awaited(deliveries: list[Delivery], now: datetime) -> list[Awaited]:
    cases = [delivery.case_id for delivery in deliveries]
    clocks = {
        clock.case_id: clock
        for clock in Clock.objects.open().filter(case_id__in=cases, name="receipt_return")
    }
    return [
        Awaited(d, clock_face(clocks[d.case_id], now, work_calendar()) if d.case_id in clocks else None)
        for d in deliveries
    ]
