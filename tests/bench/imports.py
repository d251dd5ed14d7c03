"""Bringing in many editions at once with the check of items, on both databases: time for each, and the most memory.

The editions are a real one of the content under codes and names of their own. What is measured is the command itself,
`onewindow catalogue import`, as a process: its start, its two readings of every file, the check and the writing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.bench.progress import say
from tests.bench.scratch import Scratch, run

MOST_MEMORY = 300.0
"""MB that an import may take, whatever the number of editions."""
FREE = 60_000
"""From here on no base code of the content stands in the way."""
LIKE = "shipin-jingying"
"""The item whose edition is brought in under many names."""


def measure(scratch: Scratch, sizes: tuple[int, int]) -> dict[str, Any]:
    """For each database an import of few and one of many editions; what one of many costs beside one of few."""
    return {kind: _database(scratch, kind == "sqlite", sizes) for kind in ("postgresql", "sqlite")}


def _database(scratch: Scratch, sqlite: bool, sizes: tuple[int, int]) -> dict[str, Any]:
    name = "bench_import_sqlite" if sqlite else "bench_import"
    place = scratch.make(name, sqlite=sqlite)
    first, found = 1, []
    for size in sizes:
        folder = write_editions(
            scratch.folder / f"{name}_{size}", _exported(scratch, name, place), first, size
        )
        first += size
        found.append({"editions": size, **_imported(folder, place)})
        say(
            f"{'SQLite' if sqlite else 'PostgreSQL'}, {size:,} editions: {found[-1]['seconds']:.1f} s, {found[-1]['memory']:.0f} MB"
        )
    if not sqlite:
        scratch.drop(name)
    few, many = found
    return {
        "few": few, "many": many, "memory_share": many["memory"] / MOST_MEMORY,
        "each_ratio": (many["seconds"] / many["editions"]) / (few["seconds"] / few["editions"]),
    }  # fmt: skip


def _exported(scratch: Scratch, name: str, place: Mapping[str, str]) -> dict[str, Any]:
    folder = scratch.folder / f"{name}_like"
    run("onewindow", "catalogue", "export", str(folder), "--item", LIKE, surroundings=dict(place))
    document: dict[str, Any] = yaml.safe_load(next(folder.glob("*.yaml")).read_text(encoding="utf-8"))
    return document


def write_editions(folder: Path, like: Mapping[str, Any], first: int, many: int) -> Path:
    """Files of that many first editions, numbered from `first`."""
    folder.mkdir()
    for serial in range(first, first + many):
        base = f"{like['base_code'][:4]}{FREE + serial:05}001"
        document = {
            **like, "edition": 1, "base_code": base, "code": like["code"][:-12] + base, "slug": f"many-{serial}",
            "name": f"{like['name']}{serial}", "aliases": [],
        }  # fmt: skip
        text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (folder / f"many-{serial}.yaml").write_text(text, encoding="utf-8")
    return folder


def _imported(folder: Path, place: Mapping[str, str]) -> dict[str, float]:
    """Seconds, seconds of processor, and the most memory of the process in MB."""
    command = [sys.executable, "-m", "onewindow", "catalogue", "import", str(folder)]
    began = time.perf_counter()
    said = folder.with_suffix(".txt")
    into = [(os.POSIX_SPAWN_OPEN, 1, said, os.O_WRONLY | os.O_CREAT, 0o600)]
    process = os.posix_spawn(sys.executable, command, dict(place), file_actions=into)
    _, status, used = os.wait4(process, 0)
    took = time.perf_counter() - began
    if status:
        raise RuntimeError(said.read_text(encoding="utf-8")[:2_000])
    return {"seconds": took, "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
