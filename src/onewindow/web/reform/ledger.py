"""改革台账: two sides chosen from two lists, a pair of bars a measure, and behind every number its list."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from onewindow.core.calendar import local
from onewindow.reform.ledger import FIVE, MEASURES, Line, Measure, Row, compare, shared
from onewindow.reform.sides import Choice, choices, label_of, revised, side
from onewindow.web.reform.spelling import spell
from onewindow.web.visit import visit_of

FIRST_SIDES = ("city", "reference:linzhou")


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
    url: str
    chosen: bool


@dataclass(frozen=True)
class Told:
    """One matter of the open list, in words."""

    line: Line
    before: str
    after: str


def ledger(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    today = local(visit.at).date()
    items = revised()
    offered = [*choices(), *_editions(items)]
    before, after = _chosen(request, offered)
    sides = side(before, today), side(after, today)
    rows = compare(*sides)
    opened = MEASURES.get(request.GET.get("measure", ""), FIVE[2])
    context = {
        "offered": offered,
        "before": before,
        "after": after,
        "labels": (label_of(before), label_of(after)),
        "shared": len(shared(*sides)),
        "pairs": [_pair(row, before, after, opened) for row in rows if row.lines],
        "opened": opened,
        "lines": [
            Told(line, spell(line.before), spell(line.after))
            for row in rows
            if row.measure == opened
            for line in row.lines
        ],
        "invented": any(
            key.startswith("reference:") and "演示" in (label_of(key) or "") for key in (before, after)
        ),
        "reforms": [
            (name, _url(f"edition:{slug}:{newest - 1}", f"edition:{slug}:{newest}", "materials"))
            for slug, name, newest in items
        ],
    }
    return render(request, "reform/ledger.html", context)


def _editions(items: list[tuple[str, str, int]]) -> list[Choice]:
    return [
        Choice(f"edition:{slug}:{number}", f"{name}（第{number}版）")
        for slug, name, newest in items
        for number in range(newest, 0, -1)
    ]


def _chosen(request: HttpRequest, offered: list[Choice]) -> tuple[str, str]:
    """What the address names, if there is such a side; else the first two that the page offers."""
    known = {choice.key for choice in offered}
    before, after = (
        key if key in known or label_of(key) else first
        for key, first in zip(
            (request.GET.get("before", ""), request.GET.get("after", "")), FIRST_SIDES, strict=True
        )
    )
    return before, after


def _url(before: str, after: str, measure: str) -> str:
    chosen = urlencode({"before": before, "after": after, "measure": measure})
    return f"{reverse('reform-ledger')}?{chosen}#list"


def _pair(row: Row, before: str, after: str, opened: Measure) -> Pair:
    longest = max(row.before, row.after) or Fraction(1)
    return Pair(
        row.measure,
        spell(row.before),
        spell(row.after),
        round(float(100 * row.before / longest), 2),
        round(float(100 * row.after / longest), 2),
        _change(row),
        "ok" if row.fewer > 0 else "warn" if row.fewer < 0 else "mute",
        _url(before, after, row.measure.key),
        row.measure == opened,
    )


def _change(row: Row) -> str:
    if not row.fewer:
        return "持平"
    share = f"（{spell(100 * abs(row.fewer) / row.before)}%）" if row.before else ""
    return f"{'少' if row.fewer > 0 else '多'}{spell(abs(row.fewer))}{row.measure.unit}{share}"
