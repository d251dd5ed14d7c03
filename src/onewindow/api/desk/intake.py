"""收件: one applicant, one matter, all its materials at once; an instant matter is done in the same act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from onewindow.api.call import Call, nowhere
from onewindow.api.cases import listing
from onewindow.api.desk.applicant import Applicant, PartyAsked, applicant_of
from onewindow.api.desk.grid import MaterialAsked, found_of
from onewindow.api.door import act
from onewindow.api.fields import Asked, Example, Flag, Given, Line, Slug, Word
from onewindow.cases.commands.receive import receive
from onewindow.cases.intake import Intake
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition, edition_in_force
from onewindow.core.calendar import local
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding
from onewindow.evidence.models import Evidence
from onewindow.issuance.commands.instant import complete_instant
from onewindow.journal.commit import Answer
from onewindow.people.identity import read_person


class AgentAsked(Asked):
    """Who acts for the applicant (代理人), the mandate seen."""

    EXAMPLE: ClassVar[Example] = {
        "name": "王小明", "number": "990102198801010014", "phone": "13900000002", "mandate_seen": True,
    }  # fmt: skip
    name: Word
    number: Word
    phone: Word = ""
    mandate_seen: Flag = False


class IntakeAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "item": "shipin-jingying", "party": PartyAsked.EXAMPLE, "answers": {"place": "shop"},
        "materials": [MaterialAsked.EXAMPLE], "form": {"area": "120"}, "return_by": "window", "channel": "window",
    }  # fmt: skip
    item: Slug
    party: PartyAsked
    answers: Annotated[dict[Slug, Slug], Field(max_length=50)] = {}
    materials: Annotated[list[MaterialAsked], Field(max_length=100)]
    form: Annotated[dict[Slug, Line], Field(max_length=100)] = {}
    agent: AgentAsked | None = None
    return_by: Literal["window", "post"] = "window"
    post_address: Line = ""
    channel: Literal["window", "post", "online"] = "window"
    commitment_signed: Flag = False
    green_ground: Word = ""


class IntakeDone(Given):
    """`receipt` is the 收件通知书; the query code is printed on it and never shown again. `result` of an instant matter."""

    EXAMPLE: ClassVar[Example] = {
        "case": "99010220261120000127", "query_code": "K7M3QX9A", "receipt": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f",
        "result": "",
    }  # fmt: skip
    case: str
    query_code: str
    receipt: UUID
    result: str = ""


@act(
    listing.router, "cases", name="cases", label="收件", answers=IntakeDone, command=receive,
    also=("no-such-item", "no-window", "other-hall", "not-authorised", "instant-needs-all", "evidence-not-held",
          "just-registered"),
)  # fmt: skip
def intake(call: Call, body: IntakeAsked) -> Answer:
    """Take a matter in with everything that belongs to it; what is wrong is said all at once.

    What the party's record says need not be sent again. Fields of the form that repeat the party are filled from it.
    """
    edition = _edition(call, body.item)
    applicant = applicant_of(body.party, edition.guide.audience, local(call.at).date())
    command = complete_instant if edition.guide.is_instant else receive
    return command(_intake(call, body, edition, applicant), by=call.by, at=call.at)


def _edition(call: Call, slug: str) -> Edition:
    found = edition_in_force(slug, local(call.at).date())
    if found is None or (call.items is not None and slug not in call.items):
        nowhere("no-such-item")
    return found


def _intake(call: Call, body: IntakeAsked, edition: Edition, applicant: Applicant) -> Intake:
    today = local(call.at).date()
    says_held = any(line.state == "held" for line in body.materials)
    held = _held(edition.guide, applicant, today) if says_held else {}
    lines, faults = found_of(body.materials, call.files, held)
    agent = _agent(body.agent)
    return Intake(
        edition=edition, party=applicant.facts, answers=dict(body.answers), lines=lines,
        form=_form(body.form, edition.guide, applicant), contact=agent.get("name", ""), contact_phone=agent.get("phone", ""),
        agent=agent, return_by=body.return_by, post_address=body.post_address, channel=body.channel,
        commitment_signed=body.commitment_signed, green_ground=body.green_ground,
        faults=(*applicant.faults, *faults, *_agent_faults(body.agent, today)),
    )  # fmt: skip


def _held(guide: schema.Edition, applicant: Applicant, on: date) -> dict[str, UUID]:
    """What the platform holds of the party, by the material that it exempts."""
    if applicant.party is None:
        return {}
    held = Evidence.objects.newest_held(applicant.party.id, on)
    return {material.id: held[material.key].id for material in guide.materials if material.key in held}


def _form(given: dict[str, str], guide: schema.Edition, applicant: Applicant) -> dict[str, str]:
    """Every field of the form, those not given filled from the party; strangers stay, to be refused by name."""
    follows = {field.id: applicant.values.get(field.from_party or "", "") for field in guide.form}
    return {**follows, **given}


def _agent(agent: AgentAsked | None) -> dict[str, str]:
    if agent is None:
        return {}
    seen = "授权委托书已核验" if agent.mandate_seen else ""
    return {"name": agent.name, "number": agent.number, "phone": agent.phone, "mandate": seen}


def _agent_faults(agent: AgentAsked | None, on: date) -> Iterator[Finding]:
    if agent is None:
        return
    try:
        read_person(agent.number, on)
    except NumberFault as fault:
        yield Finding("agent.number", fault.message)
