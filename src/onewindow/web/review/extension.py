"""延期: asked for by the reviewer, ruled on by the head of the agency."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.folder import open_folder
from onewindow.cases.obstacles import to_extension
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.web.answering import submit
from onewindow.web.review.acceptance import back_to
from onewindow.web.review.case import show, side_context
from onewindow.web.review.foresight import lengthened
from onewindow.web.review.written import Extension
from onewindow.web.visit import visit_of

APPROVERS = {"agency_head": "本机关负责人", "government_head": "本级政府负责人"}


def extension(request: HttpRequest, no: str) -> HttpResponse:
    visit = visit_of(request)
    if request.method != "POST":
        return _form(request, no)
    return submit(
        request,
        lambda: request_extension(no, reason=request.POST.get("reason", ""), by=visit.by, at=visit.at),
        then=lambda _: back_to(no, "asked"),
        again=lambda refusal: _form(request, no, refusal),
    )


def ruling(request: HttpRequest, no: str, request_id: UUID) -> HttpResponse:
    """The head approves or rejects by the button pressed."""
    visit, approve = visit_of(request), request.POST.get("ruling") == "approve"

    def act() -> Answer:
        if request.POST.get("ruling") not in {"approve", "reject"}:
            raise Refusal("ruling-missing", "请选择批准或不批准。", 422)
        return rule_on_extension(
            no, request_id, approve=approve, note=request.POST.get("note", ""), by=visit.by, at=visit.at
        )

    return submit(
        request,
        act,
        then=lambda _: back_to(no, "extended" if approve else "unextended"),
        again=lambda refusal: show(request, no, refusal),
    )


def _form(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    obstacle, offered = to_extension(folder), folder.guide.extension
    facts = (
        [
            ("可延长", offered.label),
            ("依据", folder.guide.legal_basis(offered.basis).label),
            ("批准人", APPROVERS[offered.approver]),
            *lengthened(folder, offered.n),
        ]
        if offered
        else []
    )
    context = side_context(request, folder) | {
        "form": Extension(request.POST if refusal else None, refusal.findings if refusal else ()),
        "facts": facts,
        "refusal": refusal,
        "why": obstacle.message if obstacle else "",
        "heading": "申请延期",
        "lead": "只能延期一次，须在时限届满前批准；批准后申请人会收到《延期通知书》。",
        "button": "提交延期申请",
    }
    return render(request, "review/extension.html", context)
