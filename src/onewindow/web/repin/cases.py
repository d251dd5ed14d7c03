"""Ticking running cases, trying what would land, and putting it on the edition in force with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.commands.repin import repin
from onewindow.cases.landing import Landing
from onewindow.cases.models import Case
from onewindow.cases.repinning import MOST, edition_to_go_over_to, foreseen, repinnable
from onewindow.catalogue.models import guide_of
from onewindow.core.refusal import Finding
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.visit import visit_of


@dataclass(frozen=True)
class Row:
    """One running case; `landing` once it was tried."""

    case: Case
    edition: int
    landing: Landing | None


def cases(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The list; numbers ticked in the address are tried (试算), a form sent puts them on the new edition."""
    visit = visit_of(request)
    if request.method != "POST":
        asked = "try" in request.GET and not request.GET.getlist("cases")
        return _page(
            request, edition_id, request.GET.getlist("cases"), "请先选择办件，再试算。" if asked else ""
        )
    chosen, reason = request.POST.getlist("cases"), request.POST.get("reason", "")
    return submit(
        request,
        lambda: repin(chosen, edition_id, reason=reason, by=visit.by, at=visit.at),
        then=lambda answer: _done_url(edition_id, answer),
        again=lambda refusal: _page(request, edition_id, chosen, refusal.message, refusal.findings),
    )


def _page(
    request: HttpRequest,
    edition_id: UUID,
    chosen: Sequence[str],
    message: str = "",
    findings: Sequence[Finding] = (),
) -> HttpResponse:
    """Raises Refusal when the edition or a case ticked is not the post's own, or the edition not in force."""
    visit = visit_of(request)
    edition = edition_to_go_over_to(edition_id, by=visit.by, at=visit.at)
    found = foreseen(chosen, edition, by=visit.by, at=visit.at) if chosen else []
    tried = {one.folder.case.no: one for one in found}
    waiting = list(repinnable(edition, visit.by)[: MOST + 1])
    rows = [Row(case, guide_of(case.edition_id).edition, tried.get(case.no)) for case in waiting[:MOST]]
    context = {
        "edition": edition, "rows": rows, "more": len(waiting) > MOST, "most": MOST, "tried": bool(found),
        "landing": [no for no, one in tried.items() if one.lands], "message": message,
        "findings": [one for one in findings if one.field == "reason"],
        "reason": request.POST.get("reason", ""), "done": _done_line(request), "submission": new_key(),
    }  # fmt: skip
    return render(request, "repin/cases.html", context)


def _done_url(edition_id: UUID, answer: Answer) -> str:
    return f"{reverse('items-cases', args=[edition_id])}?landed={answer['landed']}&stayed={answer['stayed']}"


def _done_line(request: HttpRequest) -> str:
    landed, stayed = request.GET.get("landed", ""), request.GET.get("stayed", "")
    if not (landed.isdecimal() and stayed.isdecimal() and len(landed + stayed) <= 2 * len(str(MOST))):
        return ""
    rest = f"，{int(stayed)} 件仍按原版" if int(stayed) else ""
    return f"{int(landed)} 件已改按新版{rest}"
