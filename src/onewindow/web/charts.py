"""Charts as plain SVG numbers. Widths are attributes, for the policy of the pages forbids inline styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import pi

from onewindow.web.components import ClockFace
from onewindow.web.wording import spell_amount

RING_RADIUS = 44
CLOCK_WORDS = {"used": "已用", "paused": "暂停", "remaining": "剩余", "over": "超出"}


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a bar of length 100."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class ClockBar:
    strips: tuple[Strip, ...]
    legend: tuple[tuple[str, str], ...]


def clock_bar(face: ClockFace) -> ClockBar:
    """The face's time in order: what was used and paused, then what remains or was overrun."""
    spans = [(kind, Decimal(n)) for kind, n in face.segments]
    if face.state not in {"met", "stopped", "expired"}:
        spans.append(("over" if face.left < 0 else "remaining", abs(Decimal(face.left))))
    spans = [(kind, n) for kind, n in spans if n]
    totals = {kind: sum(n for other, n in spans if other == kind) for kind in CLOCK_WORDS}
    legend = tuple(
        (kind, f"{CLOCK_WORDS[kind]}{spell_amount(n, face.unit)}") for kind, n in totals.items() if n
    )
    return ClockBar(strips(spans), legend)


def strips(spans: Sequence[tuple[str, Decimal]]) -> tuple[Strip, ...]:
    whole = sum(n for _, n in spans)
    made: list[Strip] = []
    start = 0.0
    for kind, n in spans:
        width = round(float(100 * n / whole), 2)
        made.append(Strip(kind, round(start, 2), width))
        start += width
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Ring:
    share: float
    percent: int
    dashes: str


def ring(value: int, total: int) -> Ring:
    """A share of a whole; nothing of nothing is an empty ring, not a full one."""
    share = value / total if total else 0.0
    round_about = 2 * pi * RING_RADIUS
    return Ring(share, round(100 * share), f"{share * round_about:.1f} {round_about:.1f}")


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int
    words: str
    width: float
    url: str
    tone: str


def bars(rows: Sequence[tuple[str, int] | tuple[str, int, str]], unit: str, tone: str) -> list[Bar]:
    """Rows are (label, value) or (label, value, url); the longest bar fills its box."""
    longest = max((row[1] for row in rows), default=0) or 1
    return [
        Bar(
            row[0],
            row[1],
            f"{row[1]}{unit}",
            round(100 * row[1] / longest, 2),
            row[2] if len(row) > 2 else "",
            tone,
        )
        for row in rows
    ]
