"""退回窗口: the agency returns the papers of a case that ended undecided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from onewindow.handover.commands.give_back import send_back
from onewindow.web.answering import submit
from onewindow.web.errors import render_refusal
from onewindow.web.review.acceptance import back_to
from onewindow.web.visit import visit_of


def returning(request: HttpRequest, no: str) -> HttpResponse:
    visit = visit_of(request)
    return submit(
        request,
        lambda: send_back(no, by=visit.by, at=visit.at),
        then=lambda _: back_to(no, "sent-back"),
        again=lambda refusal: render_refusal(request, refusal),
    )
