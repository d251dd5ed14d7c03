"""退还材料: the papers of a case that ended undecided go back to the applicant."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from onewindow.handover.commands.give_back import give_back
from onewindow.web.answering import submit
from onewindow.web.errors import render_refusal
from onewindow.web.visit import visit_of


def returning(request: HttpRequest, no: str) -> HttpResponse:
    visit = visit_of(request)
    return submit(
        request,
        lambda: give_back(no, by=visit.by, at=visit.at),
        then=lambda _: _case_page(request, no),
        again=lambda refusal: render_refusal(request, refusal),
    )


def _case_page(request: HttpRequest, no: str) -> str:
    request.session["said"] = "材料已退还申请人，请申请人清点。"
    return reverse("desk-case", args=[no])
