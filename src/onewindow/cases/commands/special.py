"""特别程序: site visit, expert review, hearing …; starts with written notice, stops what its basis may stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onewindow.cases.drafting.limits import special_procedure_notice
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Request
from onewindow.cases.obstacles import clear, to_special
from onewindow.catalogue import schema
from onewindow.clocks.board import Cause
from onewindow.clocks.rules import LocalLimit
from onewindow.core.calendar import local
from onewindow.core.clock import Limit, Unit, due
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.lives import SPECIAL_PROCEDURE
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer


@dataclass(frozen=True)
class Arrangement:
    """How the procedure is held: its length in its cap's unit, from when, by whom, where."""

    procedure: str
    length: int
    reason: str
    starts_on: date
    people: Sequence[str] = ()
    place: str = ""
    prepare: Sequence[str] = ()


def start_special(no: str, arrangement: Arrangement, *, by: Actor, at: datetime) -> Answer:
    """Start a special procedure of the edition and draw up the written notice of its length.

    Raises Refusal `arrangement-incomplete` (422), `no-such-procedure` (422), `already-running` (409).
    """
    folder = open_folder(no, by=by, at=at)
    case, commit = folder.case, folder.commit
    clear(to_special(folder))
    procedure = _procedure(folder, arrangement.procedure)
    _check(folder, procedure, arrangement)
    stops = folder.board.rules.may_stop(procedure.kind, procedure.stops)
    request = _request(folder, procedure, arrangement, stops)
    basis = folder.guide.legal_basis(procedure.basis)
    step = commit.move(
        request, "start", touches=[case], body={**request.data, "basis": basis.label, "by_name": by.name}
    )
    length = LocalLimit(n=arrangement.length, unit=Unit(procedure.cap.unit), basis=basis.label)
    folder.board.apply(
        step.clocks,
        request,
        limits={"special": length},
        stops=stops,
        cause=Cause(procedure.kind, basis.label),
    )
    commit.change(request, due_at=folder.board.clocks[-1].due_at)
    request.document = draw_up(
        commit, "special_procedure_notice", folder.matter, number=numbered(folder, "特"), serve=True,
        data=special_procedure_notice(folder, procedure, arrangement.reason, request, stops, list(arrangement.prepare)),
    )  # fmt: skip
    commit.record(
        case,
        "special_started",
        touches=[request],
        body={"procedure": procedure.id, "reason": arrangement.reason.strip(), "by_name": by.name},
    )
    folder.wait_for(request)
    return folder.write()


def end_special(no: str, request_id: UUID, *, outcome: str, by: Actor, at: datetime) -> Answer:
    """End a running special procedure; the clocks it stopped go on.

    Raises Refusal `no-such-request` (404), `outcome-missing` (422).
    """
    folder = open_folder(no, by=by, at=at)
    request = next((r for r in folder.open_requests("special_procedure") if r.id == request_id), None)
    if request is None:
        raise Refusal("no-such-request", "没有正在进行的这项特别程序。", status=404)
    if len(outcome.strip()) < 4:
        raise Refusal(
            "outcome-missing",
            "请填写特别程序的结果。",
            status=422,
            findings=[Finding("outcome", "请填写特别程序的结果，例如核查结论。")],
        )
    commit = folder.commit
    step = commit.move(
        request, "end", touches=[folder.case], body={"outcome": outcome.strip(), "by_name": by.name}
    )
    commit.change(request, ended_at=at, data={**request.data, "outcome": outcome.strip()})
    folder.board.apply(step.clocks, request)
    commit.record(
        folder.case, "special_ended", touches=[request], body={"outcome": outcome.strip(), "by_name": by.name}
    )
    return folder.write()


def _request(
    folder: Folder, procedure: schema.SpecialProcedure, arrangement: Arrangement, stops: tuple[str, ...]
) -> Request:
    commit = folder.commit
    data = {
        "procedure": procedure.id, "name": procedure.name, "kind": procedure.kind, "length": arrangement.length,
        "unit": procedure.cap.unit, "people": list(arrangement.people), "place": arrangement.place,
        "starts_on": arrangement.starts_on.isoformat(), "reason": arrangement.reason.strip(), "stops": list(stops),
    }  # fmt: skip
    return Request(
        id=uuid7(commit.at), what=SPECIAL_PROCEDURE.name, case=folder.case, opened_at=commit.at,
        opened_by=commit.by.staff_id, opened_for=commit.by.stands_for, stage=NEW, data=data,
    )  # fmt: skip


def _procedure(folder: Folder, procedure_id: str) -> schema.SpecialProcedure:
    found = next((p for p in folder.guide.special_procedures if p.id == procedure_id), None)
    if found is None or not schema.applies(found.when, folder.case.application.answers):
        raise Refusal("no-such-procedure", "本事项的标准化手册没有这项特别程序，不得启动。", status=422)
    return found


def _day(folder: Folder, procedure: schema.SpecialProcedure, arrangement: Arrangement) -> list[Finding]:
    """The clocks stand still from today, for the length that the notice names: it is held within it."""
    today = local(folder.commit.at).date()
    if arrangement.starts_on < today:
        return [Finding("starts_on", "开始日期不能早于今天。")]
    length = Limit(max(arrangement.length, 1), Unit(procedure.cap.unit))
    last = due(length, folder.commit.at, folder.board.calendar).at
    if last is None or arrangement.starts_on <= local(last).date():
        return []
    return [Finding("starts_on", f"所需时间自今天起计算，到 {local(last):%Y-%m-%d} 为止，请在此之前开始。")]


def _check(folder: Folder, procedure: schema.SpecialProcedure, arrangement: Arrangement) -> None:
    if any(r.data["procedure"] == procedure.id for r in folder.open_requests("special_procedure")):
        raise Refusal("already-running", f"“{procedure.name}”正在进行，不能重复启动。")
    findings = []
    if not 1 <= arrangement.length <= procedure.cap.n:
        findings.append(Finding("length", f"“{procedure.name}”所需时间为 1 至 {procedure.cap.label}。"))
    if len({name.strip() for name in arrangement.people if name.strip()}) < (procedure.people_min or 0):
        findings.append(
            Finding(
                "people",
                f"“{procedure.name}”须由 {procedure.people_min} 名以上工作人员进行(行政许可法第三十四条)。",
            )
        )
    if len(arrangement.reason.strip()) < 4:
        findings.append(Finding("reason", "请写明启动的理由。"))
    findings += _day(folder, procedure, arrangement)
    if findings:
        raise Refusal("arrangement-incomplete", "特别程序安排还不完整。", status=422, findings=findings)
