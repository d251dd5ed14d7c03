"""待告知: agencies' notices that this hall hands or sends to applicants, with their service recorded."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.commands.serve import METHODS, serve_notice
from onewindow.cases.models import Case
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.calendar import at_time, local
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.desk.typed import text
from onewindow.web.visit import visit_of

MOST = 100
SERVED = 20


def notices(request: HttpRequest) -> HttpResponse:
    """What waits to be told, oldest first, and what was told today."""
    visit = visit_of(request)
    waiting = list(Document.objects.to_serve(visit.by.hall)[:MOST])
    today = at_time(local(visit.at).date(), time.min)
    served = Document.objects.filter(hall_code=visit.by.hall, stage="served", served_at__gte=today)
    told = list(served.order_by("-served_at")[:SERVED])
    cases = Case.objects.in_bulk({document.case_id for document in (*waiting, *told) if document.case_id})
    clocks = _clocks({document.case_id for document in waiting})
    calendar = work_calendar()
    rows = [
        (document, cases.get(document.case_id), clock_face(clock, visit.at, calendar) if clock else None)
        for document in waiting
        for clock in (clocks.get(document.case_id),)
    ]
    shown = {"rows": rows, "told": [(document, cases.get(document.case_id)) for document in told],
             "said": request.session.pop("said", "")}  # fmt: skip
    return render(request, "desk/notices.html", shown)


def _clocks(case_ids: set[UUID | None]) -> dict[UUID | None, Clock]:
    """The clock on the window's relaying, by case, in one statement."""
    running = Clock.objects.open().filter(
        case_id__in=case_ids, name__in=("notice_service", "statutory_answer")
    )
    return {clock.case_id: clock for clock in sorted(running, key=lambda clock: clock.name, reverse=True)}


def notice(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One notice: print it, tell the applicant, record how and who received it."""
    visit = visit_of(request)
    of_hall = Document.objects.filter(hall_code=visit.by.hall, stage__in=("to_serve", "served"))
    document = of_hall.filter(pk=document_id).first()
    if document is None or document.case_id is None:
        raise Refusal("no-such-document", "没有找到这份文书。", status=404)
    case = Case.objects.whole().get(pk=document.case_id)
    if request.method != "POST":
        return _page(request, document, case)

    def act() -> Answer:
        return serve_notice(
            str(document.id), method=request.POST.get("method", ""), receiver=text(request.POST, "receiver"),
            by=visit.by, at=visit.at,
        )  # fmt: skip

    def then(answer: Answer) -> str:
        request.session["said"] = f"已登记送达：{document.title} {document.no}"
        return reverse("desk-notices")

    return submit(request, act, then=then, again=lambda refusal: _page(request, document, case, refusal))


def _page(
    request: HttpRequest, document: Document, case: Case, refusal: Refusal | None = None
) -> HttpResponse:
    posted, facts = request.POST, case.application.facts()
    errors = {finding.field: finding.message for finding in (refusal.findings if refusal else ())}
    shown: dict[str, Any] = {
        "document": document, "case": case, "facts": facts, "methods": METHODS, "errors": errors,
        "method": posted.get("method", "window"), "receiver": posted.get("receiver", facts["contact"]),
        "submission": posted.get("submission") or new_key(), "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "",
    }  # fmt: skip
    return render(request, "desk/notice.html", shown)
