"""The campaigns: `python -m tests.kills` runs them all in their short form; `make kills-long` the long one.

python -m tests.kills --only everything --on sqlite --kills 5 --seed 7
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from tests.kills.database import kill_database
from tests.kills.database_disk import FAILING as FAILING_DATABASE
from tests.kills.database_disk import ROOM as DATABASE_ROOM
from tests.kills.database_disk import fail_database, fill_database_up, postgres_with_room
from tests.kills.disk import FAILING, ROOM, fail, fill_up
from tests.kills.everything import Outcome, kill_everything
from tests.kills.hall import hall_of_its_own
from tests.postgres import running_postgres
from tests.results import Figure, database_version, record

BUDGET = yaml.safe_load((Path(__file__).parent / "budget.yaml").read_text(encoding="utf-8"))
SHORT, LONG = "make kills", "make kills-long"
LONG_FROM = 100
"""From so many kills on a run is called the long one."""
AT_A_TIME = 2
Campaign = Callable[[], None]


class Campaigns:
    """Runs campaigns one after the other, records what they counted, and keeps what was wrong."""

    def __init__(self, kills: int, seed: int) -> None:
        self.kills, self.seed = kills, seed
        self.command = LONG if kills >= LONG_FROM else SHORT
        self.faults: list[str] = []

    def everything(self, server: str) -> None:
        with hall_of_its_own(server) as hall:
            outcome = kill_everything(hall, kills=self.kills, seed=self.seed)
        self._killed("kill -9 of server and worker", server, outcome, "serving_again", "slowest start, s")

    def database(self) -> None:
        with running_postgres() as server, hall_of_its_own(server.url) as hall:
            outcome = kill_database(hall, server, kills=self.kills, seed=self.seed)
            version = server.url
            self._killed(
                "kill -9 of PostgreSQL", version, outcome, "acknowledging_again", "slowest recovery, s"
            )

    def disk_full(self) -> None:
        times = max(1, self.kills // 30)
        with hall_of_its_own(room=ROOM) as hall:
            full = fill_up(hall, times=times)
        figures = {"times full": times, "pages read meanwhile": full.pages_read, **_of(full.judged)}
        self._note("disk full", "", figures, full.faults)

    def disk_failing(self, what: str) -> None:
        with hall_of_its_own() as hall:
            failed = fail(hall, what, steps=min(self.kills, 100))
        self._note(f"disk: {what}", "", _of(failed.judged), failed.faults)

    def database_disk_full(self) -> None:
        times = max(1, self.kills // 30)
        with postgres_with_room(DATABASE_ROOM) as server, hall_of_its_own(server.url) as hall:
            full = fill_database_up(hall, server, times=times)
            figures = {"times full": times, "PostgreSQL gave up, times": full.panics, **_of(full.judged)}
            self._note("disk full", server.url, figures, full.faults)

    def database_disk_failing(self, what: str) -> None:
        with running_postgres() as server, hall_of_its_own(server.url) as hall:
            failed = fail_database(hall, server, what, times=max(1, self.kills // 30))
            figures = {"PostgreSQL gave up, times": failed.panics, **_of(failed.judged)}
            self._note(f"disk: {what}", server.url, figures, failed.faults)

    def points(self, server: str) -> None:
        with hall_of_its_own(server) as hall:
            found = hall.run("tests.kills.points", "long" if self.command == LONG else "short")
        figures = {
            "acts": found["acts"], "deaths": found["points"], "left nothing": found["nothing"],
            "left everything": found["everything"], "left something half-done": len(found["faults"]),
        }  # fmt: skip
        self._note("death at every step", server, figures, found["faults"])

    def _killed(self, name: str, server: str, outcome: Outcome, budget: str, label: str) -> None:
        slowest = max(outcome.slow)
        figures = {"kills": outcome.kills, **_of(outcome.judged), label: round(slowest, 2)}
        late = [f"{label} is {slowest:.2f}, the budget {BUDGET[budget]}"] if slowest > BUDGET[budget] else []
        self._note(name, server, figures, [*outcome.faults, *late])

    def _note(self, name: str, server: str, figures: dict[str, Figure], faults: list[str]) -> None:
        version = database_version(server)
        record(name, seed=self.seed, command=self.command, database=version, figures=figures)
        print(f"{name} on {version}: " + ", ".join(f"{label} {value}" for label, value in figures.items()))
        for fault in faults:
            print(f"  WRONG: {fault}")
        self.faults += faults
        sys.stdout.flush()


def _of(judged: dict[str, Any]) -> dict[str, Figure]:
    """The judge's figures; `wrong` counts what was lost, doubled, told wrongly or left half-done."""
    names = ("acknowledged", "retried", "unavailable", "matters", "events")
    return {**{name: judged[name] for name in names}, "wrong": len(judged["faults"])}


def run(campaigns: Campaigns, only: str, on: str) -> None:
    """First those that have a budget of time, each alone; then the others, some at the same time."""
    with ExitStack() as opened:
        servers = [] if on == "postgresql" else [""]
        if on != "sqlite":
            servers.append(opened.enter_context(running_postgres()).url)
        alone: dict[str, list[Campaign]] = {
            "everything": [partial(campaigns.everything, server) for server in servers],
            "database": [campaigns.database] if on != "sqlite" else [],
        }
        failing = [partial(campaigns.disk_failing, what) for what in FAILING]
        failing_there = [partial(campaigns.database_disk_failing, what) for what in FAILING_DATABASE]
        beside: dict[str, list[Campaign]] = {
            "points": [partial(campaigns.points, server) for server in servers],
            "disk": [campaigns.disk_full, *failing] if on != "postgresql" else [],
            "database disk": [campaigns.database_disk_full, *failing_there] if on != "sqlite" else [],
        }
        for campaign in _meant(alone, only):
            campaign()
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            for ended in [threads.submit(campaign) for campaign in _meant(beside, only)]:
                ended.result()


def _meant(campaigns: dict[str, list[Campaign]], only: str) -> list[Campaign]:
    return [campaign for name, named in campaigns.items() if only in {"", name} for campaign in named]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", choices=["everything", "database", "disk", "database disk", "points"], default=""
    )
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="", help="default: both")
    parser.add_argument("--kills", type=int, default=15)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    asked = parser.parse_args()
    campaigns, began = Campaigns(asked.kills, asked.seed), time.monotonic()
    run(campaigns, asked.only, asked.on)
    print(f"seed {asked.seed}, {time.monotonic() - began:.0f} s, {len(campaigns.faults)} things wrong")
    return bool(campaigns.faults)


if __name__ == "__main__":
    sys.exit(main())
