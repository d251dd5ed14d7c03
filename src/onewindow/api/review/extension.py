"""延期: asked for once by the reviewer, ruled on by the head."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ninja import Router

from onewindow.api.call import Call
from onewindow.api.door import act
from onewindow.api.fields import Asked, CaseDone, Example, Flag, Text
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.journal.commit import Answer

router = Router(tags=["审查"])


class ExtensionAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"reason": "需向发证机关核实营业执照的变更记录。"}
    reason: Text


class ExtensionRuling(Asked):
    EXAMPLE: ClassVar[Example] = {"approve": True, "note": "情况属实，同意延期。"}
    approve: Flag
    note: Text = ""


@act(
    router, "cases/{case:no}/extension-requests", name="extension-requests", label="申请延期", answers=CaseDone,
    command=request_extension, also=("no-such-case", "wrong-stage"),
)  # fmt: skip
def requests(call: Call, no: str, body: ExtensionAsked) -> Answer:
    """Ask the head for the extension that the edition provides (行政许可法第四十二条)."""
    return request_extension(call.only_case(no), reason=body.reason, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/extension-requests/{uuid:extension}/ruling", name="extension-ruling",
    label="延期批准或不批准", answers=CaseDone, command=rule_on_extension, also=("no-such-case", "clock-paused"),
)  # fmt: skip
def ruling(call: Call, no: str, extension: UUID, body: ExtensionRuling) -> Answer:
    """The head approves, and both limits grow, or rejects."""
    return rule_on_extension(
        call.only_case(no), extension, approve=body.approve, note=body.note, by=call.by, at=call.at
    )
