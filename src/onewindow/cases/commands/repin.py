"""改按新版: running cases go over to the edition in force, as far as they land, by a named person and for a reason.

A running case stays on the edition under which it was taken in (收件时的清单); this is the one accountable exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from onewindow.cases.commands.accept import limits_of
from onewindow.cases.folder import Folder
from onewindow.cases.landing import LIMITS, extended_by
from onewindow.cases.repinning import edition_to_go_over_to, landings
from onewindow.catalogue.commands.drafting import worded
from onewindow.catalogue.models import Edition
from onewindow.clocks.models import Clock
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write


def repin(case_nos: Sequence[str], edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """改按新版: what lands goes over, in one transaction; the rest stays as it is. `foreseen` says beforehand which.

    Raises Refusal `no-such-edition` (404), `edition-not-in-force` (409), `no-such-case` (404), `nothing-chosen` (422),
    `reason-missing` (422), `nothing-lands` (409) naming for each case what hinders.
    """
    row = edition_to_go_over_to(edition_id, by=by, at=at)
    commit = Commit(by=by, at=at)
    found = landings(case_nos, row, commit)
    landing = [one.folder for one in found if one.lands]
    why = worded(reason)
    if not landing:
        hindered = [
            Finding(f"case.{one.folder.case.no}", f"{one.folder.case.no}：{finding.message}")
            for one in found
            for finding in one.findings
        ]
        raise Refusal("nothing-lands", "所选的办件都不能改按新版。", findings=hindered)
    for folder in landing:
        _go_over(folder, row, why)
    commit.answer = {
        "edition": str(row.id),
        "landed": str(len(landing)),
        "stayed": str(len(found) - len(landing)),
    }
    return write(commit)


def _go_over(folder: Folder, row: Edition, reason: str) -> None:
    case, commit, old = folder.case, folder.commit, folder.guide
    before = {"id": str(case.edition_id), "edition": old.edition}
    after = {"id": str(row.id), "edition": row.edition, "digest": row.digest}
    commit.change(case, edition_id=row.id, item_name=row.guide.name)
    body = {"from": before, "to": after, "reason": reason, "by_name": commit.by.name}
    commit.move(case, "repin", touches=[row], body={**body, "clocks": _recount(folder)})
    folder.settle()


def _recount(folder: Folder) -> list[dict[str, Any]]:
    """The limits of the new edition on the clocks that run, from the same start; what they were and are."""
    limits, more, moved = limits_of(folder), extended_by(folder), []
    for clock in folder.board.clocks:
        if clock.name not in LIMITS or not clock.is_open:
            continue
        limit, before = limits[clock.name], _reading(clock)
        folder.commit.change(clock, amount=limit.n + more, unit=limit.unit.value, basis=limit.basis)
        folder.board.reckon(clock)
        moved.append({"clock": clock.name, "before": before, "after": _reading(clock)})
    return moved


def _reading(clock: Clock) -> dict[str, Any]:
    return {"amount": clock.amount, "unit": clock.unit, "due": clock.due_at, "yellow": clock.yellow_at}
