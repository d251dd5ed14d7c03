"""Relaying an agency's notice: handed over at the window or sent electronically, with service recorded."""

from __future__ import annotations

from datetime import datetime

from onewindow.cases.folder import Folder, folder_of
from onewindow.cases.models import Case
from onewindow.clocks.rules import LocalLimit
from onewindow.core.clock import Unit
from onewindow.core.life import Clocks
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.models import Document
from onewindow.journal.commit import Answer

METHODS: dict[str, str] = {
    "window": "窗口领取",
    "electronic": "网络发送电子版",
    "post": "邮寄",
}
ANSWERS = frozenset({"refusal_of_acceptance", "acceptance_notice"})


def serve_notice(document_id: str, *, method: str, receiver: str, by: Actor, at: datetime) -> Answer:
    """Record that the applicant was told: how, and who received it.

    A served one-time notice starts the applicant's limit and answers the law's five days.
    Raises Refusal `no-such-document` (404), `service-incomplete` (422), `wrong-stage` (409).
    """
    document = Document.objects.filter(pk=document_id, hall_code=by.hall).select_related("subject").first()
    if document is None or document.case_id is None:
        raise Refusal("no-such-document", "没有找到这份文书。", status=404)
    case = Case.objects.whole().get(pk=document.case_id)
    folder = folder_of(case, by=by, at=at)
    folder.commit.check(document, "serve")
    _check(method, receiver)
    folder.commit.move(
        document,
        "serve",
        touches=[case],
        body={"no": document.no, "method": method, "by_name": by.name},
        secret={"receiver": receiver.strip()},
        subject=folder.subject,
    )
    folder.commit.change(
        document,
        served_at=at,
        served_by=by.staff_id,
        service={"method": METHODS[method], "receiver": receiver.strip(), "by": by.name},
    )
    _tell(folder, document)
    folder.commit.answer["document"] = str(document.id)
    return folder.write()


def _check(method: str, receiver: str) -> None:
    findings = []
    if method not in METHODS:
        findings.append(Finding("method", "请选择送达方式。"))
    if not receiver.strip():
        findings.append(Finding("receiver", "请填写收到通知的人。"))
    if findings:
        raise Refusal("service-incomplete", "送达登记还不完整。", status=422, findings=findings)


def _tell(folder: Folder, document: Document) -> None:
    if document.kind in ANSWERS:
        folder.board.apply(Clocks(meet=("statutory_answer",)), folder.case)
    for request in folder.open_requests("supplement"):
        if request.document_id == document.id:
            step = folder.commit.move(request, "serve", touches=[folder.case, document])
            length = LocalLimit(
                n=folder.guide.supplement.days, unit=Unit.WORKING_DAY, basis="补正通知书载明的补正期限"
            )
            folder.board.apply(step.clocks, request, limits={"supplement": length})
            folder.commit.change(request, due_at=folder.board.clocks[-1].due_at)
    folder.commit.record(
        folder.case,
        "told",
        touches=[document],
        body={"paper": document.kind, "by_name": folder.commit.by.name},
    )
