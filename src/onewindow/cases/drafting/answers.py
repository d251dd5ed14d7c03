"""受理通知书, 不予受理通知书, 材料补齐补正通知书, and how a case ended without a decision."""

from __future__ import annotations

from typing import Any

from onewindow.cases.drafting.intake import deferred
from onewindow.cases.drafting.parts import bases, common, day, deadline, received, remedies
from onewindow.cases.folder import Folder
from onewindow.cases.models import Request
from onewindow.catalogue import schema
from onewindow.clocks.models import Clock

PLATFORM = "平台(依法自动)"


def _clock(folder: Folder, name: str) -> Clock:
    return [clock for clock in folder.board.clocks if clock.name == name][-1]


def acceptance_notice(folder: Folder) -> dict[str, Any]:
    case = folder.case
    return {
        **common(folder, seal="行政审批专用章"),
        "applied_on": day(case.received_at),
        "accepted_on": day(case.accepted_at or folder.commit.at),
        "deemed": case.deemed,
        "materials": received(folder.submissions, folder),
        "deferred": deferred(folder, folder.open_requests("deferral")),
        "bases": bases(folder),
        "promised": deadline(_clock(folder, "promised")),
        "statutory": deadline(_clock(folder, "statutory")),
        "delivery": case.application.return_by,
        "handler": case.handler_name or PLATFORM,
    }


def refusal_of_acceptance(
    folder: Folder, *, ground: str, reasons: list[str], competent_body: str | None
) -> dict[str, Any]:
    return {
        **common(folder, seal="行政审批专用章"),
        "applied_at": folder.case.received_at,
        "ground": ground,
        "reasons": reasons,
        "competent_body": competent_body,
        "bases": bases(folder),
        "remedies": remedies(folder),
        "handler": folder.commit.by.name,
    }


def supplement_notice(folder: Folder, defects: list[dict[str, Any]], due: dict[str, Any]) -> dict[str, Any]:
    """The one-time notice; `due` is the applicant's limit as it would run from today."""
    return {
        **common(folder, seal="行政审批专用章"),
        "received_at": folder.case.received_at,
        "defects": defects,
        "deadline": due,
        "lapse": folder.guide.supplement.lapse,
        "ways": ["到任一综合受理窗口补交", "邮寄至综合受理窗口(注明办件编号)"],
        "handler": folder.commit.by.name,
    }


def ending_notice(
    folder: Folder, *, act: str, reasons: list[str], with_remedies: bool, returned: list[dict[str, Any]]
) -> dict[str, Any]:
    """撤回, 视为撤回 or 终止."""
    return {
        **common(folder, seal="行政审批专用章"),
        "act": act,
        "applied_at": folder.case.received_at,
        "ended_on": day(folder.commit.at),
        "reasons": reasons,
        "bases": bases(folder),
        "returned": returned,
        "remedies": remedies(folder) if with_remedies else None,
        "handler": folder.commit.by.name,
    }


def acceptance_revocation(
    folder: Folder, *, acceptance_number: str, lapsed: list[Request], reasons: list[str]
) -> dict[str, Any]:
    return {
        **common(folder, seal="行政审批专用章"),
        "acceptance_number": acceptance_number,
        "accepted_on": day(folder.case.accepted_at or folder.case.received_at),
        "missing": deferred(folder, lapsed),
        "reasons": reasons,
        "bases": bases(folder),
        "remedies": remedies(folder),
        "handler": folder.case.handler_name or PLATFORM,
    }


def material_of(guide: schema.Edition, material_id: str) -> schema.Material:
    """The material of the pinned edition. Raises KeyError when the edition does not name it."""
    found = next((material for material in guide.materials if material.id == material_id), None)
    if found is None:
        raise KeyError(material_id)
    return found
