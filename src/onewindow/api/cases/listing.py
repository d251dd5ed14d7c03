"""办件列表: what the system's agency or hall has before it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from ninja import Query, Router
from pydantic import StringConstraints

from onewindow.api.call import Call
from onewindow.api.cursors import linked, page
from onewindow.api.door import read
from onewindow.api.fields import Example, Given, Page
from onewindow.cases.models import Case

router = Router(tags=["办件"])
Stage = Literal[
    "received", "accepted", "decided", "closed", "not_accepted", "returned", "withdrawn", "acceptance_revoked",
    "terminated",
]  # fmt: skip
Waiting = Literal["supplement", "deferral", "special_procedure", "extension"]


class CaseLine(Given):
    EXAMPLE: ClassVar[Example] = {
        "no": "99010220261120000127", "item": "shipin-jingying", "matter": "食品经营许可（新办）", "applicant": "李家小馆",
        "agency": "scjg", "hall": "lj-hall", "stage": "received", "stage_label": "已收件", "instant": False, "deemed": False,
        "waiting": "", "paused": False, "due_at": "2026-11-24T17:00:00+08:00", "received_at": "2026-11-20T09:30:00+08:00",
        "handler": "", "verdict": "", "proposal": "", "green": "",
    }  # fmt: skip
    no: str
    item: str
    matter: str
    applicant: str
    agency: str
    hall: str
    stage: str
    stage_label: str
    instant: bool
    deemed: bool
    waiting: str
    paused: bool
    due_at: datetime | None
    received_at: datetime
    handler: str
    verdict: str
    proposal: str
    green: str


class Cases(Given):
    EXAMPLE: ClassVar[Example] = {"items": [CaseLine.EXAMPLE], "next": "AZXS5HwafiVfnxA7ikxdbn8"}
    items: list[CaseLine]
    next: str


class Wanted(Page):
    stage: Stage | None = None
    waiting: Waiting | None = None
    item: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")] | None = None


@read(router, "cases", name="cases", label="办件列表", answers=Cases)
def cases(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """In the order in which they were received, the oldest first."""
    found = call.cases().select_related("edition").defer("edition__document")
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    if wanted.waiting:
        found = found.filter(waiting=wanted.waiting)
    if wanted.item:
        found = found.filter(edition__slug=wanted.item)
    rows, following = page(found, wanted.after, wanted.limit)
    return linked([case_line(case) for case in rows], following)


def case_line(case: Case) -> dict[str, Any]:
    return {
        "no": case.no, "item": case.edition.slug, "matter": case.item_name, "applicant": case.applicant_name,
        "agency": case.agency_code, "hall": case.hall_code, "stage": case.stage, "stage_label": case.stage_label,
        "instant": case.instant, "deemed": case.deemed, "waiting": case.waiting, "paused": case.paused,
        "due_at": case.due_at, "received_at": case.received_at, "handler": case.handler_name, "verdict": case.verdict,
        "proposal": case.proposal, "green": case.green_ground,
    }  # fmt: skip
