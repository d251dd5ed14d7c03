"""待接收: the sheets on their way to this counter, what comes back corrected, and what was signed today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.calendar import at_time, local
from onewindow.core.refusal import Finding
from onewindow.handover.models import Sheet
from onewindow.issuance.counter import code_of, parties_found
from onewindow.issuance.models import Result
from onewindow.places.directory import agency
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace, Turn
from onewindow.web.issue.frame import frame
from onewindow.web.review.turning import Keyset
from onewindow.web.visit import visit_of

PAGE, AWAITED, SIGNED = 30, 30, 10
ORDER = Keyset(("due_at", datetime.fromisoformat), ("id", UUID))


@dataclass(frozen=True)
class Arrival:
    """One sheet: from whom, how many results, and whether the earliest promise on it has passed."""

    sheet: Sheet
    agency: str
    size: int
    late: bool


@dataclass(frozen=True)
class Awaited:
    """One result that this counter refused; `face` is the agency's working day to correct it."""

    result: Result
    agency: str
    face: ClockFace | None


def arrivals(request: HttpRequest) -> HttpResponse:
    """The list, or straight to the sheet that was scanned."""
    visit = visit_of(request)
    scanned = request.GET.get("q", "").strip()
    where = _meant(scanned, visit.by.hall) if scanned else ""
    if where:
        return redirect(where)
    waiting = Sheet.objects.filter(hall_code=visit.by.hall, sort="result", stage="handed")
    sheets, after = ORDER.page(waiting.annotate(size=Count("results")), request.GET.get("after", ""), PAGE)
    turn = Turn(
        previous_url=reverse("issue") if "after" in request.GET else "",
        next_url=f"{reverse('issue')}?after={after}" if after else "",
        words="上一页回到最急的交接表",
    )
    context = {
        "arrivals": [_arrival(sheet, visit.at) for sheet in sheets],
        "awaited": _awaited(visit.by.hall, visit.at),
        "signed": _signed(visit.by.hall, visit.at),
        "turn": turn,
        "q": scanned,
        "findings": [Finding("q", f"没有找到“{scanned}”，请核对后再扫一次。")] if scanned else [],
    }
    return render(request, "issue/arrivals.html", frame(request) | context, status=404 if scanned else 200)


def _meant(scanned: str, hall: str) -> str:
    """The page of what was scanned: a sheet, a result on a sheet, or a person whose results lie here."""
    code = code_of(scanned)
    sheet = Sheet.objects.filter(no=code, sort="result", hall_code=hall).first()
    if sheet is None:
        on_sheet = Result.objects.filter(hall_code=hall, stage="sheet").select_related("sheet")
        result = on_sheet.filter(no__in={code, scanned}).first() or on_sheet.filter(case__no=code).first()
        sheet = result.sheet if result else None
    if sheet is not None:
        return reverse("issue-sheet", args=[sheet.no])
    return f"{reverse('issue-shelf')}?q={code}" if parties_found(scanned) else ""


def _arrival(sheet: Sheet, now: datetime) -> Arrival:
    late = sheet.due_at is not None and now > sheet.due_at
    return Arrival(sheet, agency(sheet.agency_code).name, sheet.__dict__["size"], late)


def _awaited(hall: str, now: datetime) -> list[Awaited]:
    results = list(Result.objects.awaited(hall).select_related("case").order_by("made_at", "id")[:AWAITED])
    clocks = Clock.objects.open().filter(name="correction", thing_id__in=[result.id for result in results])
    faces = {clock.thing_id: clock_face(clock, now, work_calendar()) for clock in clocks}
    return [Awaited(result, agency(result.agency_code).name, faces.get(result.id)) for result in results]


def _signed(hall: str, now: datetime) -> list[Sheet]:
    midnight = at_time(local(now).date(), time())
    signed = Sheet.objects.filter(hall_code=hall, sort="result", stage="signed", signed_at__gte=midnight)
    return list(signed.order_by("-signed_at")[:SIGNED])
