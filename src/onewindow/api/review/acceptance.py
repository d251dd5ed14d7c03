"""受理 and 不予受理."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ninja import Router
from pydantic import Field

from onewindow.api.call import Call
from onewindow.api.door import act
from onewindow.api.fields import NOTHING, Asked, CaseDone, Example, Line, Nothing, Text
from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.journal.commit import Answer

router = Router(tags=["受理"])
OF_CASE = ("no-such-case", "wrong-stage", "same-person")


class RefusalAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "ground": "not_competent", "reasons": ["该经营场所位于陈桥区，不属于本局管辖。"],
        "competent_body": "陈桥区市场监督管理局",
    }  # fmt: skip
    ground: Literal["not_required", "not_competent", "not_admissible"]
    reasons: Annotated[list[Text], Field(min_length=1, max_length=20)]
    competent_body: Line = ""


@act(
    router, "cases/{case:no}/acceptance", name="acceptance", label="受理", answers=CaseDone, command=accept, also=OF_CASE
)  # fmt: skip
def acceptance(call: Call, no: str, body: Nothing = NOTHING) -> Answer:
    """Accept a received case; its statutory and promised clocks begin and the 受理通知书 goes to the window."""
    return accept(call.only_case(no), by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/refusal", name="refusal", label="不予受理", answers=CaseDone, command=refuse_acceptance,
    also=(*OF_CASE, "accepted-by-law"),
)  # fmt: skip
def refusal(call: Call, no: str, body: RefusalAsked) -> Answer:
    """Refuse to accept, in writing and with reasons; `not_competent` names the body to turn to."""
    return refuse_acceptance(
        call.only_case(no), ground=body.ground, reasons=body.reasons, competent_body=body.competent_body, by=call.by,
        at=call.at,
    )  # fmt: skip
