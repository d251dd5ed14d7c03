"""What every player of lives shares: it is told how long to play and answers with what it counted, a JSON a line.

A player is one process at one database connection. Its processor time and that of its backend are taken around
each command; on SQLite the database works in the process itself.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.bench.cpu import seconds_of

Life = Callable[[int], Iterator[tuple[str, Callable[[], Any]]]]
WARM_LIVES = 10
"""A statement is prepared when it comes for the third time, and the server settles on a plan after five more."""


@dataclass
class Count:
    """Of one command in one round: how long each took, and processor seconds here and in the backend."""

    took: list[float] = field(default_factory=list)
    here: float = 0.0
    backend: float = 0.0


def answer_rounds(lives: Life, backend: int) -> None:
    """Play a few lives to warm up, then a round for each line on standard input that says for how many seconds."""
    serial = 10
    for _ in range(WARM_LIVES):
        serial += 1
        for _, act in lives(serial):
            act()
    _say({"ready": True})
    for line in sys.stdin:
        counts: dict[str, Count] = defaultdict(Count)
        began, until = time.perf_counter(), time.perf_counter() + float(line)
        played = 0
        while time.perf_counter() < until:
            serial += 1
            played += 1
            for name, act in lives(serial):
                _timed(act, counts[name], backend)
        seconds = time.perf_counter() - began
        _say({
            "lives": played, "seconds": seconds,
            "commands": {name: [count.took, count.here, count.backend] for name, count in counts.items()},
        })  # fmt: skip


def _timed(act: Callable[[], Any], count: Count, backend: int) -> None:
    there = seconds_of(backend) if backend else 0.0
    here, began = time.process_time(), time.perf_counter()
    act()
    count.took.append(time.perf_counter() - began)
    count.here += time.process_time() - here
    count.backend += (seconds_of(backend) if backend else 0.0) - there


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)
