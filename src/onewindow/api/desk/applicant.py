"""The applicant of an intake: who it is by number, and what of it is known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onewindow.api.fields import Asked, Example, Line, Word
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding
from onewindow.people.identity import read_number
from onewindow.people.models import Party
from onewindow.people.register import PartyFacts, known_party


class PartyAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "number": "91990102MA0000078X", "name": "江州市李家小馆餐饮有限公司", "phone": "13900000001",
        "address": "江州市临江区渡口街12号", "legal_person": "李秀英",
    }  # fmt: skip
    number: Word
    name: Word = ""
    phone: Word = ""
    address: Line = ""
    legal_person: Word = ""


@dataclass(frozen=True)
class Applicant:
    """What is known and given of the applicant; `values` by the names that forms use (`from_party`)."""

    facts: PartyFacts
    party: Party | None
    values: dict[str, str]
    faults: tuple[Finding, ...] = ()


def applicant_of(asked: PartyAsked, audience: str, on: date) -> Applicant:
    """What was sent counts before what is known; a number that cannot be right becomes a finding."""
    try:
        number = read_number(asked.number, audience=audience, on=on)
    except NumberFault as fault:
        facts = PartyFacts(kind="", name=asked.name, number="", phone=asked.phone)
        return Applicant(facts, None, {}, (Finding("party.number", fault.message),))
    party = known_party(number.text)
    known = {"name": party.name, **party.facts()} if party else {}
    said: dict[str, str] = {
        name: getattr(asked, name) or known.get(name, "")
        for name in ("name", "phone", "address", "legal_person")
    }
    facts = PartyFacts(
        kind=number.kind, number=number.text, name=said["name"], phone=said["phone"], address=said["address"],
        legal_person=said["legal_person"],
    )  # fmt: skip
    values = {
        **known,
        **said,
        "id_no": number.text,
        "birth_date": number.birth.isoformat() if number.birth else "",
        "sex": number.sex,
    }
    if number.kind == "person":
        values.pop("legal_person")
    return Applicant(facts, party, values)
