"""How fast the spine is: `python -m tests.bench [short|quick|full] [--only PART …] [--page FILE] [--figures FILE]`.

`make bench` is quick, `make bench-full` is full; both write docs/reference/performance.md. Short is for CI: small
counts, no page. All of them record their figures (tests/results.py), print every ratio with its budget, and fail when
one is farther off than noise explains. Progress goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import commands, http_lives, imports, lists, sweep
from tests.bench.budgets import judge
from tests.bench.commands import Plan
from tests.bench.machine import describe
from tests.bench.page import page
from tests.bench.progress import say
from tests.bench.scratch import Scratch, scratch
from tests.results import ROOT, Figure, record

PAGE = ROOT / "docs" / "reference" / "performance.md"
PARTS = ("commands", "http", "sweep", "lists", "imports")


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    plan: Plan
    clocks: tuple[int, int]
    cases: int
    list_seconds: float
    editions: tuple[int, int]
    command: str
    callers: int = 4
    readers: int = 16
    """Clients over HTTP: of commands, and of pages."""


SIZES = {
    "short": Size(Plan(3, 1.5, 6.0), (1_000, 20_000), 5_000, 1.0, (20, 100), "python -m tests.bench short"),
    "quick": Size(Plan(5, 2.5, 20.0), (10_000, 200_000), 100_000, 2.5, (500, 5_000), "make bench"),
    "full": Size(
        Plan(15, 6.0, 120.0, (1, 4, 16)),
        (10_000, 1_000_000),
        1_000_000,
        20.0,
        (500, 5_000),
        "make bench-full",
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("size", nargs="?", choices=SIZES, default="quick")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument(
        "--page", type=Path, default=None, help=f"default: {PAGE.relative_to(ROOT)}, short: none"
    )
    parser.add_argument("--figures", type=Path, default=None, help="keep all figures there, as JSON")
    chosen = parser.parse_args()
    size = SIZES[chosen.size]
    command = (
        size.command
        if set(chosen.only) == set(PARTS)
        else " ".join(["python -m", "tests.bench", *sys.argv[1:]])
    )
    with scratch() as place:
        machine = describe(place, command)
        figures: dict[str, Any] = json.loads(json.dumps(measure(place, size, chosen.only)))
        version = machine["PostgreSQL"].partition(":")[0]
    say("done")
    if chosen.figures:
        chosen.figures.write_text(
            json.dumps({"machine": machine, "figures": figures}, ensure_ascii=False, indent=1), "utf-8"
        )
    target = chosen.page or (None if chosen.size == "short" else PAGE)
    if target:
        target.write_text(page(figures, machine), "utf-8")
    return conclude(figures, command, f"PostgreSQL {version}")


def measure(place: Scratch, size: Size, only: tuple[str, ...]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    if "commands" in only:
        figures["commands"] = commands.measure(place, size.plan)
    if "http" in only:
        recording = place.folder / "recording"
        if not recording.exists():
            commands.record(place)
        figures["http"] = http_lives.measure(place, size.plan, recording, size.callers)
    if "sweep" in only:
        figures["sweep"] = sweep.measure(place, size.clocks, rounds=21)
    if "lists" in only:
        figures["lists"] = lists.measure(place, size.cases, size.list_seconds, size.readers)
    if "imports" in only:
        figures["imports"] = imports.measure(place, size.editions)
    return figures


def conclude(figures: dict[str, Any], command: str, database: str) -> int:
    """Print and record what was measured; 1 when something is farther off than noise explains."""
    judged = [one for one in judge(figures) if one.value is not None]
    for one in judged:
        sign = "≥" if one.side == "least" else "≤"
        state = "far off" if one.far_off else "met" if one.meets_budget else "missed"
        goal = "goal met" if one.meets_goal else f"goal {sign} {one.goal:g} not met"
        print(f"{one.value:8.2f}  budget {sign} {one.budget:g}: {state}; {goal}  {one.words}")
    kept: dict[str, Figure] = {one.words: round(one.value or 0.0, 3) for one in judged}
    for name, one in figures.get("lists", {}).get("pages", {}).items():
        kept[f"{name}, p95 with {figures['lists']['clients']} clients, ms"] = round(one["p95"])
    if kept:
        record("bench", command=command, database=database, figures=kept)
    return 1 if any(one.far_off for one in judged) else 0


if __name__ == "__main__":
    sys.exit(main())
