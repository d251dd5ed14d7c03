"""审查意见 and 决定: the reviewer proposes, a second person decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onewindow.cases.commands.accept import separate
from onewindow.cases.drafting.decisions import denial_decision, grant_decision
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.core.calendar import SHANGHAI
from onewindow.core.numbers.series import document_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency

SHORTEST = {"grant": 4, "deny": 10}


def propose(
    no: str, *, verdict: str, opinion: str, checked: list[str] | None = None, by: Actor, at: datetime
) -> Answer:
    """The reviewer's opinion after checking the materials (审查意见).

    Raises Refusal `opinion-incomplete` (422), `wrong-stage` (409), `procedure-running` (409).
    """
    folder = open_folder(no, by=by, at=at)
    separate(folder)
    _ready(folder, verdict)
    _opinion(verdict, opinion)
    commit = folder.commit
    commit.change(
        folder.case, proposal=verdict, opinion=opinion.strip(), handler=by.staff_id, handler_name=by.name
    )
    commit.record(
        folder.case,
        "propose",
        body={"verdict": verdict, "opinion": opinion.strip(), "checked": checked or [], "by_name": by.name},
        basis="操作细则(四)审批(审查)",
    )
    return folder.write()


def decide(no: str, *, verdict: str, reasons: str, by: Actor, at: datetime) -> Answer:
    """Grant or deny; draws up the decision and reserves the numbers of the results.

    Raises Refusal `not-proposed` (409), `same-person` (403), `opinion-incomplete` (422),
    `deferral-open` (409), `procedure-running` (409).
    """
    folder = open_folder(no, by=by, at=at)
    separate(folder)
    case = folder.case
    if not case.proposal:
        raise Refusal("not-proposed", "请先由审查人员提出审查意见,再由审批人员决定。")
    if case.handler == by.staff_id:
        raise Refusal("same-person", "审查与决定须由两人分别作出。", status=403)
    _ready(folder, verdict)
    _opinion(verdict, reasons)
    make_decision(folder, verdict, reasons.strip())
    return folder.write()


def make_decision(folder: Folder, verdict: str, reasons: str) -> None:
    """Decide within this commit: stage, clocks, decision paper, result numbers."""
    case, commit = folder.case, folder.commit
    for request in folder.open_requests("extension"):
        commit.move(request, "void", touches=[case])
        commit.change(request, ended_at=commit.at)
    step = commit.move(
        case,
        "decide",
        touches=[case.application],
        body={"verdict": verdict, "reasons": reasons, "by_name": commit.by.name},
    )
    folder.board.apply(step.clocks, case)
    commit.change(case, verdict=verdict, decided_at=commit.at, decided_by=commit.by.staff_id, opinion=reasons)
    if verdict == "deny":
        draw_up(
            commit,
            "denial_decision",
            folder.matter,
            number=numbered(folder, "不准"),
            data=denial_decision(folder, reasons),
        )
        return
    head, year = agency(case.agency_code).short, commit.at.astimezone(SHANGHAI).year
    numbers = {
        result.id: commit.number(
            f"result:{head}{result.doc_series}:{year}", _numbering(head, result.doc_series, year)
        )
        for result in folder.guide.results
    }
    commit.change(case, result_numbers=numbers)
    draw_up(
        commit,
        "grant_decision",
        folder.matter,
        number=numbered(folder, "准"),
        data=grant_decision(folder, numbers),
    )


def _numbering(head: str, series: str, year: int) -> Callable[[int], str]:
    return lambda n: document_number(head, series, year, n)


def _ready(folder: Folder, verdict: str) -> None:
    if folder.case.stage != "accepted":
        raise Refusal("wrong-stage", f"办件目前为“{folder.case.stage_label}”,受理后才能审查和决定。")
    if verdict not in SHORTEST:
        raise Refusal(
            "opinion-incomplete",
            "请选择准予或不予。",
            status=422,
            findings=[Finding("verdict", "请选择准予或不予。")],
        )
    running = folder.open_requests("special_procedure")
    if running:
        raise Refusal("procedure-running", f"“{running[0].data['name']}”尚未结束,结束并登记结果后再作决定。")
    if verdict == "grant" and folder.open_requests("deferral"):
        name = folder.open_requests("deferral")[0].data["name"]
        raise Refusal("deferral-open", f"容缺材料《{name}》尚未补齐,不能作出准予决定。")


def _opinion(verdict: str, text: str) -> None:
    if len(text.strip()) < SHORTEST[verdict]:
        word = "理由" if verdict == "deny" else "意见"
        message = f"请写明{word},不少于 {SHORTEST[verdict]} 个字。"
        raise Refusal("opinion-incomplete", message, status=422, findings=[Finding("reasons", message)])
