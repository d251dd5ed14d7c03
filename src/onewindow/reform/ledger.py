"""改革台账: two sides, each a set of matters by base code, compared measure by measure (五减)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from onewindow.reform.figures import Figure


@dataclass(frozen=True, slots=True)
class Measure:
    key: str
    label: str
    unit: str


FIVE = (
    Measure("items", "减事项", "项"),
    Measure("steps", "减环节", "个"),
    Measure("materials", "减材料", "份"),
    Measure("days", "减时限", "个工作日"),
    Measure("visits", "减跑动", "次"),
)
"""五减: 沪 H17."""
FURTHER = (
    Measure("fewest", "最少材料", "份"),
    Measure("statutory", "法定时限", "个工作日"),
    Measure("fees", "收费", "元"),
)
MEASURES = {measure.key: measure for measure in FIVE + FURTHER}


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter on one side: of an edition, or of a reference city, which states some figures only."""

    name: str
    figures: Mapping[str, Figure]


Side = Mapping[str, Matter]
"""Matters by base code (基本编码), the same wherever the matter is claimed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One matter under one measure; `gone` and `new` are the names that only one side has."""

    base_code: str
    name: str
    before: Fraction | None
    after: Fraction | None
    gone: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return self.before != self.after or bool(self.gone or self.new)


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: the sums of both sides over its lines."""

    measure: Measure
    before: Fraction
    after: Fraction
    lines: tuple[Line, ...]

    @property
    def fewer(self) -> Fraction:
        """By how much the second side needs less; below 0 when it needs more."""
        return self.before - self.after


def compare(before: Side, after: Side) -> list[Row]:
    """Every measure in order. Matters are counted on each side; the others only where both sides state them."""
    return [_row(measure, before, after) for measure in MEASURES.values()]


def shared(before: Side, after: Side) -> list[str]:
    """The base codes that both sides have."""
    return sorted(before.keys() & after.keys())


def _row(measure: Measure, before: Side, after: Side) -> Row:
    codes = before.keys() & after.keys()
    if measure.key == "items":
        codes = before.keys() | after.keys() if _lists_all(before) and _lists_all(after) else set()
    lines = [_line(measure.key, code, before.get(code), after.get(code)) for code in sorted(codes)]
    if measure.key != "items":
        lines = [line for line in lines if line.before is not None and line.after is not None]
    return Row(
        measure,
        sum((line.before or Fraction(0) for line in lines), Fraction(0)),
        sum((line.after or Fraction(0) for line in lines), Fraction(0)),
        tuple(lines),
    )


def _line(key: str, code: str, before: Matter | None, after: Matter | None) -> Line:
    old = before.figures.get(key) if before else None
    new = after.figures.get(key) if after else None
    old_names, new_names = (old.names if old else ()), (new.names if new else ())
    known = _lists(old) and _lists(new)
    named = next(matter.name for matter in (after, before) if matter)
    return Line(
        code, named, old.n if old else None, new.n if new else None,
        tuple(name for name in old_names if known and name not in new_names),
        tuple(name for name in new_names if known and name not in old_names),
    )  # fmt: skip


def _lists_all(side: Side) -> bool:
    """Whether the side is all of its matters; a reference city states some of its own only."""
    return all("items" in matter.figures for matter in side.values())


def _lists(figure: Figure | None) -> bool:
    """Whether all that the figure counts is known by name: nothing, or as many names as it says."""
    return figure is None or figure.n == len(figure.names)
