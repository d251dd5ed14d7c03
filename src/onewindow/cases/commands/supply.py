"""补正 and 容缺补齐: what the applicant brings afterwards is taken in at the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from onewindow.cases.commands.ending import recall
from onewindow.cases.commands.materials import add_evidence, label_papers
from onewindow.cases.drafting.answers import material_of
from onewindow.cases.drafting.intake import labels
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.intake import Line
from onewindow.cases.models import Request, Submission
from onewindow.cases.obstacles import accepted_by_law
from onewindow.core.ids import uuid7
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer

SERVED_BY_NOBODY = "补正通知在法定五个工作日内没有送达，这个办件依法视为受理，不用补正。"
GOOD = frozenset({"original_seen", "copy", "electronic"})


def supply(no: str, *, lines: Sequence[Line], came: bool = True, by: Actor, at: datetime) -> Answer:
    """Take in everything that the one-time notice asked for; the agency's answer is due anew.

    Raises Refusal `supply-incomplete` (422) while one of the listed materials is missing,
    `nothing-asked` (409) when no notice is out, `accepted-by-law` (409) when it was not served within five
    working days: the answer that is due anew must not hide that the law has accepted already.
    """
    folder = open_folder(no, by=by, at=at)
    request = next(iter(folder.open_requests("supplement")), None)
    if request is None:
        raise Refusal("nothing-asked", "这个办件没有待补正的通知。")
    if accepted_by_law(folder):
        raise Refusal("accepted-by-law", SERVED_BY_NOBODY)
    wanted = {defect["id"]: defect["material"] for defect in request.data["defects"]}
    given = {line.material: line for line in lines if line.state in GOOD}
    missing = [
        Finding(f"material.{m}", f"请补交《{name}》。") for m, name in wanted.items() if m not in given
    ]
    if missing:
        raise Refusal("supply-incomplete", "通知所列材料须一次补齐。", status=422, findings=missing)
    papers = _take(folder, [given[material] for material in wanted])
    case, commit = folder.case, folder.commit
    step = commit.move(
        request, "supply", touches=[case], body={"materials": sorted(wanted), "by_name": by.name}
    )
    commit.change(request, ended_at=at)
    recall(folder, request)
    folder.board.apply(step.clocks, request, without=() if papers else ("handover",))
    _rehang(folder, request)
    commit.change(case, completed_at=at, visits=case.visits + came)
    commit.record(case, "supplied", touches=[request], body={"came": came, "by_name": by.name})
    return folder.write()


def supply_deferred(no: str, *, line: Line, came: bool = True, by: Actor, at: datetime) -> Answer:
    """Take in one material that was deferred (容缺补齐).

    Raises Refusal `not-deferred` (409) when it was not promised or is already settled.
    """
    folder = open_folder(no, by=by, at=at)
    request = next((r for r in folder.open_requests("deferral") if r.data["material"] == line.material), None)
    if request is None:
        raise Refusal("not-deferred", "这份材料没有待补齐的容缺承诺。")
    if line.state not in GOOD:
        raise Refusal(
            "supply-incomplete",
            "请选择收取方式。",
            status=422,
            findings=[Finding(f"material.{line.material}", "请选择收取方式。")],
        )
    case, commit = folder.case, folder.commit
    papers = _take(folder, [line])
    step = commit.move(
        request, "supply", touches=[case], body={"material": line.material, "by_name": by.name}
    )
    commit.change(request, ended_at=at)
    folder.board.apply(step.clocks, request)
    if papers:
        folder.board.start("handover", case, limits={})
    commit.change(case, visits=case.visits + came)
    commit.record(
        case,
        "deferred_supplied",
        touches=[request],
        body={"material": line.material, "came": came, "by_name": by.name},
    )
    return folder.write()


def _take(folder: Folder, given: Sequence[Line]) -> list[object]:
    """Update the lines of the grid, keep the evidence, label the papers."""
    rows = {line.material: line for line in folder.submissions}
    changed: list[Submission] = []
    for line in given:
        row = rows.get(line.material) or _new_row(folder, line)
        folder.commit.change(
            row, state=line.state, originals=line.originals, copies=line.copies, pages=line.pages,
            note=line.note.strip(), round=row.round + 1,
        )  # fmt: skip
        material = material_of(folder.guide, line.material)
        evidence = add_evidence(folder, row, material, line)
        if evidence is not None:
            row.evidence = evidence
            folder.commit.change(row, evidence_id=evidence.id)
        changed.append(row)
    papers = label_papers(folder, changed)
    if papers:
        draw_up(
            folder.commit,
            "paper_labels",
            folder.matter,
            number=numbered(folder, "签", issuer="hall"),
            data=labels(folder, papers),
        )
    return list(papers)


def _new_row(folder: Folder, line: Line) -> Submission:
    row = Submission(
        id=uuid7(folder.commit.at), case=folder.case, material=line.material, state=line.state, round=0,
        name=material_of(folder.guide, line.material).name,
    )  # fmt: skip
    folder.commit.insert(row)
    return row


def _rehang(folder: Folder, request: Request) -> None:
    """The answer that is due anew is due on the case, not on the finished request."""
    for clock in folder.board.clocks:
        if clock.thing_id == request.id and clock.name in {"intake_answer", "statutory_answer", "handover"}:
            clock.thing_kind, clock.thing_id = folder.case.thing_kind(), folder.case.id
