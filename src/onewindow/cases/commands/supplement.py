"""一次性告知: the one-time notice lists every defect at once; the window relays it (退回窗口)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onewindow.cases.drafting.answers import material_of, supplement_notice
from onewindow.cases.drafting.parts import basis, numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Request
from onewindow.cases.obstacles import clear, to_notice
from onewindow.cases.told import mark
from onewindow.core import clock as reckoning
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.lives import SUPPLEMENT
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer

SHORTEST = 4
SHORTEST_REASON = 10


@dataclass(frozen=True)
class Defect:
    """What is wrong with one material, and what the applicant must do about it."""

    material: str
    problem: str
    requirement: str


def issue_supplement(
    no: str, *, defects: Sequence[Defect], fine: Sequence[str], reason: str = "", by: Actor, at: datetime
) -> Answer:
    """Draw up the 材料补齐补正通知书 and send it to the window.

    `fine` names the materials judged in order: every line must be judged, so that nothing is asked
    for later. A second notice is the head's, with a `reason`.
    Raises Refusal `notice-incomplete` (422), `second-notice` (403, or 422 without reason), `wrong-stage` (409).
    """
    folder = open_folder(no, by=by, at=at)
    clear(to_notice(folder))
    if findings := notice_findings(folder, defects, fine, reason):
        code = "second-notice" if findings[0].field == "reason" else "notice-incomplete"
        raise Refusal(code, "一次性告知必须完整。", status=422, findings=findings)
    commit, case = folder.commit, folder.case
    request = _request(folder, defects, reason)
    step = commit.move(
        request,
        "issue",
        touches=[case],
        body={
            "materials": [line["id"] for line in request.data["defects"]],
            "marks": [mark(line) for line in request.data["defects"]],
            "superior_reason": reason.strip(),
            "by_name": by.name,
        },
        secret={"data": request.data},
        subject=folder.subject,
    )
    folder.board.apply(step.clocks, request)
    folder.take_in_hand()
    commit.record(case, "supplement_issued", touches=[request], body={"by_name": by.name})
    folder.wait_for(request)
    return folder.write()


def _request(folder: Folder, defects: Sequence[Defect], reason: str) -> Request:
    """The open request, with its notice drawn up for the window to relay."""
    commit = folder.commit
    lines = [_line(folder, defect) for defect in defects]
    request = Request(
        id=uuid7(commit.at), what=SUPPLEMENT.name, case=folder.case, opened_at=commit.at,
        opened_by=commit.by.staff_id, opened_for=commit.by.stands_for, stage=NEW,
        data={"defects": lines, "days": folder.guide.supplement.days, "superior_reason": reason.strip()},
    )  # fmt: skip
    request.document = draw_up(
        commit,
        "supplement_notice",
        folder.matter,
        number=numbered(folder, "补"),
        serve=True,
        data=supplement_notice(folder, [_printed(line) for line in lines], _expected(folder)),
    )
    return request


def notice_findings(
    folder: Folder, defects: Sequence[Defect], fine: Sequence[str], reason: str
) -> list[Finding]:
    """Everything that is missing from a notice so written; a preview asks before the notice is issued."""
    findings = []
    if folder.case.was_supplemented and len(reason.strip()) < SHORTEST_REASON:
        findings.append(Finding("reason", f"请写明再次告知的理由，不少于 {SHORTEST_REASON} 个字。"))
    if not defects:
        findings.append(Finding("defects", "请至少指出一份有问题的材料。"))
    asked = {m.id: m for m in folder.guide.requirements(folder.case.application.answers)}
    for defect in defects:
        if defect.material not in asked:
            findings.append(Finding(f"defect.{defect.material}", "清单中未列的材料不得要求申请人提供。"))
        elif len(defect.problem.strip()) < SHORTEST or len(defect.requirement.strip()) < SHORTEST:
            name = asked[defect.material].name
            findings.append(Finding(f"defect.{defect.material}", f"请写明《{name}》存在的问题和补正要求。"))
    judged = {defect.material for defect in defects} | set(fine)
    findings.extend(
        Finding(f"defect.{line.material}", f"请判定《{line.name}》是否符合要求，以便一次告知。")
        for line in folder.submissions
        if line.material not in judged
    )
    return findings


def _line(folder: Folder, defect: Defect) -> dict[str, Any]:
    material = material_of(folder.guide, defect.material)
    return {
        "id": material.id, "material": material.name, "problem": defect.problem.strip(), "requirement": defect.requirement.strip(),
        "basis": basis(folder.guide.legal_basis(material.basis)),
    }  # fmt: skip


def _printed(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "id"}


def _expected(folder: Folder) -> dict[str, Any]:
    """The applicant's limit if the notice were served today; it runs from service."""
    length = reckoning.Limit(folder.guide.supplement.days, reckoning.Unit.WORKING_DAY)
    due = reckoning.due(length, folder.commit.at, folder.board.calendar, [])
    return {"n": length.n, "unit": length.unit.value, "due": due.at, "provisional": due.provisional}
