"""综合出件窗口: what lies there, and its way out of the door."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from ninja import Query, Router
from pydantic import Field

from onewindow.api.call import Call
from onewindow.api.cursors import linked, page
from onewindow.api.door import act, read
from onewindow.api.fields import Asked, CaseDone, CaseNo, Example, Flag, Given, Line, Page, Text, Word
from onewindow.cases.models import Case
from onewindow.issuance.commands.deliver import (
    confirm_post,
    hand_out,
    mail_returned,
    post,
    return_receipt,
)
from onewindow.issuance.models import Delivery
from onewindow.journal.commit import Answer

router = Router(tags=["出件"])
Collected = Annotated[list[Line], Field(max_length=50)]
OF_CASE = ("no-such-case", "not-ready", "wrong-stage")


class DeliveryOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "case": "99010220261120000127", "applicant": "李家小馆", "method": "window", "stage": "ready", "stage_label": "待领取",
        "ready_at": "2026-11-25T10:00:00+08:00", "delivered_at": None, "tracking_no": "",
    }  # fmt: skip
    case: str
    applicant: str
    method: str
    stage: str
    stage_label: str
    ready_at: datetime
    delivered_at: datetime | None
    tracking_no: str


class Deliveries(Given):
    EXAMPLE: ClassVar[Example] = {"items": [DeliveryOut.EXAMPLE], "next": ""}
    items: list[DeliveryOut]
    next: str


class Wanted(Page):
    stage: Literal["ready", "posted", "delivered", "receipt_returned", "archived"] | None = None


class Handing(Asked):
    EXAMPLE: ClassVar[Example] = {
        "receiver": "李秀英", "relationship": "本人", "identity_seen": True, "collected": [],
    }  # fmt: skip
    receiver: Word
    relationship: Word = ""
    identity_seen: Flag
    collected: Collected = []


class Handed(Given):
    """`receipt` is the 送达回执."""

    EXAMPLE: ClassVar[Example] = {
        "case": "99010220261120000127", "receipt": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f",
    }  # fmt: skip
    case: str
    receipt: UUID


class PostingAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"tracking_no": "EA123456789CN", "collected": []}
    tracking_no: Word
    collected: Collected = []


class ReturnAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"reason": "收件人电话无人接听，邮件退回。"}
    reason: Text


class Confirmation(Asked):
    EXAMPLE: ClassVar[Example] = {"receiver": "李秀英"}
    receiver: Word


class Receipts(Asked):
    EXAMPLE: ClassVar[Example] = {"cases": ["99010220261120000127"]}
    cases: Annotated[list[CaseNo], Field(min_length=1, max_length=100)]


class ReceiptsDone(Given):
    """How many receipts were handed to their agencies."""

    EXAMPLE: ClassVar[Example] = {"cases": 1}
    cases: int


@read(router, "deliveries", name="deliveries", label="待发放和已发放", answers=Deliveries)
def deliveries(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """Those of the system's cases, the oldest first."""
    found = Delivery.objects.filter(case__in=call.cases()).select_related("case")
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    rows, following = page(found, wanted.after, wanted.limit)
    return linked([_delivery(row) for row in rows], following)


@act(
    router, "cases/{case:no}/handing-out", name="handing-out", label="窗口发放", answers=Handed, command=hand_out,
    also=OF_CASE,
)  # fmt: skip
def handing_out(call: Call, no: str, body: Handing) -> Answer:
    """Hand the results over against a signed 送达回执; `collected` names what had to be collected and was."""
    return hand_out(
        call.only_case(no), receiver=body.receiver, relationship=body.relationship, identity_seen=body.identity_seen,
        collected=body.collected, by=call.by, at=call.at,
    )  # fmt: skip


@act(
    router, "cases/{case:no}/posting", name="posting", label="委托邮政寄送", answers=CaseDone, command=post, also=OF_CASE
)  # fmt: skip
def posting(call: Call, no: str, body: PostingAsked) -> Answer:
    """Only the issuing window posts (各部门不得自行寄出)."""
    return post(
        call.only_case(no), tracking_no=body.tracking_no, collected=body.collected, by=call.by, at=call.at
    )


@act(
    router, "cases/{case:no}/mail-return", name="mail-return", label="邮件退回", answers=CaseDone,
    command=mail_returned, also=OF_CASE,
)  # fmt: skip
def mail_return(call: Call, no: str, body: ReturnAsked) -> Answer:
    """The post brought it back: it lies on the shelf again and its clock runs on."""
    return mail_returned(call.only_case(no), reason=body.reason, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/mail-confirmation", name="mail-confirmation", label="邮寄妥投登记", answers=Handed,
    command=confirm_post, also=OF_CASE,
)  # fmt: skip
def mail_confirmation(call: Call, no: str, body: Confirmation) -> Answer:
    """The mail reached its receiver."""
    return confirm_post(call.only_case(no), receiver=body.receiver, by=call.by, at=call.at)


@act(
    router, "receipt-returns", name="receipt-returns", label="移交送达回执", answers=ReceiptsDone,
    command=return_receipt, also=OF_CASE,
)  # fmt: skip
def receipt_returns(call: Call, body: Receipts) -> Answer:
    """Hand signed receipts to their agencies, with whatever was collected: all of them or none."""
    call.only(Case.objects.filter(no__in=body.cases))
    return return_receipt(*body.cases, by=call.by, at=call.at)


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "case": delivery.case.no, "applicant": delivery.case.applicant_name, "method": delivery.method,
        "stage": delivery.stage, "stage_label": delivery.stage_label, "ready_at": delivery.ready_at,
        "delivered_at": delivery.delivered_at, "tracking_no": delivery.tracking_no,
    }  # fmt: skip
