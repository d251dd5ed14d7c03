"""Papers about time: 特别程序告知书 and 延期决定通知书."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.drafting.parts import basis, common, day, deadline, remedies
from onewindow.cases.folder import Folder
from onewindow.cases.models import Request
from onewindow.catalogue import schema
from onewindow.clocks.board import limit_of, pauses_of
from onewindow.clocks.models import Clock
from onewindow.core import clock as reckoning

STOPS = {
    (): "none",
    ("statutory",): "statutory",
    ("promised",): "promised",
    ("statutory", "promised"): "both",
}


def special_procedure_notice(
    folder: Folder,
    procedure: schema.SpecialProcedure,
    reason: str,
    request: Request,
    stops: tuple[str, ...],
    prepare: list[str],
) -> dict[str, Any]:
    special = [clock for clock in folder.board.clocks if clock.thing_id == request.id][-1]
    return {
        **common(folder, seal="行政审批专用章"),
        "accepted_on": day(folder.case.accepted_at or folder.commit.at),
        "procedure": procedure.name,
        "reason": reason.strip(),
        "basis": basis(folder.guide.legal_basis(procedure.basis)),
        "length": deadline(special),
        "starts_on": request.data["starts_on"],
        "stops": STOPS[tuple(name for name in ("statutory", "promised") if name in stops)],
        "promised": foreseen(folder, "promised", special.due_at),
        "statutory": foreseen(folder, "statutory", special.due_at),
        "place": request.data["place"] or None,
        "people": request.data["people"],
        "prepare": prepare,
        "handler": folder.commit.by.name,
    }


def foreseen(folder: Folder, name: str, pause_ends: datetime | None) -> dict[str, Any]:
    """The limit as it will fall due when the procedure takes just its declared time."""
    clock = [clock for clock in folder.board.clocks if clock.name == name][-1]
    if clock.due_at is not None:
        return deadline(clock)
    due = reckoning.due(limit_of(clock), clock.started_at, folder.board.calendar, _closed(clock, pause_ends))
    return {"n": clock.amount, "unit": clock.unit, "due": due.at, "provisional": due.provisional}


def _closed(clock: Clock, pause_ends: datetime | None) -> list[reckoning.Pause]:
    return [
        pause if pause.end is not None
        else reckoning.Pause(start=pause.start, end=pause_ends, basis=pause.basis, kind=pause.kind)
        for pause in pauses_of(clock)
    ]  # fmt: skip


def extension_notice(
    folder: Folder, request: Request, original_due: datetime, clock: Clock
) -> dict[str, Any]:
    extension = folder.guide.extension
    if extension is None:
        raise TypeError("an extension was approved that the edition does not know")
    return {
        **common(folder, seal="行政审批专用章"),
        "accepted_on": day(folder.case.accepted_at or folder.commit.at),
        "reason": request.data["reason"],
        "basis": basis(folder.guide.legal_basis(extension.basis)),
        "original_due": original_due,
        "extension": {
            "n": extension.n,
            "unit": extension.unit,
            "due": clock.due_at,
            "provisional": clock.provisional,
        },
        "approver": folder.commit.by.name,
        "approver_post": extension.approver,
        "approved_on": day(folder.commit.at),
        "remedies": remedies(folder),
        "handler": request.data["by_name"],
    }
