"""The two sides of the ledger as page and paper say them: the same numbers in the same words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from onewindow.reform.ledger import Line, Measure, Row, compare, shared
from onewindow.reform.sides import label_of, side
from onewindow.web.reform.spelling import spell

SHARED = Measure("shared", "双方共有的事项", "个")


@dataclass(frozen=True)
class Pair:
    """One measure as two bars; the longer one fills its box. `tone` says whether the second side needs less."""

    measure: Measure
    before: str
    after: str
    before_width: float
    after_width: float
    change: str
    tone: str


@dataclass(frozen=True)
class Told:
    """One matter of a list, in words."""

    line: Line
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """`shared` are the matters that both sides have, by base code; `rows` those measures that have lines."""

    before: str
    after: str
    labels: tuple[str, str]
    shared: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def pairs(self) -> list[Pair]:
        return [_pair(row) for row in self.rows]

    def lines(self, measure: Measure) -> list[Told]:
        return [
            Told(line, spell(line.before), spell(line.after))
            for row in self.rows
            if row.measure == measure
            for line in row.lines
        ]

    @property
    def is_invented(self) -> bool:
        """Whether one side is made up for the demonstration."""
        return any("演示" in label for label in self.labels)


def comparison(before: str, after: str, on: date) -> Comparison:
    """Of two sides whose labels are known."""
    sides = side(before, on), side(after, on)
    return Comparison(
        before,
        after,
        (label_of(before) or before, label_of(after) or after),
        {code: sides[1][code].name for code in shared(*sides)},
        tuple(row for row in compare(*sides) if row.lines),
    )


def _pair(row: Row) -> Pair:
    longest = max(row.before, row.after) or Fraction(1)
    return Pair(
        row.measure,
        spell(row.before),
        spell(row.after),
        round(float(100 * row.before / longest), 2),
        round(float(100 * row.after / longest), 2),
        _change(row),
        "ok" if row.fewer > 0 else "warn" if row.fewer < 0 else "mute",
    )


def _change(row: Row) -> str:
    if not row.fewer:
        return "持平"
    share = f"（{spell(100 * abs(row.fewer) / row.before)}%）" if row.before else ""
    return f"{'少' if row.fewer > 0 else '多'}{spell(abs(row.fewer))}{row.measure.unit}{share}"
