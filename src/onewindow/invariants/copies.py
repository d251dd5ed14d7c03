"""The columns of lists: what stands in a case's row for speed equals what its clocks, requests and journal say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from onewindow.cases.folder import STANDS_IN_THE_WAY
from onewindow.cases.models import Case
from onewindow.cases.models.case import OPEN_STAGES
from onewindow.clocks.board import Board, Place
from onewindow.core.roles import SYSTEM
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile
from onewindow.journal.commit import Commit

ENDS = ("close", "refuse_acceptance", "return_case", "withdraw", "revoke_acceptance", "terminate")


@case_invariant("due-copied", "design §3、§9")
def due_copied(file: CaseFile) -> Iterator[Fault]:
    """列表所示的到期和暂停与办件的时钟一致。"""
    due_at, paused = _binding(file) if file.case.stage in OPEN_STAGES else (None, False)
    if (file.case.due_at, file.case.paused) != (due_at, paused):
        yield "case", "到期或暂停与时钟不一致"


@case_invariant("waiting-copied", "design §1")
def waiting_copied(file: CaseFile) -> Iterator[Fault]:
    """列表所示所等的事由与未了的事由一致。"""
    open_lives = {request.what for request in file.requests if request.is_open}
    waits = next((life for life in STANDS_IN_THE_WAY if life in open_lives), "")
    if file.case.waiting != (waits if file.case.stage in OPEN_STAGES else ""):
        yield "case", f"记等待“{file.case.waiting}”,未了的是“{waits}”"


@case_invariant("ended-copied", "design §2")
def ended_copied(file: CaseFile) -> Iterator[Fault]:
    """办结或终结的时间就是日志所记的时间,在办的没有。"""
    ended = file.happened(file.case, *ENDS)
    at = ended[-1].at if ended else None
    if file.case.ended_at != at or (file.case.stage in OPEN_STAGES) != (at is None):
        yield "case", "终结时间与阶段或日志不一致"


@case_invariant("verdict-copied", "design §2")
def verdict_copied(file: CaseFile) -> Iterator[Fault]:
    """准予或不予、决定的人和时间与日志所记的决定一致。"""
    case = file.case
    decided = file.happened(case, "decide")
    said: tuple[object, ...] = ("", None, None)
    if decided:
        said = (decided[-1].body["verdict"], decided[-1].at, decided[-1].by)
    if (case.verdict, case.decided_at, case.decided_by) != said:
        yield "case", "决定的内容、时间或人与日志不一致"


@case_invariant("people-copied", "design §8")
def people_copied(file: CaseFile) -> Iterator[Fault]:
    """收件人、受理人和机关、大厅与日志、所定清单一致。"""
    case = file.case
    received = file.happened(case, "receive")
    if not received or (case.received_by, case.received_at) != (received[0].by, received[0].at):
        yield "case", "收件的人或时间与日志不一致"
    accepted = file.happened(case, "accept")
    if case.accepted_by != (accepted[0].by if accepted else None):
        yield "case", "受理人与日志不一致"
    clocks = {(clock.case_no, clock.agency_code, clock.hall_code) for clock in file.clocks}
    if clocks - {(case.no, case.agency_code, case.hall_code)}:
        yield "clock", "时钟所记的办件、机关或大厅不是本办件的"


@case_invariant("application-ends-with-cases", "design §1")
def application_ends(file: CaseFile) -> Iterator[Fault]:
    """申请在其全部办件终结之后才了结;办件未决定即终结的,申请随之了结。"""
    application = file.case.application
    if application.stage == "finished" and file.case.stage in OPEN_STAGES:
        yield "application", "申请已了结,办件还在办"
    archived = file.delivery is not None and file.delivery.stage == "archived"
    if archived and application.stage != "finished":
        yield "application", "办件已归档,申请还没有了结"


def _binding(file: CaseFile) -> tuple[datetime | None, bool]:
    case: Case = file.case
    clocks = sorted(file.clocks, key=lambda clock: (clock.started_at, clock.id))
    commit = Commit(by=SYSTEM, at=case.received_at)
    return Board(commit, Place(case.id, case.no, case.agency_code, case.hall_code), clocks).binding()
