"""Whole commands over HTTP: authorisation, validation and journal, beside the floor in the same run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from onewindow.core.calendar import SHANGHAI
from tests.bench.commands import Plan, spread
from tests.bench.cpu import seconds_of_family
from tests.bench.players import Player, Tally, players
from tests.bench.progress import say
from tests.bench.scratch import Scratch, run
from tests.bench.serving import Served, served

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
"""When the hall opens in which the lives are played: a Monday of the stories' city."""
SERVERS = 4
CLIENTS = 4


def measure(scratch: Scratch, plan: Plan, recording: Path) -> dict[str, Any]:
    """Interleaved rounds of the floor and of the pages, each with four clients."""
    place, floor_place = scratch.make("bench_pages"), scratch.make("bench_pages_floor")
    forms = scratch.folder / "forms.json"
    run("tests.bench.forms", str(forms), surroundings=place)
    floor, pages = Tally(), Tally()
    spent = Spent(scratch)
    with (
        served(place, workers=SERVERS, now=MONDAY) as server,
        players("tests.bench.play_floor", CLIENTS, str(recording), surroundings=floor_place) as beneath,
        players("tests.bench.play_pages", CLIENTS, str(server.port), str(forms), surroundings=place) as above,
    ):
        for number in range(plan.rounds):
            floor.round(beneath, plan.seconds)
            spent.round(server, pages, above, plan.seconds)
            say(
                f"round {number + 1}/{plan.rounds}: over HTTP {pages.rates[-1]:.1f}, floor {floor.rates[-1]:.1f} lives/s"
            )
    scratch.drop("bench_pages")
    scratch.drop("bench_pages_floor")
    ratios = [mine / theirs for mine, theirs in zip(pages.rates, floor.rates, strict=True)]
    commands = sum(len(took) for took in pages.took.values())
    return {
        "servers": SERVERS, "clients": CLIENTS, "lives": pages.lives, "commands": pages.commands,
        "floor_commands": floor.commands, "ratio": median(ratios), "ratios": ratios, **spread(pages.all_took()),
        "server_us": spent.server / commands * 1e6, "database_us": spent.database / commands * 1e6,
        "client_us": sum(pages.here.values()) / commands * 1e6,
        "each": {name: spread(took) for name, took in pages.took.items()},
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
