"""List and case pages with many cases behind them, over HTTP."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from onewindow.config.clock import offset_to
from onewindow.core.calendar import SHANGHAI
from tests.bench.commands import spread
from tests.bench.cpu import seconds_of_family
from tests.bench.players import Player, players
from tests.bench.progress import say
from tests.bench.scratch import Scratch, run
from tests.bench.serving import Served, served

NOW = datetime(2026, 3, 10, 16, 30, tzinfo=SHANGHAI)
SERVERS = 4
NAME = "bench_many"


def measure(scratch: Scratch, cases: int, seconds: float, clients: int = 16) -> dict[str, Any]:
    """Every page alone with one client, then with all of them, for that many seconds each."""
    say(f"making {cases:,} cases by SQL")
    place = scratch.make(NAME) | {"ONEWINDOW_CLOCK_OFFSET": str(offset_to(NOW))}
    file = scratch.folder / "many.json"
    run("tests.bench.many", str(cases), str(file), surroundings=place)
    statements: dict[str, int] = json.loads(file.read_text("utf-8"))["statements"]
    pages = {}
    with (
        served(place, workers=SERVERS, now=NOW) as server,
        players(
            "tests.bench.play_reads", clients, str(server.port), str(file), surroundings=place
        ) as readers,
    ):
        for name in statements:
            _ask(readers, name, 0.2)
            alone = spread(_ask(readers[:1], name, seconds / 3)["took"])
            spent = _spent(scratch, server)
            crowd = _ask(readers, name, seconds)
            server_s, database_s = (
                now - was for now, was in zip(_spent(scratch, server), spent, strict=True)
            )
            count = len(crowd["took"])
            pages[name] = {
                "statements": statements[name], "alone_p50": alone["p50"], "rate": count / crowd["seconds"],
                "server_ms": server_s / count * 1e3, "database_ms": database_s / count * 1e3, **spread(crowd["took"]),
            }  # fmt: skip
            say(
                f"{name}: alone {alone['p50']:.0f} ms, at {clients} clients p50 {pages[name]['p50']:.0f} p95 {pages[name]['p95']:.0f} ms"
            )
    scratch.drop(NAME)
    return {"cases": cases, "clients": clients, "servers": SERVERS, "pages": pages}


def _ask(readers: list[Player], name: str, seconds: float) -> dict[str, Any]:
    for reader in readers:
        reader.tell(f"{seconds} {name}")
    answers = [reader.answer() for reader in readers]
    return {
        "took": [one for answer in answers for one in answer["took"]],
        "seconds": max(a["seconds"] for a in answers),
    }


def _spent(scratch: Scratch, server: Served) -> tuple[float, float]:
    return server.cpu(), seconds_of_family(scratch.postmaster)
