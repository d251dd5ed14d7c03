"""不予受理: with reasons, and the competent body when the power lies elsewhere."""

from __future__ import annotations

from datetime import datetime

from onewindow.cases.commands.ending import end_case, void_requests
from onewindow.cases.drafting.answers import refusal_of_acceptance
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import open_folder
from onewindow.cases.obstacles import clear, to_refusal
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer

GROUNDS: dict[str, str] = {
    "not_required": "依法不需要取得行政许可",
    "not_competent": "依法不属于本机关职权范围",
    "not_admissible": "不符合法定受理条件",
}
SHORTEST_REASON = 10


def refuse_acceptance(
    no: str, *, ground: str, reasons: list[str], competent_body: str = "", by: Actor, at: datetime
) -> Answer:
    """Refuse to accept a received case, in writing, through the window.

    Raises Refusal `refusal-incomplete` (422) naming what the law demands and is not there.
    """
    folder = open_folder(no, by=by, at=at)
    clear(to_refusal(folder))
    reasons = [reason.strip() for reason in reasons if reason.strip()]
    _check(ground, reasons, competent_body.strip())
    commit, case = folder.commit, folder.case
    step = commit.move(
        case,
        "refuse_acceptance",
        touches=[case.application],
        body={"ground": ground, "reasons": reasons, "competent_body": competent_body, "by_name": by.name},
    )
    folder.board.apply(step.clocks, case)
    commit.change(case, opinion="；".join(reasons)[:1000])
    folder.take_in_hand()
    void_requests(folder)
    end_case(folder)
    draw_up(
        commit,
        "refusal_of_acceptance",
        folder.matter,
        number=numbered(folder, "不受"),
        serve=True,
        data=refusal_of_acceptance(
            folder, ground=ground, reasons=reasons, competent_body=competent_body or None
        ),
    )
    return folder.write()


def _check(ground: str, reasons: list[str], competent_body: str) -> None:
    findings = []
    if ground not in GROUNDS:
        findings.append(Finding("ground", "请选择不予受理的情形。"))
    if not reasons or min(len(reason) for reason in reasons) < SHORTEST_REASON:
        findings.append(Finding("reasons", f"请说明不予受理的理由，每条不少于 {SHORTEST_REASON} 个字。"))
    if ground == "not_competent" and not competent_body:
        findings.append(Finding("competent_body", "不属于本机关职权的，须告知申请人应向哪个机关申请。"))
    if findings:
        raise Refusal("refusal-incomplete", "不予受理通知书还不完整。", status=422, findings=findings)
