"""`python -m tests.bench.clocks RUNNING DUE ROUNDS`: many running clocks by SQL, and what finding the due ones costs."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from onewindow.clocks.models import Clock  # noqa: E402
from onewindow.core.calendar import SHANGHAI  # noqa: E402
from onewindow.core.clock_kinds import KINDS  # noqa: E402

NOW = datetime(2026, 3, 9, 10, tzinfo=SHANGHAI)
BATCH = 500
"""As the sweeper asks (supervision.commands.fall.sweep)."""
ENDED_PER_RUNNING = 1
"""Beside each running clock one that ended stays in the table."""


def rows(running: int, due: int) -> Iterator[tuple[object, ...]]:
    """The first `due` ran into their alert within the last hour; the others within the next weeks; as many have ended."""
    kinds = list(KINDS)
    for serial in range(running * (1 + ENDED_PER_RUNNING)):
        ended = serial >= running
        started = NOW - timedelta(minutes=serial % 20_000 + 60)
        ahead = -(serial % 3600) if serial < due else 60 + serial * 7919 % 2_400_000
        alert, last = NOW + timedelta(seconds=ahead), NOW + timedelta(seconds=ahead * 2)
        key = f"{int(started.timestamp() * 1000):012x}7{serial & 0xFFF:03x}8{serial:015x}"
        row: tuple[object, ...] = (
            key, kinds[serial % len(kinds)], "case", key, key, f"990102{serial:014}", f"a{serial % 10}", "lj-hall", 20,
            "working_day", "行政许可法第四十二条", "limit", _text(started), _text(last), False, "2026", "[]",
            "met" if ended else "running", _text(NOW) if ended else None, "", _text(alert), _text(alert) if not ended else None, "",
        )  # fmt: skip
        yield row


def _text(moment: datetime) -> str:
    """As both databases take it: UTC, which SQLite keeps as it is written."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}" + (
        "+00" if connection.vendor == "postgresql" else ""
    )


def fill(running: int, due: int) -> None:
    names = ", ".join(str(field.column) for field in Clock._meta.concrete_fields)
    connection.ensure_connection()
    raw: Any = connection.connection
    if connection.vendor == "postgresql":
        with raw.cursor() as cursor, cursor.copy(f"COPY clocks_clock ({names}) FROM STDIN") as copy:
            for row in rows(running, due):
                copy.write_row(row)
        raw.execute("VACUUM ANALYZE clocks_clock")
        return
    places = ", ".join(["?"] * len(Clock._meta.concrete_fields))
    raw.execute("BEGIN")
    raw.executemany(f"INSERT INTO clocks_clock ({names}) VALUES ({places})", rows(running, due))
    raw.execute("COMMIT")
    raw.execute("ANALYZE")


def due_ones() -> Any:
    """What the sweeper asks for, as it asks it."""
    return Clock.objects.alerting(NOW).values_list("pk", flat=True)[:BATCH]


def measure(rounds: int) -> dict[str, Any]:
    found = list(due_ones())
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        list(due_ones())
        took.append((time.perf_counter() - began) * 1e3)
    read, unit = _read()
    return {
        "running": Clock.objects.open().count(), "clocks": Clock.objects.count(), "found": len(found),
        "ms": median(took), "most_ms": max(took), "read": read, "unit": unit,
    }  # fmt: skip


def _read() -> tuple[int, str]:
    """What the database did for it: rows of its scans on PostgreSQL, instructions of its machine on SQLite."""
    if connection.vendor == "postgresql":
        plan = due_ones().explain(analyze=True)
        scanned = re.findall(r"Scan .*?actual time=\S+ rows=([\d.]+)", plan)
        removed = re.findall(r"Rows Removed by Filter: (\d+)", plan)
        return round(sum(map(float, scanned)) + sum(map(int, removed))), "rows"
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    raw: Any = connection.connection
    raw.set_progress_handler(step, 1)
    list(due_ones())
    raw.set_progress_handler(None, 1)
    return steps, "instructions"


if __name__ == "__main__":
    fill(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(measure(int(sys.argv[3]))))
