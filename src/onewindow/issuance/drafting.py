"""证照, 办理结果通知单, 办理结果交接表 and 送达回执 as data for their templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.drafting.decisions import last_day, result_lines
from onewindow.cases.drafting.parts import common, deadline
from onewindow.cases.folder import Folder
from onewindow.catalogue import schema
from onewindow.clocks.models import Clock
from onewindow.core.calendar import SHANGHAI
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Result
from onewindow.places.directory import agency, hall, window


def licence(folder: Folder, result: schema.Result, fields: dict[str, str]) -> dict[str, Any]:
    head = common(folder)
    issued = folder.commit.at.astimezone(SHANGHAI).date()
    return {
        **{name: head[name] for name in ("issuer", "hall", "dated", "qr_text", "phones", "seal")},
        "name": result.title,
        "fields": [{"label": label, "value": value or "—"} for label, value in fields.items()],
        "valid_from": issued.isoformat(),
        "valid_until": last_day(folder, result.id, issued),
        "licence_id": None,
        "remarks": [],
    }


def instant_result(folder: Folder, result: schema.Result, number: object) -> dict[str, Any]:
    """What the applicant takes home at once; a card is cut out of the same sheet."""
    case, issued = folder.case, folder.commit.at.astimezone(SHANGHAI).date()
    lines = result_lines(folder, result.fields)
    card = (
        {"title": result.title, "number": number, "fields": lines[:6], "notes": []}
        if result.kind == "licence"
        else None
    )
    return {
        **common(folder, seal="业务专用章"),
        "received_at": case.received_at,
        "done_at": folder.commit.at,
        "result_name": result.name,
        "result_number": number,
        "fields": lines,
        "outcome": f"经审查符合条件,{result.name}已当场办结。",
        "valid_until": last_day(folder, result.id, issued),
        "card": card,
        "window": window(case.window_code).name,
        "clerk": folder.commit.by.name,
    }


def sheet_head(sheet: Sheet, at: datetime) -> dict[str, Any]:
    """What both sides of a 办理结果交接表 read first."""
    place, department = hall(sheet.hall_code), agency(sheet.agency_code)
    return {
        "issuer": department.name, "hall": {"name": place.name},
        "dated": at.astimezone(SHANGHAI).date().isoformat(), "qr_text": sheet.no,
        "phones": {"window": place.phone, "supervise": department.supervise_phone},
        "sheet_no": sheet.no, "from_unit": department.name, "to_unit": f"{place.name}综合出件窗口",
        "due_at": sheet.due_at, "handed_by": sheet.handed_by, "handed_at": sheet.handed_at,
    }  # fmt: skip


def handed_result(result: Result, correction: Clock | None = None) -> dict[str, Any]:
    """One line of the sheet; `check` says how the comparison at the counter ended."""
    wrong = result.stage == "correcting"
    checked = "mismatched" if wrong else "matched" if result.stage in {"shelved", "issued"} else "pending"
    return {
        "case_no": result.case.no, "applicant": result.case.applicant_name, "matter": result.case.item_name,
        "result_name": result.name, "result_number": result.no, "copies": result.copies, "check": checked,
        "mismatch": "、".join(result.mismatch) if wrong else None,
        "correction": deadline(correction) if wrong and correction else None, "collect": result.collect,
    }  # fmt: skip


def delivery_receipt(
    folder: Folder,
    results: list[Result],
    *,
    method: str,
    receiver: str,
    relationship: str,
    tracking_no: str,
    receipt_due: Clock,
) -> dict[str, Any]:
    case = folder.case
    place = hall(case.hall_code)
    return {
        **common(folder, issuer="hall", seal="出件专用章"),
        "documents": [{"name": r.name, "number": r.no, "copies": r.copies} for r in results],
        "method": "post" if method == "post" else "direct",
        "place": place.name if method == "window" else "邮寄送达",
        "servers": [folder.commit.by.name],
        "delivered_at": folder.commit.at,
        "receiver": receiver,
        "relationship": relationship or "本人",
        "collect": results[0].collect if results else [],
        "return_by": deadline(receipt_due),
        "tracking_no": tracking_no or None,
    }  # fmt: skip
