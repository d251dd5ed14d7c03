"""The applicant as the desk reads it: by card or number first, then everything already known filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.http import QueryDict

from onewindow.catalogue import schema
from onewindow.core.numbers import citizen_id
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding
from onewindow.people.identity import Number, read_number
from onewindow.people.models import Party, masked_number
from onewindow.people.register import PartyFacts, known_party
from onewindow.web.desk.typed import text

TYPED = ("name", "phone", "address", "legal_person")
LONGEST = {"name": 100, "phone": 20, "address": 200, "legal_person": 60}
KEPT_FROM_FORM = frozenset({"contact", "legal_person_id_no"})
"""What the form asks of the party and the party strip does not; remembered for the next matter."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass
class Applicant:
    """The party strip as it stands."""

    typed: dict[str, str]
    number: Number | None = None
    party: Party | None = None
    findings: tuple[Finding, ...] = ()
    more: dict[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> dict[str, str]:
        """What the platform knows of the party."""
        return {"name": self.party.name, **self.party.facts()} if self.party else {}

    @property
    def kind(self) -> str:
        return self.party.kind_of_party if self.party else self.number.kind if self.number else ""

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    def value(self, name: str) -> str:
        """What was typed, else what is known."""
        return self.typed.get(name, "") or self.known.get(name, "")

    @property
    def values(self) -> dict[str, str]:
        """Everything by the names that the forms of editions use (`from_party`)."""
        found = {name: self.value(name) for name in (*TYPED, *KEPT_FROM_FORM)}
        if self.number:
            found["id_no"] = self.number.text
            found["sex"] = self.number.sex
            found["birth_date"] = self.number.birth.isoformat() if self.number.birth else ""
        return {name: value for name, value in found.items() if value}

    @property
    def facts(self) -> PartyFacts:
        return PartyFacts(
            kind=self.kind, name=self.value("name"), number=self.number.text if self.number else "",
            phone=self.value("phone"), address=self.value("address"), legal_person=self.value("legal_person"),
            more=self.more,
        )  # fmt: skip

    @property
    def masked(self) -> list[tuple[str, str]]:
        """The known party as a screen may show it."""
        number = self.number.text if self.number else ""
        shown = [
            ("姓名" if self.is_person else "名称", self.known.get("name", "")),
            (
                "身份证号码" if self.is_person else "统一社会信用代码",
                masked_number(number) if self.is_person else number,
            ),
            ("联系电话", masked_phone(self.known.get("phone", ""))),
            ("住址" if self.is_person else "住所", self.known.get("address", "")),
            ("法定代表人（负责人）", self.known.get("legal_person", "")),
        ]
        return [(label, value or "（未登记）") for label, value in shown if value or label == "联系电话"]


NOBODYS_LEGAL_PERSON = Finding(
    "party.legal_person", "这是个人的号码，个人没有法定代表人（负责人）。请核对号码，或者删去这一项。"
)


def read_applicant(post: QueryDict, guide: schema.Edition, on: date) -> Applicant:
    """The applicant from what was typed; what cannot be right, or not together, becomes a finding."""
    applicant = _read(post, guide, on)
    if applicant.is_person and applicant.typed["legal_person"]:
        applicant.findings += (NOBODYS_LEGAL_PERSON,)
    return applicant


def _read(post: QueryDict, guide: schema.Edition, on: date) -> Applicant:
    typed = {name: text(post, f"party.{name}") for name in TYPED}
    long = tuple(
        Finding(f"party.{name}", f"这一项最多 {most} 个字，现有 {len(typed[name])} 个字。")
        for name, most in LONGEST.items()
        if len(typed[name]) > most
    )
    given = text(post, "party.number")
    if not given:
        return _known_before(typed, post.get("party.known", ""), long)
    try:
        number = read_number(given, audience=guide.audience, on=on)
    except NumberFault as fault:
        return Applicant(typed, findings=(Finding("party.number", fault.message), *long))
    return Applicant(typed, number, known_party(number.text), long)


def _known_before(typed: dict[str, str], party_id: str, long: tuple[Finding, ...]) -> Applicant:
    """The party that was found when the page was shown last."""
    party = (
        Party.objects.select_related("key").filter(pk=party_id).first() if _ID.fullmatch(party_id) else None
    )
    if party is None:
        asked = Finding("party.number", "请刷身份证，或输入身份证号码、统一社会信用代码。")
        return Applicant(typed, findings=(asked, *long))
    return Applicant(typed, _certain(party.facts()["number"], party.kind_of_party), party, long)


def masked_phone(phone: str) -> str:
    """139****0001."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else phone


def _certain(number: str, kind: str) -> Number:
    """A number that was checked when the party was registered."""
    if kind == "organisation":
        return Number(number, kind)
    sex = citizen_id.Sex.MALE if int(number[16]) % 2 else citizen_id.Sex.FEMALE
    return Number(
        number, kind, date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}"), sex.label
    )
