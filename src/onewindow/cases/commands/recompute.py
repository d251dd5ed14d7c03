"""A new edition of the calendar moves the clocks that are open; what they were stays in the journal."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from onewindow.cases.folder import Folder
from onewindow.cases.models import Case, Request
from onewindow.clocks.board import Board, Place, work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM
from onewindow.journal.commit import Commit

BASIS = "国务院办公厅关于节假日安排的通知（工作日历更新后重新计算）"


def recompute(*, at: datetime, batch: int = 200) -> int:
    """Bring up to `batch` open clocks to the calendar in force; return how many were found on another.

    Can be stopped at any time and called again until it returns 0: a clock that was done carries the new
    edition. One commit a case with before and after of every clock that moved; a case that somebody is
    acting on just now is left to the next call.
    """
    edition = work_calendar().edition
    stale = Clock.objects.open().exclude(calendar=edition).order_by("id")
    found = list(stale.values_list("pk", "case_id")[:batch])
    case_ids = {case_id for _, case_id in found if case_id}
    same: list[UUID] = []
    requests = {request.id: request for request in Request.objects.open().filter(case_id__in=case_ids)}
    for case, clocks in _clocks(case_ids):
        folder = _folder(case, clocks, at)
        moved = [change for clock in clocks if (change := _recount(folder.board, clock, edition, same))]
        for clock in folder.commit.changes.copy():
            if isinstance(clock, Clock) and clock.thing_id in requests:
                folder.commit.change(requests[clock.thing_id], due_at=clock.due_at)
        if moved:
            body = {"calendar": edition, "clocks": moved}
            folder.commit.record(case, "recomputed", basis=BASIS, body=body)
            _write(folder)
    Clock.objects.filter(pk__in=same).update(calendar=edition)
    return len(found)


def _clocks(case_ids: set[UUID]) -> list[tuple[Case, list[Clock]]]:
    """The cases with all their clocks, the cases read first: whoever moves one meanwhile wins."""
    cases = list(Case.objects.whole().filter(pk__in=case_ids).order_by("id"))
    clocks: dict[UUID | None, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.filter(case_id__in=case_ids).order_by("started_at", "id"):
        clocks[clock.case_id].append(clock)
    return [(case, clocks[case.id]) for case in cases]


def _folder(case: Case, clocks: list[Clock], at: datetime) -> Folder:
    commit = Commit(by=SYSTEM, at=at)
    return Folder(
        case, commit, Board(commit, Place(case.id, case.no, case.agency_code, case.hall_code), clocks)
    )


def _recount(board: Board, clock: Clock, edition: str, same: list[UUID]) -> dict[str, Any] | None:
    """What a clock was and is; None when it does not move, then it only takes the name of the edition."""
    if not clock.is_open or clock.calendar == edition:
        return None
    before, counted = _reading(clock), clock.calendar
    board.reckon(clock)
    if _reading(clock) == before:
        del board.commit.changes[clock]
        same.append(clock.pk)
        return None
    return {"clock": clock.name, "calendar": counted, "before": before, "after": _reading(clock)}


def _reading(clock: Clock) -> dict[str, Any]:
    return {"due": clock.due_at, "yellow": clock.yellow_at, "provisional": clock.provisional}


def _write(folder: Folder) -> None:
    try:
        folder.write()
    except Refusal as refusal:
        if refusal.code != "overtaken":
            raise
