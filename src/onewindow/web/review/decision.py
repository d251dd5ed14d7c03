"""审查意见 and 决定: proposed by the reviewer, decided by another person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from onewindow.cases.commands.decide import decide, propose
from onewindow.journal.commit import Answer
from onewindow.web.answering import submit
from onewindow.web.review.acceptance import back_to
from onewindow.web.review.case import show
from onewindow.web.review.lines import judgements
from onewindow.web.visit import visit_of


def proposal(request: HttpRequest, no: str) -> HttpResponse:
    visit, verdict = visit_of(request), request.POST.get("verdict", "")
    judged = judgements(request.POST)

    def act() -> Answer:
        return propose(
            no,
            verdict=verdict,
            opinion=_words(request, verdict),
            checked=[material for material, found in judged.items() if found.state == "ok"],
            faults=[material for material, found in judged.items() if found.state == "fault"],
            by=visit.by,
            at=visit.at,
        )

    return submit(
        request, act, then=lambda _: back_to(no, "proposed"), again=lambda refusal: show(request, no, refusal)
    )


def decision(request: HttpRequest, no: str) -> HttpResponse:
    visit, verdict = visit_of(request), request.POST.get("verdict", "")
    return submit(
        request,
        lambda: decide(no, verdict=verdict, reasons=_words(request, verdict), by=visit.by, at=visit.at),
        then=lambda _: back_to(no, "decided"),
        again=lambda refusal: show(request, no, refusal),
    )


def _words(request: HttpRequest, verdict: str) -> str:
    """Each verdict has a field of its own, so that words for one never stand under the other."""
    return request.POST.get(f"opinion-{verdict}", "")
