"""The bench itself runs, from the rows of a life to the page, and the page says what was measured."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.bench.__main__ import PARTS, Size, measure
from tests.bench.budgets import Judged, judge
from tests.bench.commands import Plan, spread
from tests.bench.machine import busyness, describe
from tests.bench.page import page
from tests.bench.scratch import Scratch

TINY = Size(
    Plan(1, 0.1, 0.1, workers=(1,), writers=(1,)),
    (50, 1000),
    2000,
    0.1,
    (2, 4),
    "a test",
    callers=1,
    readers=2,
)


def tables_of(text: str) -> list[list[str]]:
    """The lines of each table of a page."""
    blocks = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    return [block.strip().split("\n") for block in blocks]


@pytest.mark.postgres
@pytest.mark.slow
def test_a_tiny_run_measures_every_part_and_makes_the_page(place: Scratch) -> None:
    machine = describe(place, "a test")
    figures = json.loads(json.dumps(measure(place, TINY, PARTS)))
    text = page(figures, machine)
    for heading in ("## Goals", "## Commands on PostgreSQL", "## Commands on SQLite", "## Whole commands over HTTP",
                    "## Finding the clocks that are due", "## Pages with 2,000 cases", "## Bringing in editions"):  # fmt: skip
        assert heading in text
    assert "fsync on" in text
    assert "synchronous_commit on" in text
    for table in tables_of(text):
        assert len({line.count(" | ") for line in table}) == 1, table[0]
    assert (
        figures["sweep"]["postgresql"]["many"]["found"] == figures["sweep"]["sqlite"]["many"]["found"] == 500
    )
    assert figures["sweep"]["postgresql"]["few"]["found"] == 50
    assert figures["imports"]["sqlite"]["many"]["editions"] == 4
    left_out = [one.words for one in judge(figures) if one.value is None]
    assert [re.findall(r"\d+ (?:workers|writers)|at the floor", words)[0] for words in left_out] == [
        "4 workers", "at the floor", "16 workers", "8 writers",
    ]  # fmt: skip


def ratio(value: float | None, side: str) -> Judged:
    return Judged("a ratio", value, side, goal=0.5, budget=0.3, far=3.0)


@pytest.mark.parametrize(
    ("value", "side", "expected"),
    [(0.6, "least", (True, True, False)), (0.4, "least", (False, True, False)), (0.2, "least", (False, False, False)),
     (0.09, "least", (False, False, True)), (0.2, "most", (True, True, False)), (0.8, "most", (False, False, False)),
     (0.95, "most", (False, False, True)), (None, "least", (False, False, False))],
)  # fmt: skip
def test_a_ratio_is_judged_by_its_side(
    value: float | None, side: str, expected: tuple[bool, bool, bool]
) -> None:
    judged = ratio(value, side)
    assert (judged.meets_goal, judged.meets_budget, judged.far_off) == expected


def test_the_page_says_met_not_met_and_not_measured() -> None:
    met: Mapping[str, Any] = {
        "sweep": {"postgresql": found(read=500), "sqlite": found(read=9000) | {"rows_ratio": 18.0}}
    }
    text = page(met, {"command": "make bench", "made": "2026-11-22"})
    lines = {line.split(" | ")[0].strip("| "): line for line in text.splitlines() if line.startswith("| ")}
    rows = {words: line for words, line in lines.items() if "PostgreSQL" in words or "SQLite" in words}
    assert rows["rows read to find due clocks, many running clocks beside few, PostgreSQL"].endswith(
        "| 1.00 | met |"
    )
    assert rows["work done to find due clocks, many running clocks beside few, SQLite"].endswith(
        "| 18.00 | not met |"
    )
    assert rows["commands beside the floor, 4 workers, PostgreSQL"].endswith(
        "| — | not measured in this run |"
    )
    assert "## Commands on PostgreSQL" not in text


def test_a_busy_machine_is_said_to_be_busy() -> None:
    assert busyness(0.4, 2) == "load 0.4"
    assert busyness(7.5, 2).startswith("load 7.5 (**busy**")


def found(read: int) -> dict[str, Any]:
    one = {"running": 10, "found": 500, "ms": 1.0, "read": 500, "unit": "rows"}
    return {"few": one, "many": one | {"read": read}, "time_ratio": 1.0, "rows_ratio": 1.0}


def test_the_spread_of_times_is_read_from_the_sorted_times() -> None:
    told = spread([place / 1000 for place in range(100, 0, -1)])
    assert (told["p50"], told["p95"], told["p99"], told["max"]) == (51.0, 96.0, 100.0, 100.0)
    assert told["p99_to_p50"] == pytest.approx(100 / 51)
