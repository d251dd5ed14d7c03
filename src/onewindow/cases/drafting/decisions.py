"""准予决定书 and 不予决定书."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from onewindow.cases.drafting.parts import bases, common, day, deadline, remedies
from onewindow.cases.folder import Folder
from onewindow.core.calendar import SHANGHAI


def grant_decision(folder: Folder, numbers: Mapping[str, object]) -> dict[str, Any]:
    """What is granted, under which number, for how long, and how to contest it."""
    case, result = folder.case, folder.guide.results[0]
    issued = folder.commit.at.astimezone(SHANGHAI).date()
    delivery = [clock for clock in folder.board.clocks if clock.name == "delivery"][-1]
    return {
        **common(folder),
        "permit": folder.guide.item_type == "01",
        "applied_on": day(case.received_at),
        "accepted_on": day(case.accepted_at or folder.commit.at),
        "bases": bases(folder),
        "content": result_lines(folder, result.fields),
        "conditions": [],
        "result_name": result.name,
        "result_number": numbers[result.id],
        "valid_from": issued.isoformat(),
        "valid_until": last_day(folder, result.id, issued),
        "delivery": case.application.return_by,
        "deliver_by": deadline(delivery),
        "remedies": remedies(folder),
    }


def denial_decision(folder: Folder, reasons: str) -> dict[str, Any]:
    case = folder.case
    return {
        **common(folder),
        "permit": folder.guide.item_type == "01",
        "applied_on": day(case.received_at),
        "accepted_on": day(case.accepted_at or folder.commit.at),
        "bases": bases(folder),
        "reasons": [line for line in reasons.splitlines() if line.strip()],
        "remedies": remedies(folder),
    }


def result_lines(folder: Folder, field_ids: tuple[str, ...]) -> list[dict[str, str]]:
    """The form fields that stand on a result, as the intake recorded them."""
    values = folder.case.application.facts()["form"]
    labels = {field.id: field.label for field in folder.guide.form}
    return [{"label": labels[name], "value": values.get(name) or "—"} for name in field_ids]


def last_day(folder: Folder, result_id: str, issued: date) -> str | None:
    """The last good day of a result issued on `issued`; None means 长期."""
    result = next(result for result in folder.guide.results if result.id == result_id)
    return result.validity.last_day(issued).isoformat() if result.validity else None
