"""The applicants of the demo city: believable, and with numbers that belong to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.core.numbers.uscc import make_uscc
from onewindow.people.register import PartyFacts

REGION = "990102"
KINDS = {"company": ("9", "1"), "shop": ("9", "2"), "nonprofit": ("5", "2"), "institution": ("1", "2")}
"""Who registered an organisation, and as what: the first two characters of its code."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Street(Part):
    name: str
    last: int


class Trade(Part):
    words: tuple[str, ...]
    ends: tuple[str, ...]
    makes: str


class Kept(Part):
    """A material that the register holds of some parties from the start."""

    name: str
    level: Literal["A", "B"]
    of: Literal["person", "organisation"]
    years: int | None = None


class Stuff(Part):
    """Of what names and addresses are made (content/demo/residents.yaml)."""

    count: int
    surnames: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    streets: tuple[Street, ...]
    communities: tuple[str, ...]
    trades: tuple[Trade, ...]
    evidence: dict[str, Kept]


class Named(Part):
    """A party as a plot names it; what is left out is made."""

    name: str
    kind: Literal["person", "company", "shop", "nonprofit", "institution"] = "company"
    born: date | None = None
    sex: Literal["男", "女"] = "女"
    legal_person: str = ""
    address: str = ""
    holds: tuple[str, ...] = ()
    """Keys of materials that the register holds of it."""


@dataclass
class Residents:
    """Makes parties one after the other; the n-th is always the same."""

    stuff: Stuff
    known: dict[str, tuple[PartyFacts, tuple[str, ...]]] = field(default_factory=dict)
    """What is known of each, and the keys of what is held of it, by name."""

    def meet(self, named: Named) -> PartyFacts:
        """The party of that name, made at the first call."""
        if named.name not in self.known:
            n = len(self.known)
            facts = self._person(named, n) if named.kind == "person" else self._organisation(named, n)
            self.known[named.name] = facts, named.holds
        return self.known[named.name][0]

    def fill(self) -> None:
        """Make further persons and organisations, four to three, until the city has its number."""
        for named in self._more():
            if len(self.known) >= self.stuff.count:
                return
            self.meet(named)

    def citizen_number(self, born: date, sex: str, n: int) -> str:
        return make_citizen_id(REGION, born, (2 * n + (sex == "男")) % 1000)

    def _person(self, named: Named, n: int) -> PartyFacts:
        born = named.born or date(1950 + n * 11 % 55, 1 + n * 5 % 12, 1 + n * 7 % 28)
        more = {"birth_date": born.isoformat(), "sex": named.sex}
        return PartyFacts(
            kind="person", name=named.name, number=self.citizen_number(born, named.sex, n), phone=self._phone(n),
            address=named.address or self._home(n), more=more,
        )  # fmt: skip

    def _organisation(self, named: Named, n: int) -> PartyFacts:
        authority, kind = KINDS[named.kind]
        return PartyFacts(
            kind="organisation", name=named.name, number=make_uscc(REGION, 200_000 + 37 * n, authority, kind),
            phone=self._phone(n), address=named.address or self._premises(n),
            legal_person=named.legal_person or self.person_name(n, "男" if n % 3 else "女"),
        )  # fmt: skip

    def person_name(self, n: int, sex: str) -> str:
        given = self.stuff.men if sex == "男" else self.stuff.women
        return self.stuff.surnames[n * 17 % len(self.stuff.surnames)] + given[n * 7 % len(given)]

    def _phone(self, n: int) -> str:
        return f"139000{(10_000 + n * 263) % 100_000:05}"

    def _premises(self, n: int) -> str:
        street = self.stuff.streets[n * 5 % len(self.stuff.streets)]
        return f"{street.name}{1 + n * 13 % street.last}号"

    def _home(self, n: int) -> str:
        community = self.stuff.communities[n % len(self.stuff.communities)]
        return f"江州市临江区{community}{1 + n % 18}幢{1 + n % 3}单元{100 * (1 + n % 6) + 1 + n % 2}室"

    def _more(self) -> Iterator[Named]:
        trades = self.stuff.trades
        for n in range(10 * self.stuff.count):
            holds = tuple(key for place, key in enumerate(self.stuff.evidence) if (n + place) % 3 == 0)
            if n % 7 in (0, 2, 4, 6):
                sex: Literal["男", "女"] = "男" if n % 4 < 2 else "女"
                yield Named(name=self.person_name(n, sex), kind="person", sex=sex, holds=holds)
            else:
                trade = trades[n % len(trades)]
                word = trade.words[n // len(trades) % len(trade.words)]
                yield Named(name=f"江州市{word}{trade.ends[n // 3 % len(trade.ends)]}", holds=holds)


def read_stuff(path: Path) -> Stuff:
    """Raises pydantic's ValidationError naming the field."""
    return Stuff.model_validate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
