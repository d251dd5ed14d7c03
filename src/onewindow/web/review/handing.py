"""结果移交: made results to the issuing counter, those on their way, and those the counter sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.life import why_not
from onewindow.core.lives import RESULT
from onewindow.core.refusal import Refusal
from onewindow.handover.models import Sheet
from onewindow.issuance.commands.result_sheet import send_results
from onewindow.issuance.models import Result
from onewindow.places.directory import hall
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace
from onewindow.web.review import reading
from onewindow.web.review.done import done_line
from onewindow.web.visit import visit_of

LISTED = 100


@dataclass(frozen=True)
class Made:
    """A result with the clock that binds it, and whether it was ticked."""

    result: Result
    face: ClockFace | None
    ticked: bool


@dataclass(frozen=True)
class Batch:
    """What goes to one hall's counter on one sheet."""

    hall: str
    rows: list[Made]


def results(request: HttpRequest) -> HttpResponse:
    return _page(request)


def sending(request: HttpRequest) -> HttpResponse:
    """Put the ticked results on a sheet and sign it."""
    visit = visit_of(request)
    return submit(
        request,
        lambda: send_results(reading.ids(request.POST.getlist("results")), by=visit.by, at=visit.at),
        then=lambda answer: f"{reverse('review-results')}?done=sent#{answer['sheet']}",
        again=lambda refusal: _page(request, refusal),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    own = Result.objects.for_actor(visit.by).filter(stage__in=("made", "correcting"))
    rows = list(own.select_related("case", "document").order_by("made_at", "id")[:LISTED])
    faces = _faces(rows, visit.at)
    ticked = set(request.POST.getlist("results")) if refusal else {str(row.id) for row in rows}
    made = [Made(row, faces.get(row.id), str(row.id) in ticked) for row in rows if row.stage == "made"]
    sheets = Sheet.objects.filter(agency_code=visit.by.agency, sort="result", stage="handed")
    obstacle = why_not(RESULT, "list", "made", visit.by.role)
    context = {
        "batches": _batches(made),
        "correcting": [Made(row, faces.get(row.id), False) for row in rows if row.stage == "correcting"],
        "sheets": [
            (sheet, hall(sheet.hall_code).name)
            for sheet in sheets.annotate(size=Count("results")).order_by("handed_at")[:LISTED]
        ],
        "why": obstacle.message if obstacle else "",
        "refusal": refusal,
        "done": done_line(request),
        "submission": new_key(),
    }
    return render(request, "review/results.html", context)


def _faces(rows: Sequence[Result], now: datetime) -> dict[UUID, ClockFace]:
    """The correction clock of a result that came back; for the others the promise of their case."""
    clocks = Clock.objects.open().filter(
        case_id__in=[row.case_id for row in rows], name__in=("promised", "correction")
    )
    of_thing = {(clock.name, clock.thing_id): clock for clock in clocks}
    found: dict[UUID, ClockFace] = {}
    for row in rows:
        key = ("promised", row.case_id) if row.stage == "made" else ("correction", row.id)
        if key in of_thing:
            found[row.id] = clock_face(of_thing[key], now, work_calendar())
    return found


def _batches(made: list[Made]) -> list[Batch]:
    codes = dict.fromkeys(row.result.hall_code for row in made)
    return [Batch(hall(code).name, [row for row in made if row.result.hall_code == code]) for code in codes]
