"""Targets and what is behind their numbers in words, for the staff's page and for everybody's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onewindow.places.directory import directory
from onewindow.reform.measures import MOST
from onewindow.reform.readings import Ground, Listed, Reading, reading
from onewindow.reform.targets import Document, Target
from onewindow.web.reform.spelling import spell

COMPARED = {"at_least": "不低于", "at_most": "不超过"}
STATES = {"met": ("已达到", "ok"), "unmet": ("未达到", "warn"), "unknown": ("尚不能计算", "mute")}


@dataclass(frozen=True)
class Shown:
    """One target in words. `width` is the bar of a share, `marks` where the target stands on it, 0 to 100."""

    target: Target
    place: str
    found: Reading
    state: str

    @property
    def goal(self) -> str:
        return f"{COMPARED[self.target.comparison]}{self.target.value:g}{self.target.unit}"

    @property
    def value(self) -> str:
        return "" if self.found.value is None else f"{spell(self.found.value)}{self.target.unit}"

    @property
    def state_label(self) -> str:
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        return STATES[self.state][1]

    @property
    def is_bar(self) -> bool:
        return self.target.is_share and self.found.value is not None

    @property
    def is_split(self) -> bool:
        """Whether each thing behind the number meets the target or does not; else they make the number together."""
        return self.target.is_share or self.target.measure in MOST

    @property
    def width(self) -> float:
        return round(float(self.found.value or 0), 2)

    @property
    def marks(self) -> list[float]:
        return [self.target.value]


@dataclass(frozen=True)
class Behind:
    """One thing of an open list in words; `names` are what its own number counts."""

    listed: Listed
    agency: str
    value: str
    names: tuple[str, ...]


def shown_of(documents: Iterable[Document], on: Ground) -> list[Shown]:
    """Every target of the documents with its reading, in order."""
    return [shown(target, one.place, reading(target, on)) for one in documents for target in one.targets]


def counted(rows: Iterable[Shown]) -> dict[str, int]:
    """How many targets are in each state."""
    states = [one.state for one in rows]
    return {state: states.count(state) for state in STATES}


def behind(listed: Iterable[Listed], unit: str = "") -> list[Behind]:
    places = directory().agencies
    return [
        Behind(
            one,
            places[one.agency].name if one.agency in places else "",
            "" if one.n is None else f"{spell(one.n)}{unit}",
            one.names,
        )
        for one in listed
    ]


def shown(target: Target, place: str, found: Reading) -> Shown:
    """One target with its reading."""
    if found.value is None:
        return Shown(target, place, found, "unknown")
    return Shown(target, place, found, "met" if target.met_by(found.value) else "unmet")
