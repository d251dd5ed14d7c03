"""The number by which an applicant is known: an ID number or a unified social credit code, as somebody gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from onewindow.core.numbers import citizen_id, uscc
from onewindow.core.numbers.fault import NumberFault


@dataclass(frozen=True)
class Number:
    """A number that can be right, of whose kind, and what an ID number says by itself."""

    text: str
    kind: str
    birth: date | None = None
    sex: str = ""


def read_number(given: str, *, audience: str, on: date) -> Number:
    """An ID number or a USCC, whichever it can be. NumberFault in the words of the one that was meant."""
    person_first = audience == "person" or (audience == "both" and _looks_like_a_person(given))
    meant, other = (read_person, _organisation) if person_first else (_organisation, read_person)
    try:
        return meant(given, on)
    except NumberFault as fault:
        try:
            return other(given, on)
        except NumberFault:
            raise fault from None


def read_person(given: str, on: date) -> Number:
    """An ID number (GB 11643). Raises NumberFault; numbers of the demo city count only there."""
    known = citizen_id.check(given, on=on, demo=settings.DEMO)
    return Number(known.number, "person", known.birth, known.sex.label)


def _organisation(given: str, on: date) -> Number:
    return Number(uscc.check(given, demo=settings.DEMO).number, "organisation")


def _looks_like_a_person(given: str) -> bool:
    """Seven to fourteen as a date of this or the last century; letters only at the end."""
    plain = "".join(given.split())
    return plain[:-1].isdigit() and plain[6:8] in {"18", "19", "20"}
