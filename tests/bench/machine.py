"""On what a run was made: what one must know to compare it with another."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile

import django
import psycopg

from onewindow.core.calendar import SHANGHAI
from tests.bench.scratch import Scratch
from tests.results import commit

SETTINGS = ("fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size", "autovacuum")


def describe(scratch: Scratch, command: str) -> dict[str, str]:
    """Names and values for the head of the page, in order."""
    with psycopg.connect(scratch.url("postgres")) as connection:
        version = connection.execute("SHOW server_version").fetchone()
        held = [(name, connection.execute(f"SHOW {name}".encode()).fetchone()) for name in SETTINGS]
    return {
        "made": f"{datetime.now(SHANGHAI):%Y-%m-%d %H:%M}",
        "commit": commit(),
        "command": command,
        "processor": f"{os.cpu_count()} × {_processor()}",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": f"{platform.python_version()}, Django {django.__version__}, psycopg {psycopg.__version__}",
        "PostgreSQL": f"{version[0] if version else '?'}: " + ", ".join(f"{name} {row[0]}" for name, row in held if row),
        "SQLite": f"{sqlite3.sqlite_version}: journal_mode WAL, synchronous FULL",
        "8 KiB made durable": f"{durable_ms(scratch.folder):.2f} ms (median of 200)",
        "other work on the machine when it began": busyness(os.getloadavg()[0], os.cpu_count() or 1),
    }  # fmt: skip


def busyness(load: float, cores: int) -> str:
    """The load, and what it means for the figures when it is more than half of what the machine can do."""
    busy = load > cores / 2
    return f"load {load:.1f}" + (
        " (**busy**: only the ratios mean something, and those of processor time most)" if busy else ""
    )


def _processor() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return names[0] if names else platform.machine()


def durable_ms(folder: Path) -> float:
    """The median time of writing 8 KiB and waiting until they are on the disk, ms."""
    took = []
    with NamedTemporaryFile(dir=folder) as file:
        for _ in range(200):
            began = time.perf_counter()
            os.pwrite(file.fileno(), b"x" * 8192, 0)
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - began) * 1e3)
    return median(took)
