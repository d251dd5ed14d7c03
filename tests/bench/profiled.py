"""Lives of the real commands under cProfile, printed: `python -m tests.bench.profiled LIVES` on the environment."""

from __future__ import annotations

import cProfile
import pstats
import re
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from tests.bench.life import Cast, company, life  # noqa: E402

TOP = 25
PARTS = {
    "statements, waiting included": (r"psycopg", r"^(execute|executemany|fetch\w+)$"),
    "ORM: reading querysets": (r"db/models/query\.py", r"^_fetch_all$"),
    "ORM: bulk_create": (r"db/models/query\.py", r"^bulk_create$"),
    "ORM: update and bulk_update": (r"db/models/query\.py", r"^(bulk_update|update)$"),
    "ORM: building SQL": (r"db/models/sql/compiler\.py", r"^(as_sql|pre_sql_setup)$"),
    "ORM: rows into models": (r"db/models/base\.py", r"^from_db$"),
    "the writer": (r"journal/writer\.py", r"^write$"),
    "editions from JSON": (r"catalogue/models\.py", r"^guide$"),
    "pydantic: papers and editions": (r"pydantic/main\.py", r"^(model_validate|model_dump)$"),
    "papers drawn (forms, validation, sealing)": (r"documents/drawing\.py", r"^finish$"),
    "templates' editions": (r"documents/", r"^template_edition$"),
    "encryption (SM4-GCM)": (r"vault/cipher\.py", r"^(encrypt|decrypt)$"),
    "hashing (SM3)": (r"core/chain\.py", r"^sm3$"),
    "canonical JSON": (r"core/canon\.py", r"^canonical$"),
    "clocks and calendars": (r"clocks/board\.py", r"^(apply|reckon|binding)$"),
    "rules read": (r"clocks/rules\.py", r"."),
}
"""Where time may go: file and function, cumulative; the outermost call counts, parts overlap."""


def profile(lives: int) -> pstats.Stats:
    cast = Cast()
    for serial in range(1, 4):
        for _, act in life(cast, company(0, serial), serial):
            act()
    profiler = cProfile.Profile()
    for serial in range(10, 10 + lives):
        for _, act in life(cast, company(0, serial), serial):
            _under(profiler, act)
    return pstats.Stats(profiler)


def _under(profiler: cProfile.Profile, act: Callable[[], Any]) -> None:
    profiler.enable()
    act()
    profiler.disable()


def show(stats: pstats.Stats, lives: int) -> None:
    rows: dict[Any, Any] = vars(stats)["stats"]
    whole = sum(row[2] for row in rows.values())
    print(f"\n{lives} lives of 12 commands under cProfile (which itself costs about as much again):")
    print(f"{whole / lives * 1e3:.1f} ms a life. Parts overlap: a part holds what it calls.\n")
    found = [(_spent(rows, *pattern), name) for name, pattern in PARTS.items()]
    for (seconds, calls), name in sorted(found, reverse=True):
        print(
            f"  {seconds / whole:6.1%}  {seconds / lives * 1e3:8.2f} ms a life  {calls / lives:8.1f} calls a life  {name}"
        )
    for order in ("cumulative", "tottime"):
        print(f"\nTop {TOP} by {order}:")
        stats.sort_stats(order).print_stats(TOP)


def _spent(rows: dict[Any, Any], file: str, function: str) -> tuple[float, int]:
    """Cumulative seconds and calls of the functions that match, without those called by one that matches."""
    matching = {key for key in rows if re.search(file, key[0]) and re.search(function, key[2])}
    seconds, calls = 0.0, 0
    for key in matching:
        _, count, _, cumulative, callers = rows[key]
        inner = sum(caller[3] for name, caller in callers.items() if name in matching)
        seconds += max(cumulative - inner, 0.0)
        calls += count
    return seconds, calls


if __name__ == "__main__":
    show(profile(int(sys.argv[1])), int(sys.argv[1]))
