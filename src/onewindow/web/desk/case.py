"""One case at the window: what it waits for, and what this window may do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.commands.ending import withdraw
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Application, Request
from onewindow.core.life import next_steps
from onewindow.core.refusal import Refusal
from onewindow.handover.commands.give_back import returnable
from onewindow.journal.commit import Answer
from onewindow.people.models import masked_number
from onewindow.web.answering import new_key, submit
from onewindow.web.casework import glance
from onewindow.web.desk.party import masked_phone
from onewindow.web.desk.typed import text
from onewindow.web.visit import visit_of

CLERK = "clerk"


@dataclass(frozen=True)
class Action:
    """Something this window may do with the case now."""

    label: str
    url: str
    key: str = ""
    danger: bool = False
    note: str = ""


def case(request: HttpRequest, no: str) -> HttpResponse:
    """The case with its side, its materials and papers, and the actions its lives permit here."""
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    return render(request, "desk/case.html", {
        "case": folder.case, "glance": glance(folder, visit.at), "actions": list(actions(folder)),
        "facts": _facts(folder), "submissions": folder.submissions, "papers": folder.papers,
        "returnable": returnable(folder, "window"), "submission": new_key(),
        "said": request.session.pop("said", ""),
    })  # fmt: skip


def actions(folder: Folder) -> Iterator[Action]:
    """What the tables of the lives let a clerk do, in the order of urgency."""
    no = folder.case.no
    for document in folder.documents:
        if document.stage == "to_serve":
            yield Action(f"告知：{document.title}", reverse("desk-notice", args=[document.id]), "F8")
    for request in folder.requests:
        if _may(request, "supply"):
            yield _supply(no, request)
    yield Action("再打印收件凭证", reverse("desk-received", args=[no]), "F9")
    if any(step.verb == "withdraw" for step in next_steps(folder.case.life, folder.case.stage, CLERK)):
        yield Action("申请人撤回", reverse("desk-withdrawal", args=[no]), danger=True)


def _may(request: Request, verb: str) -> bool:
    return any(step.verb == verb for step in next_steps(request.life, request.stage, CLERK))


def _supply(no: str, request: Request) -> Action:
    if request.what == "supplement":
        names = "、".join(defect["material"] for defect in request.data["defects"])
        return Action("接收补正材料", reverse("desk-supplement", args=[no]), "F4", note=names)
    url = reverse("desk-deferral", args=[no, request.data["material"]])
    return Action(f"补齐容缺：{request.data['name']}", url, "F4")


def _facts(folder: Folder) -> list[tuple[str, object]]:
    case, facts = folder.case, folder.case.application.facts()
    party = folder.party.facts()
    person = folder.party.kind_of_party == "person"
    agent = facts.get("agent") or {}
    shown = [
        ("申请人", case.applicant_name),
        (
            "身份证号码" if person else "统一社会信用代码",
            masked_number(party["number"]) if person else party["number"],
        ),
        ("联系电话", masked_phone(facts["phone"])),
        ("代理人", agent.get("name", "")),
        ("领取方式", Application.RETURNS[case.application.return_by]),
        ("邮寄地址", facts.get("post_address", "")),
        ("绿色通道", case.green_ground),
        ("经办人", case.handler_name),
        ("到窗口", f"{case.visits} 次"),
    ]
    return [(label, value) for label, value in shown if value]


def withdrawal(request: HttpRequest, no: str) -> HttpResponse:
    """撤回: the applicant wants the application back; what still lies at the window is handed back now."""
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    if request.method != "POST":
        return _withdrawal_page(request, folder)

    def act() -> Answer:
        return withdraw(no, reason=text(request.POST, "reason"), by=visit.by, at=visit.at)

    def then(answer: Answer) -> str:
        request.session["said"] = "已按申请人的要求撤回，请打印撤回通知并退还在窗口的材料。"
        return reverse("desk-case", args=[no])

    return submit(request, act, then=then, again=lambda refusal: _withdrawal_page(request, folder, refusal))


def _withdrawal_page(request: HttpRequest, folder: Folder, refusal: Refusal | None = None) -> HttpResponse:
    return render(request, "desk/withdrawal.html", {
        "case": folder.case, "here": [paper for paper in folder.papers if paper.stage == "window"],
        "away": [paper for paper in folder.papers if paper.stage not in {"window", "applicant"}],
        "reason": text(request.POST, "reason"), "submission": request.POST.get("submission") or new_key(),
        "findings": refusal.findings if refusal else (), "message": refusal.message if refusal else "",
    })  # fmt: skip
