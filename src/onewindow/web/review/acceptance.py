"""受理 and 不予受理."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.folder import open_folder
from onewindow.cases.obstacles import to_refusal
from onewindow.core.refusal import Refusal
from onewindow.web.answering import submit
from onewindow.web.review.case import show, side_context
from onewindow.web.review.written import RefusalOfAcceptance
from onewindow.web.visit import visit_of


def acceptance(request: HttpRequest, no: str) -> HttpResponse:
    """Accept with one key; the papers' ticks stay in the browser for the review that follows."""
    visit = visit_of(request)
    return submit(
        request,
        lambda: accept(no, by=visit.by, at=visit.at),
        then=lambda _: back_to(no, "accepted"),
        again=lambda refusal: show(request, no, refusal),
    )


def refusal(request: HttpRequest, no: str) -> HttpResponse:
    """The form of a refusal, and the refusal itself."""
    visit, typed = visit_of(request), request.POST
    if request.method != "POST":
        return _form(request, no)
    return submit(
        request,
        lambda: refuse_acceptance(
            no,
            ground=typed.get("ground", ""),
            reasons=typed.get("reasons", "").splitlines(),
            competent_body=typed.get("competent_body", ""),
            by=visit.by,
            at=visit.at,
        ),
        then=lambda _: back_to(no, "refused"),
        again=lambda no_: _form(request, no, no_),
    )


def _form(request: HttpRequest, no: str, refused: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    obstacle = to_refusal(folder)
    typed = request.POST if refused else None
    context = side_context(request, folder) | {
        "form": RefusalOfAcceptance(typed, refused.findings if refused else ()),
        "refusal": refused,
        "why": obstacle.message if obstacle else "",
        "heading": "不予受理",
        "lead": "申请人会收到《不予受理通知书》，写明理由、应向哪个机关申请，以及复议、诉讼的权利。",
        "button": "作出不予受理决定",
        "danger": True,
    }
    return render(request, "review/form.html", context)


def back_to(no: str, done: str) -> str:
    """The case's page with a line that says what was done."""
    return f"{reverse('review-case', args=[no])}?done={done}"
