"""特别程序: started with written notice, ended with its outcome."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from ninja import Router
from pydantic import Field, StrictInt

from onewindow.api.call import Call
from onewindow.api.door import act
from onewindow.api.fields import Asked, CaseDone, Example, Line, Slug, Text, Word
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.journal.commit import Answer

router = Router(tags=["审查"])


class ArrangementAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "procedure": "site_check", "length": 5, "reason": "经营场所须现场核查", "starts_on": "2026-11-23",
        "people": ["赵明", "江雪"], "place": "江州市临江区渡口街12号", "prepare": ["营业执照原件"],
    }  # fmt: skip
    procedure: Slug
    length: Annotated[StrictInt, Field(ge=1, le=3650)]
    reason: Text
    starts_on: date
    people: Annotated[list[Word], Field(max_length=30)] = []
    place: Line = ""
    prepare: Annotated[list[Line], Field(max_length=30)] = []


class Outcome(Asked):
    EXAMPLE: ClassVar[Example] = {"outcome": "现场核查符合要求"}
    outcome: Text


@act(
    router, "cases/{case:no}/special-procedures", name="special-procedures", label="启动特别程序", answers=CaseDone,
    command=start_special, also=("no-such-case", "wrong-stage"),
)  # fmt: skip
def start(call: Call, no: str, body: ArrangementAsked) -> Answer:
    """Start a procedure of the edition; `length` is in the unit of its cap. What its basis may stop stands still."""
    arrangement = Arrangement(
        procedure=body.procedure, length=body.length, reason=body.reason, starts_on=body.starts_on, people=body.people,
        place=body.place, prepare=body.prepare,
    )  # fmt: skip
    return start_special(call.only_case(no), arrangement, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/special-procedures/{uuid:procedure}/end", name="special-procedure-end",
    label="结束特别程序", answers=CaseDone, command=end_special, also=("no-such-case",),
)  # fmt: skip
def end(call: Call, no: str, procedure: UUID, body: Outcome) -> Answer:
    """The clocks it stopped go on."""
    return end_special(call.only_case(no), procedure, outcome=body.outcome, by=call.by, at=call.at)
