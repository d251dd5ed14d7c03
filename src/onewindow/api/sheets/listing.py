"""Sheets as lists show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal

from django.db.models import Exists, OuterRef, QuerySet

from onewindow.api.call import Call
from onewindow.api.fields import Example, Given, Page
from onewindow.cases.models import Paper
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Result


class SheetLine(Given):
    EXAMPLE: ClassVar[Example] = {
        "no": "CL9901022611200001X", "hall": "lj-hall", "agency": "scjg", "stage": "handed", "stage_label": "已移交待签收",
        "session": "11月20日上午", "due_at": "2026-11-20T15:00:00+08:00", "handed_by": "王素梅",
        "handed_at": "2026-11-20T14:10:00+08:00", "signed_by": "", "signed_at": None,
    }  # fmt: skip
    no: str
    hall: str
    agency: str
    stage: str
    stage_label: str
    session: str
    due_at: datetime | None
    handed_by: str
    handed_at: datetime | None
    signed_by: str
    signed_at: datetime | None


class Sheets(Given):
    EXAMPLE: ClassVar[Example] = {"items": [SheetLine.EXAMPLE], "next": ""}
    items: list[SheetLine]
    next: str


class WantedSheets(Page):
    stage: Literal["open", "handed", "signed", "cancelled"] | None = None


def sheets_of(call: Call, sort: str, stage: str | None = None) -> QuerySet[Sheet]:
    """The sheets of the system's place; where not every item is in scope, those that hold nothing else."""
    place = call.system
    found = Sheet.objects.filter(sort=sort)
    found = (
        found.filter(agency_code=place.agency_id)
        if place.agency_id
        else found.filter(hall_code=place.hall_id)
    )
    if stage:
        found = found.filter(stage=stage)
    if call.items is not None:
        held: type[Paper | Result] = Paper if sort == "material" else Result
        others = held._default_manager.filter(sheet_id=OuterRef("pk"))
        found = found.exclude(Exists(others.exclude(case__edition__slug__in=call.items)))
    return found


def sheet_line(sheet: Sheet) -> dict[str, Any]:
    return {
        "no": sheet.no, "hall": sheet.hall_code, "agency": sheet.agency_code, "stage": sheet.stage,
        "stage_label": sheet.stage_label, "session": sheet.session, "due_at": sheet.due_at, "handed_by": sheet.handed_by,
        "handed_at": sheet.handed_at, "signed_by": sheet.signed_by, "signed_at": sheet.signed_at,
    }  # fmt: skip
