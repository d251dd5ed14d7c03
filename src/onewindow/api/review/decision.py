"""审查意见 and 决定: two persons, one after the other."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ninja import Router
from pydantic import Field

from onewindow.api.call import Call
from onewindow.api.door import act
from onewindow.api.fields import Asked, CaseDone, Example, Slug, Text
from onewindow.cases.commands.decide import decide, propose
from onewindow.journal.commit import Answer

router = Router(tags=["审查"])
Verdict = Literal["grant", "deny"]


class Proposal(Asked):
    EXAMPLE: ClassVar[Example] = {
        "verdict": "grant", "opinion": "申请材料齐全，符合许可条件，拟准予许可。", "checked": ["application", "site_plan"],
        "faults": [],
    }  # fmt: skip
    verdict: Verdict
    opinion: Text
    checked: Annotated[list[Slug], Field(max_length=100)] | None = None
    faults: Annotated[list[Slug], Field(max_length=100)] = []


class Decision(Asked):
    EXAMPLE: ClassVar[Example] = {"verdict": "grant", "reasons": "符合许可条件，准予许可。"}
    verdict: Verdict
    reasons: Text


@act(
    router, "cases/{case:no}/proposal", name="proposal", label="提出审查意见", answers=CaseDone, command=propose,
    also=("no-such-case", "same-person", "deferral-open"),
)  # fmt: skip
def proposal(call: Call, no: str, body: Proposal) -> Answer:
    """The reviewer's opinion. With `checked` given, a grant needs every material in order."""
    return propose(
        call.only_case(no), verdict=body.verdict, opinion=body.opinion, checked=body.checked, faults=body.faults,
        by=call.by, at=call.at,
    )  # fmt: skip


@act(
    router, "cases/{case:no}/decision", name="decision", label="作出决定", answers=CaseDone, command=decide,
    also=("no-such-case", "wrong-stage"),
)  # fmt: skip
def decision(call: Call, no: str, body: Decision) -> Answer:
    """A second person grants or denies; the decision is drawn up and the numbers of the results are reserved."""
    return decide(call.only_case(no), verdict=body.verdict, reasons=body.reasons, by=call.by, at=call.at)
