"""Whole commands over HTTP: authorisation, validation and journal, beside the floor in the same run."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from onewindow.config.clock import offset_to
from onewindow.core.calendar import SHANGHAI
from tests.bench.commands import Plan, spread
from tests.bench.cpu import seconds_of_family
from tests.bench.players import Player, Tally, players
from tests.bench.progress import say
from tests.bench.scratch import Scratch, run
from tests.bench.serving import Served, served

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
"""When the hall opens in which the lives are played: a Monday of the stories' city."""
WAYS = {"API": "tests.bench.play_api", "pages": "tests.bench.play_pages"}
"""Ways in, each with the program that plays lives through it."""
SERVERS = 4
MOST_LIVES = 8_000
"""All of them fall on one day of the server's clock, and a day has numbers for 9,999 sheets of a kind."""


def measure(scratch: Scratch, plan: Plan, recording: Path, clients: int = 4) -> dict[str, Any]:
    """Interleaved rounds of the floor and of each way in, all with as many clients."""
    place, floor_place = scratch.make("bench_http"), scratch.make("bench_http_floor")
    forms = scratch.folder / "forms.json"
    run(
        "tests.bench.forms",
        str(forms),
        surroundings=place | {"ONEWINDOW_CLOCK_OFFSET": str(offset_to(MONDAY))},
    )
    floor, tallies = Tally(), {name: Tally() for name in WAYS}
    spent = {name: Spent(scratch) for name in WAYS}
    with ExitStack() as stack:
        server = stack.enter_context(served(place, workers=SERVERS, now=MONDAY))
        beneath = stack.enter_context(
            players("tests.bench.play_floor", clients, str(recording), surroundings=floor_place)
        )
        above = {
            name: stack.enter_context(
                players(module, clients, str(server.port), str(forms), surroundings=place)
            )
            for name, module in WAYS.items()
        }
        for number in range(plan.rounds):
            floor.round(beneath, plan.seconds)
            for name, playing in above.items():
                spent[name].round(server, tallies[name], playing, plan.seconds)
                rates = f"{name} {tallies[name].rates[-1]:.1f}, floor {floor.rates[-1]:.1f} lives/s"
                say(f"round {number + 1}/{plan.rounds} over HTTP: {rates}")
            if sum(tally.played for tally in tallies.values()) > MOST_LIVES:
                break
    scratch.drop("bench_http")
    scratch.drop("bench_http_floor")
    ways = {name: _way(tallies[name], floor, spent[name]) for name in WAYS}
    return {"servers": SERVERS, "clients": clients, "floor_commands": floor.commands, "ways": ways}


def _way(tally: Tally, floor: Tally, spent: Spent) -> dict[str, Any]:
    ratios = [mine / theirs for mine, theirs in zip(tally.rates, floor.rates, strict=True)]
    commands = sum(len(took) for took in tally.took.values())
    return {
        "lives": tally.lives, "commands": tally.commands, "ratio": median(ratios), "ratios": ratios,
        "server_us": spent.server / commands * 1e6, "database_us": spent.database / commands * 1e6,
        "client_us": sum(tally.here.values()) / commands * 1e6, **spread(tally.all_took()),
        "each": {name: spread(took) for name, took in tally.took.items()},
    }  # fmt: skip


class Spent:
    """Processor seconds of the web server and of all database processes during rounds over HTTP."""

    def __init__(self, scratch: Scratch) -> None:
        self.postmaster = scratch.postmaster
        self.server = self.database = 0.0

    def round(self, server: Served, tally: Tally, playing: list[Player], seconds: float) -> None:
        before = server.cpu(), seconds_of_family(self.postmaster)
        tally.round(playing, seconds)
        self.server += server.cpu() - before[0]
        self.database += seconds_of_family(self.postmaster) - before[1]
