"""Lives, sampled: where processor time goes, undistorted by a tracing profiler.

`python -m tests.bench.sampled LIVES commands|API` on the installation of the environment. The API is asked in this process,
through the whole chain that a server would call.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import django

django.setup()

import psycopg  # noqa: E402
from django.test import Client  # noqa: E402

from tests.bench.browser import Answer, System  # noqa: E402
from tests.bench.forms import forms  # noqa: E402
from tests.bench.labels import Labels  # noqa: E402
from tests.bench.life import Cast, company, life  # noqa: E402
from tests.bench.play_api import Systems  # noqa: E402

EVERY_SECONDS = 0.001
PARTS = (
    ("encryption", r"vault/cipher\.py"),
    ("hashing (SM3)", r"core/chain\.py"),
    ("canonical JSON", r"core/canon\.py"),
    ("papers: forms and their validation", r"documents/printing/"),
    ("papers: drafting the data", r"drafting"),
    ("clocks, calendars, rules", r"core/clock|core/calendar|clocks/"),
    ("editions read and parsed", r"catalogue/"),
    ("pydantic", r"pydantic"),
    ("ninja", r"ninja/"),
    ("driver: psycopg, waiting left out", r"psycopg"),
    ("ORM: building SQL", r"db/models/sql/|db/models/(expressions|lookups|functions|aggregates)"),
    ("ORM: rows into models", r"db/models/(base\.py|fields/)"),
    ("ORM: the rest", r"django/db/"),
    ("Django's requests and answers", r"django/(core|http|test|urls|middleware|utils|template)"),
    ("own SQL", r"onewindow/sql/"),
    ("the writer", r"journal/"),
    ("doors", r"onewindow/(web|api)/"),
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


class InProcess(System):
    """A system whose requests go through the application itself, with no server and no socket."""

    def __init__(self, token: str) -> None:
        super().__init__(0, token)
        self.client = Client()

    def ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answer:
        sent = {name: value for name, value in headers.items() if name not in {"Host", "Content-Type"}}
        answer = self.client.post(address, body, content_type="application/json", headers=sent)
        return Answer(answer.status_code, "", answer.content)


def by_api() -> Callable[[int], Iterator[tuple[str, Callable[[], Any]]]]:
    made = forms()
    psycopg_connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    systems = Systems(0, made, Labels(psycopg_connection))
    systems.hall, systems.agency = (InProcess(made["tokens"][name]) for name in ("hall", "agency"))
    return lambda serial: systems.life(0, serial)


def by_commands() -> Callable[[int], Iterator[tuple[str, Callable[[], Any]]]]:
    cast = Cast()
    return lambda serial: life(cast, company(0, serial), serial)


def main(lives: int, through: str) -> None:
    played, sampler = {"commands": by_commands, "API": by_api}[through](), Sampler()
    for serial in range(1, 6):
        for _, act in played(serial):
            act()
    signal.signal(signal.SIGPROF, sampler.look)
    spent = 0.0
    for serial in range(10, 10 + lives):
        for name, act in played(serial):
            sampler.command = name
            signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
            began = time.process_time()
            act()
            spent += time.process_time() - began
            signal.setitimer(signal.ITIMER_PROF, 0)
    whole = sum(sampler.parts.values())
    print(
        f"{lives} lives through {through}: {spent / lives * 1e3:.1f} ms of processor a life in the client; {whole} samples\n"
    )
    for name, count in sampler.parts.most_common():
        print(f"  {count / whole:6.1%}  {count / whole * spent / lives * 1e3:7.2f} ms a life  {name}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
