"""材料签收: sheets the window handed over, counted paper by paper and signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from onewindow.cases.models import Paper
from onewindow.clocks.rules import local_rules
from onewindow.core.life import why_not
from onewindow.core.lives import SHEET
from onewindow.core.refusal import Finding, Refusal
from onewindow.handover.commands.material_sheet import find_sheet, sign_sheet
from onewindow.handover.listing import session_of
from onewindow.handover.models import Sheet
from onewindow.journal.commit import Answer
from onewindow.places.directory import hall
from onewindow.web.answering import new_key, submit
from onewindow.web.review import reading
from onewindow.web.review.done import done_line
from onewindow.web.visit import visit_of

LISTED = 50


@dataclass(frozen=True)
class Listed:
    """A sheet in a list: how many papers, from where, and whether it came or is being signed late."""

    sheet: Sheet
    hall: str
    size: int
    late: bool


@dataclass(frozen=True)
class Counted:
    """One paper of a sheet: got, missing, or not counted yet."""

    paper: Paper
    found: str
    late: bool
    error: str


def sheets(request: HttpRequest) -> HttpResponse:
    """Those that wait for a signature, the earliest due first, and the last ones signed."""
    visit, rule = visit_of(request), local_rules().handover
    size = Paper.objects.filter(sheet_id=OuterRef("pk")).order_by().values("sheet_id").annotate(n=Count("id"))
    own = Sheet.objects.filter(agency_code=visit.by.agency, sort="material").annotate(
        size=Subquery(size.values("n"), output_field=IntegerField())
    )
    waiting = own.filter(stage="handed").order_by("due_at", "id")[:LISTED]
    signed = own.filter(stage="signed").order_by(F("signed_at").desc(), "-id")[:10]
    context = {
        "waiting": [_listed(sheet, visit.at) for sheet in waiting],
        "signed": [_listed(sheet, sheet.signed_at or visit.at) for sheet in signed],
        "lead": f"清点无误后在交接表上签收。上午收的件 {rule.morning_due:%H:%M} 前、下午收的件"
        f"第二个工作日 {rule.afternoon_due:%H:%M} 前移交。",
        "done": done_line(request),
    }
    return render(request, "review/sheets.html", context)


def _listed(sheet: Sheet, at: datetime) -> Listed:
    size = sheet.__dict__["size"] or 0
    return Listed(sheet, hall(sheet.hall_code).name, size, sheet.due_at is not None and at > sheet.due_at)


def find(request: HttpRequest) -> HttpResponse:
    """Open the sheet whose number was scanned."""
    no = request.GET.get("no", "").strip()
    return redirect("review-sheet", no=find_sheet(no, agency_code=visit_of(request).by.agency).no)


def sheet(request: HttpRequest, no: str) -> HttpResponse:
    """Count the papers of one sheet, and sign."""
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request, no)

    def act() -> Answer:
        counts = _counts(request.POST)
        _all_counted(find_sheet(no, agency_code=visit.by.agency), counts)
        return sign_sheet(no, missing=_missing(counts), by=visit.by, at=visit.at)

    done = "short" if _missing(_counts(request.POST)) else "signed"
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('review-sheets')}?done={done}",
        again=lambda refusal: _page(request, no, refusal),
    )


def _counts(typed: QueryDict) -> dict[str, str]:
    """What was found for each barcode: got or missing."""
    return reading.prefixed(typed, "paper-")


def _missing(counts: Mapping[str, str]) -> list[str]:
    return [barcode for barcode, found in counts.items() if found == "missing"]


def _all_counted(sheet: Sheet, counts: Mapping[str, str]) -> None:
    """Signing for what nobody looked at would hide a loss: each paper is either there or declared missing."""
    findings = [
        Finding(f"paper-{paper.barcode}", f"请清点《{paper.name}》（{paper.barcode}）：收到还是短缺。")
        for paper in _papers(sheet)
        if counts.get(paper.barcode) not in {"got", "missing"}
    ]
    if findings and sheet.stage == "handed":
        raise Refusal("count-incomplete", f"还有 {len(findings)} 份材料没有清点。", 422, findings)


def _papers(sheet: Sheet) -> list[Paper]:
    return list(
        Paper.objects.filter(sheet_id=sheet.id).select_related("case").order_by("case__no", "barcode")
    )


def _page(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    found = find_sheet(no, agency_code=visit.by.agency)
    obstacle = why_not(SHEET, "sign", found.stage, visit.by.role)
    papers = _counted(_papers(found), _counts(request.POST), refusal.findings if refusal else (), found)
    context = {
        "sheet": found,
        "hall": hall(found.hall_code),
        "papers": papers,
        "late": found.due_at is not None and (found.handed_at or visit.at) > found.due_at,
        "why": obstacle.message if obstacle else "",
        "refusal": refusal,
        "submission": new_key(),
    }
    return render(request, "review/sheet.html", context)


def _counted(
    papers: Sequence[Paper], counts: Mapping[str, str], findings: Sequence[Finding], sheet: Sheet
) -> list[Counted]:
    errors = {finding.field: finding.message for finding in findings}
    at = sheet.handed_at or sheet.opened_at
    return [
        Counted(
            paper,
            counts.get(paper.barcode, ""),
            late=at > session_of(paper.taken_at)[1],
            error=errors.get(f"paper-{paper.barcode}", ""),
        )
        for paper in papers
    ]
