"""审查意见 and 决定: the reviewer proposes, a second person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from onewindow.cases.commands.ending import void
from onewindow.cases.drafting.decisions import denial_decision, grant_decision
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.obstacles import clear, to_decision, to_opinion, to_signature
from onewindow.core.calendar import SHANGHAI
from onewindow.core.numbers.series import document_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency

SHORTEST, LONGEST = {"grant": 4, "deny": 10}, 1000


def propose(
    no: str,
    *,
    verdict: str,
    opinion: str,
    checked: Sequence[str] | None = None,
    faults: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> Answer:
    """The reviewer's opinion after checking the materials (审查意见).

    `checked` names the materials judged in order and `faults` those judged wrong; with such a check
    list a grant needs every material in order.
    Raises Refusal `opinion-incomplete` (422), `wrong-stage` (409), `procedure-running` (409),
    `materials-unjudged` (422).
    """
    folder = open_folder(no, by=by, at=at)
    clear(to_opinion(folder))
    _ready(folder, verdict)
    _opinion(verdict, opinion)
    if verdict == "grant" and checked is not None:
        _all_in_order(folder, checked, faults)
    commit = folder.commit
    folder.take_in_hand()
    commit.change(folder.case, proposal=verdict, opinion=opinion.strip())
    commit.move(
        folder.case,
        "propose",
        body={
            "verdict": verdict,
            "opinion": opinion.strip(),
            "checked": list(checked or ()),
            "faults": list(faults),
            "by_name": by.name,
        },
    )
    return folder.write()


def decide(no: str, *, verdict: str, reasons: str, by: Actor, at: datetime) -> Answer:
    """Grant or deny; draws up the decision and reserves the numbers of the results.

    Raises Refusal `not-proposed` (409), `same-person` (403), `opinion-incomplete` (422),
    `deferral-open` (409), `procedure-running` (409), `beyond-authority` (403) naming who may sign,
    `nobody-signs` (403) for a matter without signing authority.
    """
    folder = open_folder(no, by=by, at=at)
    clear(to_decision(folder))
    _ready(folder, verdict)
    clear(to_signature(folder, verdict))
    _opinion(verdict, reasons)
    make_decision(folder, verdict, reasons.strip())
    return folder.write()


def make_decision(folder: Folder, verdict: str, reasons: str) -> None:
    """Decide within this commit: stage, clocks, decision paper, result numbers."""
    case, commit = folder.case, folder.commit
    for request in (*folder.open_requests("extension"), *folder.open_requests("deferral")):
        void(folder, request, "办件已决定")
    numbers = _reserve_numbers(folder) if verdict == "grant" else {}
    step = commit.move(
        case,
        "decide",
        touches=[case.application],
        body={"verdict": verdict, "reasons": reasons, "results": numbers, "by_name": commit.by.name},
    )
    folder.board.apply(step.clocks, case)
    commit.change(
        case, verdict=verdict, decided_at=commit.at, decided_by=commit.by.staff_id, opinion=reasons,
        result_numbers=numbers,
    )  # fmt: skip
    if verdict == "deny":
        data, kind, word = denial_decision(folder, reasons), "denial_decision", "不准"
    else:
        data, kind, word = grant_decision(folder, numbers), "grant_decision", "准"
    draw_up(commit, kind, folder.matter, number=numbered(folder, word), data=data)


def _reserve_numbers(folder: Folder) -> dict[str, str]:
    """The numbers of the results that the decision will make: {result id: number}."""
    head, year = agency(folder.case.agency_code).short, folder.commit.at.astimezone(SHANGHAI).year
    return {
        result.id: folder.commit.number(
            f"result:{head}{result.doc_series}:{year}", _numbering(head, result.doc_series, year)
        )
        for result in folder.guide.results
    }


def _numbering(head: str, series: str, year: int) -> Callable[[int], str]:
    return lambda n: document_number(head, series, year, n)


def _ready(folder: Folder, verdict: str) -> None:
    if verdict not in SHORTEST:
        raise Refusal(
            "opinion-incomplete",
            "请选择准予或不予。",
            status=422,
            findings=[Finding("verdict", "请选择准予或不予。")],
        )
    if verdict == "grant" and folder.open_requests("deferral"):
        name = folder.open_requests("deferral")[0].data["name"]
        raise Refusal("deferral-open", f"容缺材料《{name}》尚未补齐，不能作出准予决定。")


def _all_in_order(folder: Folder, checked: Sequence[str], faults: Sequence[str]) -> None:
    findings = [
        Finding(
            f"material.{line.material}",
            f"《{line.name}》判定为有问题，不能据此提出准予的意见。"
            if line.material in faults
            else f"请判定《{line.name}》是否符合要求。",
        )
        for line in folder.submissions
        if line.material not in checked
    ]
    if findings:
        raise Refusal(
            "materials-unjudged", "准予的意见须以全部材料符合要求为据。", status=422, findings=findings
        )


def _opinion(verdict: str, text: str) -> None:
    length, least = len(text.strip()), SHORTEST[verdict]
    if least <= length <= LONGEST:
        return
    word = "理由" if verdict == "deny" else "意见"
    size = f"不少于 {least} 个字" if length < least else f"最多 {LONGEST} 个字，现有 {length} 个字"
    message = f"请写明{word}，{size}。"
    raise Refusal("opinion-incomplete", message, status=422, findings=[Finding("reasons", message)])
