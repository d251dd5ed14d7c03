"""The applicant of an intake: who it is by number, and what of it is known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings

from onewindow.api.fields import Asked, Example, Line, Word
from onewindow.core.numbers import citizen_id, uscc
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding
from onewindow.people.models import Party
from onewindow.people.register import PartyFacts


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
class Number:
    """A number that can be right, of whose kind, and what an ID number says by itself."""

    text: str
    kind: str
    birth: str = ""
    sex: str = ""


@dataclass(frozen=True)
class Applicant:
    """What is known and given of the applicant; `values` by the names that forms use (`from_party`)."""

    facts: PartyFacts
    party: Party | None
    values: dict[str, str]
    faults: tuple[Finding, ...] = ()


def applicant_of(asked: PartyAsked, audience: str, on: date) -> Applicant:
    """What was sent counts before what is known; a number that cannot be right becomes a finding."""
    number = _number(asked.number, audience, on)
    if isinstance(number, Finding):
        facts = PartyFacts(kind="", name=asked.name, number="", phone=asked.phone)
        return Applicant(facts, None, {}, (number,))
    party = Party.objects.by_number(number.text).first()
    known = {"name": party.name, **party.facts()} if party else {}
    said: dict[str, str] = {
        name: getattr(asked, name) or known.get(name, "")
        for name in ("name", "phone", "address", "legal_person")
    }
    facts = PartyFacts(
        kind=number.kind, number=number.text, name=said["name"], phone=said["phone"], address=said["address"],
        legal_person=said["legal_person"],
    )  # fmt: skip
    values = {**known, **said, "id_no": number.text, "birth_date": number.birth, "sex": number.sex}
    if number.kind == "person":
        values.pop("legal_person")
    return Applicant(facts, party, values)


def checked_number(given: str, kind: str, on: date) -> Number | Finding:
    """The number, if it can be one of this kind."""
    try:
        if kind == "person":
            known = citizen_id.check(given, on=on, demo=settings.DEMO)
            return Number(known.number, "person", known.birth.isoformat(), known.sex.label)
        return Number(uscc.check(given, demo=settings.DEMO).number, "organisation")
    except NumberFault as fault:
        return Finding("party.number", fault.message)


def _number(given: str, audience: str, on: date) -> Number | Finding:
    """An ID number or a USCC, whichever it can be; the fault in the words of the one that was meant."""
    person = audience == "person" or (audience == "both" and given[:-1].isdigit())
    meant, other = ("person", "organisation") if person else ("organisation", "person")
    found = checked_number(given, meant, on)
    if isinstance(found, Finding) and isinstance(second := checked_number(given, other, on), Number):
        return second
    return found
