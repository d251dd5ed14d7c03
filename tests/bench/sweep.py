"""Finding the clocks whose alert is due, among ten thousand and among a million that run, on both databases.

What the sweeper asks is taken from the sweeper itself, with its rows and its plan: the figures follow the code.
"""

from __future__ import annotations

import json
from typing import Any

from tests.bench.progress import say
from tests.bench.scratch import Scratch, run

DUE = 500
"""Clocks that are due, whatever the number that run: what a sweep must find."""


def measure(scratch: Scratch, sizes: tuple[int, int], rounds: int) -> dict[str, Any]:
    """For each database the smaller and the larger number of running clocks, and what the larger costs more."""
    return {kind: _database(scratch, kind == "sqlite", sizes, rounds) for kind in ("postgresql", "sqlite")}


def _database(scratch: Scratch, sqlite: bool, sizes: tuple[int, int], rounds: int) -> dict[str, Any]:
    found = []
    for size in sizes:
        name = f"bench_sweep_{size}"
        place = scratch.make(name, sqlite=sqlite)
        found.append(
            json.loads(run("tests.bench.clocks", str(size), str(DUE), str(rounds), surroundings=place))
        )
        say(f"{'SQLite' if sqlite else 'PostgreSQL'}, {size:,} running clocks: {found[-1]['ms']:.2f} ms")
        if not sqlite:
            scratch.drop(name)
    few, many = found
    return {
        "few": few,
        "many": many,
        "time_ratio": many["ms"] / few["ms"],
        "rows_ratio": many["read"] / few["read"],
    }
