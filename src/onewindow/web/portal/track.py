"""查进度: number and query code once, then the case's own page for half an hour in this browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from onewindow.cases.folder import folder_of
from onewindow.cases.models import Case
from onewindow.cases.tracking import followed, tracked
from onewindow.clocks.board import work_calendar
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.guides.spelling import spell_hours
from onewindow.web.papers.views import pdf_response
from onewindow.web.portal.progress import progress_of, readable_papers
from onewindow.web.visit import visit_of

TRACKED = "tracked"
OPEN_FOR = timedelta(minutes=30)
SIGNER = Signer(salt="onewindow.portal.track.paper")


@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Ask for number and code. Both are posted: neither stands in an address or a log."""
    if request.method == "POST":
        number, code, at = request.POST.get("no", ""), request.POST.get("code", ""), visit_of(request).at
        return submit(
            request, lambda: tracked(number, code, at=at), then=lambda answer: _remember(request, answer), again=lambda refusal: _ask(request, refusal)
        )  # fmt: skip
    return _ask(request)


@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """Where the case stands, who has it, until when and why, and what its applicant must do now."""
    case = _followed(request)
    if case is None:
        return redirect("track")
    at = visit_of(request).at
    shown = progress_of(folder_of(case, by=SYSTEM, at=at), at)
    papers = [(document, _ticket(request, document)) for document in shown.papers]
    context = {
        "shown": shown, "case": case, "papers": papers, "here": "track", "hours": spell_hours(work_calendar().office),
    }  # fmt: skip
    return render(request, "portal/progress.html", context)


@never_cache
def tracked_paper(request: HttpRequest, ticket: str) -> HttpResponse:
    """A paper that reached the applicant, for the browser in which the code was given, while it is open."""
    case, at = _followed(request), visit_of(request).at
    if case is None:
        return redirect("track")
    wanted = _paper_of(request, ticket)
    found = [paper for paper in readable_papers(folder_of(case, by=SYSTEM, at=at)) if str(paper.id) == wanted]
    if not found:
        raise Http404
    return pdf_response(pdf_of(found[0], at=at), f"{found[0].title}{found[0].no}.pdf")


def end(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind on a shared computer."""
    request.session.pop(TRACKED, None)
    response = redirect("track")
    response["Clear-Site-Data"] = '"cache"'
    return response


def _ask(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "no": given.get("no", "")[:60], "code": request.POST.get("code", "")[:40], "submission": new_key(), "here": "track",
        "findings": refusal.findings if refusal else (), "message": refusal.message if refusal else "",
        "wrong": {finding.field: finding.message for finding in refusal.findings} if refusal else {},
    }  # fmt: skip
    return render(request, "portal/track.html", context)


def _remember(request: HttpRequest, answer: Answer) -> str:
    """A new session id, so that nobody who knew the old one looks over the applicant's shoulder."""
    request.session.cycle_key()
    until = visit_of(request).at + OPEN_FOR
    request.session[TRACKED] = {"case": answer["case"], "until": until.isoformat(), "opening": new_key()}
    return reverse("track-progress")


def _followed(request: HttpRequest) -> Case | None:
    """The case of this session, while it is open."""
    kept = request.session.get(TRACKED)
    if kept is None or visit_of(request).at > datetime.fromisoformat(kept["until"]):
        return None
    return followed(UUID(kept["case"]))


def _ticket(request: HttpRequest, document: Document) -> str:
    """The paper's id signed for this opening of this session; worth nothing in another browser or later."""
    return SIGNER.sign_object([str(document.id), request.session[TRACKED]["opening"]])


def _paper_of(request: HttpRequest, ticket: str) -> str:
    try:
        wanted, opening = SIGNER.unsign_object(ticket)
    except BadSignature:
        raise Http404 from None
    if opening != request.session[TRACKED]["opening"]:
        raise Http404
    return str(wanted)
