"""What every ending of a case has in common, and withdrawal by the applicant (撤回)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.drafting.answers import ending_notice
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Request
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer


def withdraw(no: str, *, reason: str, by: Actor, at: datetime) -> Answer:
    """撤回: the applicant asks at the window to have the application back, before the decision.

    Papers still at the window go back to the applicant at once; those with the agency are returned later.
    Raises Refusal `wrong-stage` (409) after the decision, `reason-missing` (422).
    """
    folder = open_folder(no, by=by, at=at)
    folder.commit.check(folder.case, "withdraw")
    if len(reason.strip()) < 2:
        raise Refusal(
            "reason-missing",
            "请填写撤回的原因。",
            status=422,
            findings=[Finding("reason", "请填写撤回的原因。")],
        )
    commit, case = folder.commit, folder.case
    step = commit.move(
        case, "withdraw", touches=[case.application], body={"reason": reason.strip(), "by_name": by.name}
    )
    folder.board.apply(step.clocks, case)
    returned = give_back(folder)
    void_requests(folder)
    end_case(folder)
    draw_up(
        commit,
        "withdrawal_notice",
        folder.matter,
        number=numbered(folder, "撤"),
        at_the_desk=True,
        data=ending_notice(
            folder, act="withdrawn", reasons=[reason.strip()], with_remedies=False, returned=returned
        ),
    )
    return folder.write()


def give_back(folder: Folder) -> list[dict[str, Any]]:
    """Hand the papers that are still at the window back to the applicant, who is there; say which."""
    for paper in folder.papers:
        if paper.stage == "window":
            folder.commit.move(paper, "give_back", touches=[folder.case])
    return listed(folder, "applicant")


def listed(folder: Folder, place: str) -> list[dict[str, Any]]:
    """The papers at a place, as a notice names them."""
    return [
        {
            "name": paper.name,
            "copies": paper.copies,
            "original": paper.form,
            "pages": paper.pages,
            "form": "paper",
        }
        for paper in folder.papers
        if paper.stage == place
    ]


def void_requests(folder: Folder) -> None:
    """Whatever the case was waiting for no longer matters."""
    for request in folder.requests if folder.case.waiting else ():
        if request.is_open:
            void(folder, request)


def void(folder: Folder, request: Request, why: str = "") -> None:
    """End one open request for nothing, and take its notice back from the window if it was not served."""
    commit = folder.commit
    step = commit.move(request, "void", touches=[folder.case], body={"why": why} if why else None)
    folder.board.apply(step.clocks, request)
    commit.change(request, ended_at=commit.at)
    recall(folder, request)


def recall(folder: Folder, request: Request) -> None:
    """Take the notice of a request that is settled back from the window, unless it was served."""
    if request.document is not None and request.document.stage == "to_serve":
        folder.commit.move(request.document, "recall", touches=[folder.case])


def end_case(folder: Folder) -> None:
    """Close the case's columns and, when it was the last, finish the application."""
    case, commit = folder.case, folder.commit
    commit.change(case, ended_at=commit.at)
    if case.is_last:
        commit.move(case.application, "finish", touches=[case])
