"""查进度: where a case stands, for whoever holds its number and query code."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from ninja import Router

from onewindow.api.call import Call
from onewindow.api.clockwork import ClockOut, clocks_of
from onewindow.api.door import ask
from onewindow.api.fields import Asked, Example, Given, Word
from onewindow.cases.folder import folder_of
from onewindow.cases.tracking import followed, tracked
from onewindow.core.roles import SYSTEM
from onewindow.people.models import masked_name
from onewindow.places.directory import agency, hall

router = Router(tags=["办事指南"])
SHOWN = frozenset({"supplement", "promised", "statutory", "intake_answer", "special", "deferral", "delivery"})


class Sought(Asked):
    EXAMPLE: ClassVar[Example] = {"no": "99010220261120000127", "code": "K7M3QX9A"}
    no: Word
    code: Word


class Progress(Given):
    EXAMPLE: ClassVar[Example] = {
        "no": "99010220261120000127", "matter": "食品经营许可（新办）", "applicant": "江**", "stage": "accepted",
        "stage_label": "已受理", "agency": "江州市市场监督管理局", "hall": "临江区政务服务中心",
        "received_at": "2026-11-20T09:30:00+08:00", "clocks": [ClockOut.EXAMPLE],
    }  # fmt: skip
    no: str
    matter: str
    applicant: str
    stage: str
    stage_label: str
    agency: str
    hall: str
    received_at: datetime
    clocks: list[ClockOut]


@ask(
    router, "tracking", name="tracking", label="查进度", answers=Progress,
    also=("track-unreadable", "track-no-match", "track-wait", "invalid-json", "invalid-body"),
)  # fmt: skip
def tracking(call: Call, body: Sought) -> dict[str, Any]:
    """By number and query code (查询密码) of the receipt; posted, so that neither stands in an address."""
    case = followed(UUID(tracked(body.no, body.code, at=call.at)["case"]))
    return {
        "no": case.no, "matter": case.item_name, "applicant": masked_name(case.applicant_name), "stage": case.stage,
        "stage_label": case.stage_label, "agency": agency(case.agency_code).name, "hall": hall(case.hall_code).name,
        "received_at": case.received_at,
        "clocks": [
            clock for clock in clocks_of(folder_of(case, by=SYSTEM, at=call.at), call.at)
            if clock["name"] in SHOWN and clock["open"]
        ],
    }  # fmt: skip
