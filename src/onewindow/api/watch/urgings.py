"""督办: sent by a supervisor, answered by those who have the case, ended by the sender."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from ninja import Query, Router

from onewindow.api.call import Call
from onewindow.api.cursors import linked, page
from onewindow.api.door import act, read
from onewindow.api.fields import NOTHING, Asked, Example, Given, Nothing, Page, Text, UrgingDone
from onewindow.cases.models import Case
from onewindow.journal.commit import Answer
from onewindow.supervision.commands.answer import answer_urging, end_urging, urge
from onewindow.supervision.models import Urging

router = Router(tags=["监督"])


class UrgingOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "id": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f", "case": "99010220261120000127", "stage": "sent", "stage_label": "已督办",
        "text": "请于今日内答复申请人。", "sent_by": "郑刚", "sent_at": "2026-11-24T10:00:00+08:00", "answer": "",
        "answered_by": "", "answered_at": None,
    }  # fmt: skip
    id: UUID
    case: str
    stage: str
    stage_label: str
    text: str
    sent_by: str
    sent_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


class Urgings(Given):
    EXAMPLE: ClassVar[Example] = {"items": [UrgingOut.EXAMPLE], "next": ""}
    items: list[UrgingOut]
    next: str


class Wanted(Page):
    stage: Literal["sent", "answered", "ended"] | None = None


class Words(Asked):
    EXAMPLE: ClassVar[Example] = {"text": "请于今日内答复申请人。"}
    text: Text


@read(router, "urgings", name="urgings", label="督办列表", answers=Urgings)
def urgings(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """Those on the system's cases, or with a person named those that this post answers or may end."""
    found = (
        Urging.objects.for_actor(call.actor) if call.actor else Urging.objects.filter(case__in=call.cases())
    )
    if call.items is not None:
        found = found.filter(case__edition__slug__in=call.items)
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    rows, following = page(found.select_related("case"), wanted.after, wanted.limit)
    return linked([_urging(row) for row in rows], following)


@act(
    router, "cases/{case:no}/urgings", name="case-urgings", label="督办", answers=UrgingDone, command=urge
)  # fmt: skip
def sending(call: Call, no: str, body: Words) -> Answer:
    """Tell those who have the case to move."""
    return urge(call.only_case(no), text=body.text, by=call.by, at=call.at)


@act(
    router, "urgings/{uuid:urging}/answer", name="urging-answer", label="答复督办", answers=UrgingDone,
    command=answer_urging, also=("wrong-stage",),
)  # fmt: skip
def answer(call: Call, urging: UUID, body: Words) -> Answer:
    """The agency or window says what was done."""
    call.only(Case.objects.filter(urgings=urging), "no-such-urging")
    return answer_urging(urging, text=body.text, by=call.by, at=call.at)


@act(
    router, "urgings/{uuid:urging}/end", name="urging-end", label="督办销号", answers=UrgingDone, command=end_urging
)  # fmt: skip
def end(call: Call, urging: UUID, body: Nothing = NOTHING) -> Answer:
    """The one who urged is satisfied."""
    call.only(Case.objects.filter(urgings=urging), "no-such-urging")
    return end_urging(urging, by=call.by, at=call.at)


def _urging(urging: Urging) -> dict[str, Any]:
    return {
        "id": urging.id, "case": urging.case.no, "stage": urging.stage, "stage_label": urging.stage_label,
        "text": urging.text, "sent_by": urging.sent_by, "sent_at": urging.sent_at, "answer": urging.answer,
        "answered_by": urging.answered_by, "answered_at": urging.answered_at,
    }  # fmt: skip
