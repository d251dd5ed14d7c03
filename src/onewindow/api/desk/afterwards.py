"""What the window does after intake: telling, taking in what was asked for, giving up."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from ninja import Router
from pydantic import Field

from onewindow.api.call import Call
from onewindow.api.desk.grid import MaterialAsked, found_of
from onewindow.api.door import act
from onewindow.api.fields import Asked, CaseDone, Example, Flag, Given, Text, Word
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.supply import supply, supply_deferred
from onewindow.cases.intake import Line as Found
from onewindow.cases.models import Case
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.journal.commit import Answer

router = Router(tags=["收件之后"])


class ServiceAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"method": "window", "receiver": "李秀英"}
    method: Literal["window", "electronic", "post"]
    receiver: Word


class ServiceDone(Given):
    EXAMPLE: ClassVar[Example] = {
        "case": "99010220261120000127", "document": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f",
    }  # fmt: skip
    case: str
    document: UUID


class SupplyAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"materials": [MaterialAsked.EXAMPLE], "came": True}
    materials: Annotated[list[MaterialAsked], Field(min_length=1, max_length=100)]
    came: Flag = True


class DeferredAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"material": MaterialAsked.EXAMPLE, "came": False}
    material: MaterialAsked
    came: Flag = True


class WithdrawalAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"reason": "申请人决定暂不开业。"}
    reason: Text


@act(
    router, "documents/{uuid:document}/service", name="service", label="登记送达", answers=ServiceDone,
    command=serve_notice,
)  # fmt: skip
def service(call: Call, document: UUID, body: ServiceAsked) -> Answer:
    """Record that the applicant got an agency's notice; a one-time notice's limit begins with it."""
    about = Document.objects.filter(pk=document).values("case_id")
    call.only(Case.objects.filter(pk__in=about), "no-such-document")
    return serve_notice(str(document), method=body.method, receiver=body.receiver, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/supplement", name="supplement", label="接收补正", answers=CaseDone, command=supply,
    also=("no-such-case",),
)  # fmt: skip
def supplement(call: Call, no: str, body: SupplyAsked) -> Answer:
    """Take in everything that the one-time notice asked for; `came` when the applicant came for it."""
    lines = _found(call, body.materials)
    return supply(call.only_case(no), lines=lines, came=body.came, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/deferred-materials", name="deferred-material", label="容缺补齐", answers=CaseDone,
    command=supply_deferred, also=("no-such-case", "supply-incomplete"),
)  # fmt: skip
def deferred(call: Call, no: str, body: DeferredAsked) -> Answer:
    """Take in one material that was promised for later."""
    (line,) = _found(call, [body.material])
    return supply_deferred(call.only_case(no), line=line, came=body.came, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/withdrawal", name="withdrawal", label="撤回", answers=CaseDone, command=withdraw,
    also=("no-such-case",),
)  # fmt: skip
def withdrawal(call: Call, no: str, body: WithdrawalAsked) -> Answer:
    """The applicant has the application back before the decision."""
    return withdraw(call.only_case(no), reason=body.reason, by=call.by, at=call.at)


def _found(call: Call, materials: list[MaterialAsked]) -> tuple[Found, ...]:
    lines, faults = found_of(materials, call.files)
    if faults:
        raise Refusal("supply-incomplete", "还有内容需要改正。", status=422, findings=faults)
    return lines
