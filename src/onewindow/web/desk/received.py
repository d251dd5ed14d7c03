"""After 收件: the papers to print, the numbers to tell, what comes next; an instant result is handed out here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Application
from onewindow.clocks.board import work_calendar
from onewindow.core.refusal import Finding, Refusal
from onewindow.documents.models import Document
from onewindow.issuance.commands.deliver import hand_out
from onewindow.issuance.models import Delivery
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.desk.typed import text
from onewindow.web.visit import visit_of

PRINTS = {
    "instant_result": "F9", "delivery_receipt": "F8", "intake_notice": "F9", "deferral_commitment": "F8",
    "paper_labels": "F7",
}  # fmt: skip
"""The papers that leave this window at once, in the order of printing, and their keys."""
NEXT = ("intake_answer", "handover", "deferral", "receipt_return")


def received(request: HttpRequest, no: str) -> HttpResponse:
    """The papers of one intake with everything the applicant must be told; also to print it again."""
    visit = visit_of(request)
    return _page(request, open_folder(no, by=visit.by, at=visit.at))


def delivery(request: HttpRequest, no: str) -> HttpResponse:
    """发放签收: hand an instant result over; the clerk has compared the identity at this window."""
    visit = visit_of(request)

    def act() -> Answer:
        return hand_out(
            no, receiver=text(request.POST, "receiver"), relationship=text(request.POST, "relationship"),
            identity_seen=bool(request.POST.get("identity_seen")), by=visit.by, at=visit.at,
        )  # fmt: skip

    def again(refusal: Refusal) -> HttpResponse:
        folder = open_folder(no, by=visit.by, at=visit.at)
        return _page(request, folder, refusal.findings, refusal.message)

    return submit(request, act, then=lambda answer: reverse("desk-received", args=[no]), again=again)


def _page(
    request: HttpRequest, folder: Folder, findings: tuple[Finding, ...] = (), message: str = ""
) -> HttpResponse:
    case, application = folder.case, folder.case.application
    facts = application.facts()
    papers = _papers(folder)
    contact = facts.get("agent") or {"name": facts["contact"]}
    posted = request.POST if request.method == "POST" else None
    delivery = _delivery(folder)
    return render(request, "desk/received.html", {
        "case": case, "papers": papers, "query_code": query_code(folder.documents), "findings": findings,
        "message": message, "faces": _faces(folder), "delivery": delivery, "ready": _is_ready(delivery),
        "submission": new_key(),
        "receiver": text(posted, "receiver") if posted else contact["name"],
        "relationship": text(posted, "relationship") if posted else "代理人" if facts.get("agent") else "本人",
        "returns": Application.RETURNS[application.return_by], "said": request.session.pop("said", ""),
    })  # fmt: skip


def query_code(documents: list[Document]) -> str:
    """The 查询密码 as it stands on the receipt."""
    receipt = next((document for document in documents if document.kind == "intake_notice"), None)
    return str(receipt.data()["query_code"]) if receipt else ""


def _papers(folder: Folder) -> list[dict[str, Any]]:
    """What this window prints, each with its key; of the labels all, of the others the newest."""
    found: list[dict[str, Any]] = []
    used: set[str] = set()
    for kind, key in PRINTS.items():
        for document in reversed([one for one in folder.documents if one.kind == kind]):
            found.append({"document": document, "key": "" if key in used else key})
            used.add(key)
    return found


def _faces(folder: Folder) -> list[Any]:
    now, calendar = folder.commit.at, work_calendar()
    return [
        clock_face(clock, now, calendar)
        for clock in folder.board.clocks
        if clock.name in NEXT and clock.is_open
    ]


def _delivery(folder: Folder) -> Delivery | None:
    """How the result of an instant matter goes out; a promised one is the issuance counter's."""
    return Delivery.objects.filter(case=folder.case).first() if folder.case.instant else None


def _is_ready(delivery: Delivery | None) -> bool:
    """Whether this window may hand the result over now."""
    return delivery is not None and delivery.stage == "ready" and delivery.method == "window"
