"""总览: the numbers of the board, each of which opens the list behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from onewindow.core.clock_kinds import KINDS
from onewindow.places.directory import agency
from onewindow.supervision.board import READINGS, SHOWS, TILES, Standing, standing
from onewindow.supervision.models import Card, Urging
from onewindow.web.charts import Bar, bars
from onewindow.web.components import Number
from onewindow.web.visit import visit_of

SIGNS = {
    "open": "open",
    "yellow": "yellow",
    "red": "red",
    "paused": "paused",
    "in": "verified",
    "out": "done",
}
NOTES = {
    "yellow": "时限临近到期", "red": "时限已经超期", "paused": "特别程序中",
}  # fmt: skip
LATEST = 8


@dataclass(frozen=True)
class Cell:
    """One number of a table with the list behind it; nothing is not a link."""

    n: int
    url: str
    reading: str


@dataclass(frozen=True)
class KindRow:
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class AgencyRow:
    bar: Bar
    cells: list[Cell]


def board(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    now = standing(visit.by, visit.at)
    cards = Card.objects.for_actor(visit.by).whole().order_by("-fell_at", "-id")
    context = {
        "numbers": _tiles(now),
        "readings": [(reading, SHOWS[reading]) for reading in READINGS],
        "kinds": _kinds(now),
        "agencies": _agencies(now),
        "latest": cards[:LATEST],
        "to_rule": Card.objects.for_actor(visit.by).filter(stage="explained").count(),
        "to_end": Urging.objects.for_actor(visit.by).filter(stage="answered").count(),
    }
    return render(request, "watch/board.html", context)


def list_url(**chosen: str) -> str:
    return f"{reverse('watch-cases')}?{urlencode({name: value for name, value in chosen.items() if value})}"


def _tiles(now: Standing) -> list[tuple[Number, str]]:
    """Each tile with the digit that opens it."""
    return [
        (Number(label=SHOWS[show], value=now.tiles[show], url=list_url(show=show), note=NOTES.get(show, ""),
                sign=SIGNS[show]), str(place))
        for place, show in enumerate(TILES, 1)
    ]  # fmt: skip


def _kinds(now: Standing) -> list[KindRow]:
    return [
        KindRow(
            KINDS[name].label,
            [Cell(row.get(reading, 0), list_url(show=reading, kind=name), reading) for reading in READINGS],
        )
        for name, row in now.kinds.items()
    ]


def _agencies(now: Standing) -> list[AgencyRow]:
    table = now.agencies
    lengths = bars(
        [(agency(code).name, row.get("open", 0), list_url(show="open", agency=code)) for code, row in table.items()],
        "件", "act",
    )  # fmt: skip
    shown = ("yellow", "red", "paused")
    return [
        AgencyRow(bar, [Cell(row.get(name, 0), list_url(show=name, agency=code), name) for name in shown])
        for bar, (code, row) in zip(lengths, table.items(), strict=True)
    ]
