"""材料交接: what must go to which agency by 15:00 or 10:00, and the sheets on which it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.models import Case, Paper
from onewindow.core.numbers.fault import as_typed
from onewindow.core.numbers.series import recognise
from onewindow.core.refusal import Refusal
from onewindow.handover.commands.material_sheet import cancel_sheet, find_sheet, open_sheet
from onewindow.handover.listing import Batch, batches, sheets
from onewindow.handover.models import Sheet
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency
from onewindow.web.answering import new_key, submit
from onewindow.web.desk.day import SOON
from onewindow.web.visit import visit_of

SIGNED = 10


@dataclass(frozen=True)
class Pile:
    """One batch as the page shows it: its cases with their papers."""

    batch: Batch
    cases: Sequence[tuple[Case, Sequence[Paper]]]
    soon: bool
    """Less than an hour is left."""


def handover(request: HttpRequest) -> HttpResponse:
    """The batches of the hall; ticked, scanned or as a whole they become a 材料交接表."""
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request)
    return submit(
        request,
        lambda: open_sheet(_chosen(request), by=visit.by, at=visit.at),
        then=lambda answer: reverse("desk-sheet", args=[answer["sheet"]]),
        again=lambda refusal: _page(request, refusal),
    )


def _chosen(request: HttpRequest) -> list[str]:
    """The papers ticked, those of the scanned labels and cases, or all of one batch."""
    visit = visit_of(request)
    whole = request.POST.get("whole", "")
    codes = [as_typed(code) for code in re.split(r"[\s,，、]+", request.POST.get("codes", "")) if code]
    labels = [code for code in codes if recognise(code) != "case"]
    listed = batches(visit.by.hall, visit.at) if whole or len(labels) < len(codes) else []
    of_lists = [
        paper.barcode
        for batch in listed
        for paper in batch.papers
        if _name(batch) == whole or paper.case.no in codes
    ]
    return list(dict.fromkeys([*request.POST.getlist("paper"), *labels, *of_lists]))


def _name(batch: Batch) -> str:
    return f"{batch.agency_code}|{batch.due_at.isoformat()}"


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    hall = visit.by.hall
    piles = [_pile(batch, visit.at) for batch in batches(hall, visit.at)]
    waiting = sheets(hall=hall, sort="material", stages=("handed",))
    signed = sheets(hall=hall, sort="material", stages=("signed",))[:SIGNED]
    missing = Paper.objects.filter(hall_code=hall, stage="missing").select_related("case").order_by("barcode")
    return render(request, "desk/handover.html", {
        "piles": [(pile, _name(pile.batch)) for pile in piles], "waiting": _named(waiting), "signed": _named(signed),
        "missing": list(missing), "ticked": set(request.POST.getlist("paper")), "codes": request.POST.get("codes", ""),
        "submission": new_key(), "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "", "said": request.session.pop("said", ""),
    })  # fmt: skip


def _pile(batch: Batch, now: datetime) -> Pile:
    groups = groupby(batch.papers, key=lambda paper: paper.case_id)
    lists = [list(papers) for _, papers in groups]
    return Pile(batch, [(papers[0].case, papers) for papers in lists], batch.due_at - now < SOON)


def _named(found: Sequence[Sheet]) -> list[tuple[Sheet, str]]:
    return [(sheet, agency(sheet.agency_code).name) for sheet in found]


def sheet(request: HttpRequest, no: str) -> HttpResponse:
    """One 材料交接表, to print and to follow."""
    visit = visit_of(request)
    found = find_sheet(no, hall=visit.by.hall)
    papers = list(
        Paper.objects.filter(sheet_id=found.id).select_related("case").order_by("case__no", "barcode")
    )
    return render(request, "desk/sheet.html", {
        "sheet": found, "agency": agency(found.agency_code).name, "papers": papers, "submission": new_key(),
        "late": found.due_at is not None and (found.signed_at or visit.at) > found.due_at,
    })  # fmt: skip


def cancellation(request: HttpRequest, no: str) -> HttpResponse:
    """作废: take the papers back before the agency has signed."""
    visit = visit_of(request)

    def then(answer: Answer) -> str:
        request.session["said"] = f"交接表 {no} 已作废，材料回到窗口。"
        return reverse("desk-handover")

    return submit(
        request, lambda: cancel_sheet(no, by=visit.by, at=visit.at), then=then,
        again=lambda refusal: _page(request, refusal),
    )  # fmt: skip
