"""Lives of the real commands, sampled: where processor time goes, undistorted by a tracing profiler.

`python -m tests.bench.sampled LIVES` on the installation of the environment.
"""

from __future__ import annotations

import re
import signal
import sys
import time
from collections import Counter
from types import FrameType

import django

django.setup()

from tests.bench.life import Cast, company, life  # noqa: E402

EVERY_SECONDS = 0.001
PARTS = (
    ("encryption", r"vault/cipher\.py"),
    ("hashing (SM3)", r"core/chain\.py"),
    ("canonical JSON", r"core/canon\.py|core/json"),
    ("papers: forms and their validation", r"documents/printing/|pydantic/"),
    ("papers: drafting the data", r"/drafting/|drafting\.py"),
    ("clocks, calendars, rules", r"core/clock|core/calendar|clocks/"),
    ("editions read and parsed", r"catalogue/"),
    ("driver: psycopg, waiting left out", r"psycopg"),
    ("ORM: building SQL", r"db/models/sql/|db/models/(expressions|lookups|functions|aggregates)"),
    (
        "ORM: rows into models",
        r"db/models/base\.py|db/models/fields/|db/models/query\.py.*(ModelIterable|__iter__)",
    ),
    ("ORM: the rest", r"django/db/"),
    ("the writer", r"journal/"),
    ("the commands themselves", r"onewindow/"),
)
"""A sample belongs to the innermost frame that matches one of these; within it to the first that matches."""
COMPILED = [(name, re.compile(pattern)) for name, pattern in PARTS]


class Sampler:
    """Looks at the stack once every millisecond of processor time."""

    def __init__(self) -> None:
        self.parts: Counter[str] = Counter()
        self.commands: Counter[tuple[str, str]] = Counter()
        self.command = ""

    def look(self, number: int, frame: FrameType | None) -> None:
        while frame is not None:
            file = frame.f_code.co_filename
            for name, pattern in COMPILED:
                if pattern.search(file):
                    self.parts[name] += 1
                    self.commands[self.command, name] += 1
                    return
            frame = frame.f_back
        self.parts["Python and the bench"] += 1


def main(lives: int) -> None:
    cast, sampler = Cast(), Sampler()
    for serial in range(1, 6):
        for _, act in life(cast, company(0, serial), serial):
            act()
    signal.signal(signal.SIGPROF, sampler.look)
    spent = 0.0
    for serial in range(10, 10 + lives):
        for name, act in life(cast, company(0, serial), serial):
            sampler.command = name
            signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
            began = time.process_time()
            act()
            spent += time.process_time() - began
            signal.setitimer(signal.ITIMER_PROF, 0)
    whole = sum(sampler.parts.values())
    print(f"{lives} lives, {spent / lives * 1e3:.1f} ms of processor a life in the client; {whole} samples\n")
    for name, count in sampler.parts.most_common():
        print(f"  {count / whole:6.1%}  {count / whole * spent / lives * 1e3:7.2f} ms a life  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
