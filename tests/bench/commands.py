"""The commands beside the floor on PostgreSQL, and on SQLite with one and eight writers."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.players import Tally, players
from tests.bench.progress import say
from tests.bench.rows import Recording
from tests.bench.scratch import Scratch, run


@dataclass(frozen=True)
class Plan:
    """How long: rounds of each kind, and seconds a round."""

    rounds: int
    seconds: float
    sqlite_seconds: float
    workers: tuple[int, ...] = (1, 4)
    writers: tuple[int, ...] = (1, 8)
    """Processes on PostgreSQL, and on SQLite."""


def measure(scratch: Scratch, plan: Plan) -> dict[str, Any]:
    """Interleaved rounds of floor and commands with each number of workers; then SQLite."""
    file = record(scratch)
    recording: Recording = pickle.loads(file.read_bytes())
    tallies = {(what, count): Tally() for what in ("floor", "ours") for count in plan.workers}
    floor_place, our_place = scratch.make("bench_floor"), scratch.make("bench_ours")
    most = max(plan.workers)
    with (
        players("tests.bench.play_floor", most, str(file), surroundings=floor_place) as floor,
        players("tests.bench.play_ours", most, surroundings=our_place) as ours,
    ):
        for number in range(plan.rounds):
            for count in plan.workers:
                for what, playing in (("floor", floor), ("ours", ours)):
                    tally = tallies[what, count]
                    tally.round(playing[:count], plan.seconds)
                    say(
                        f"round {number + 1}/{plan.rounds}: {what}, {count} workers: {tally.rates[-1]:.1f} lives/s"
                    )
    scratch.drop("bench_floor")
    scratch.drop("bench_ours")
    return {
        "postgresql": {count: _beside(tallies["floor", count], tallies["ours", count]) for count in plan.workers},
        "commands": (each := _each(recording, tallies["floor", 1], tallies["ours", 1])),
        "processor_ratio": _processor(each, "floor_") / _processor(each, ""),
        "sqlite": {count: _sqlite(scratch, count, plan) for count in plan.writers},
    }  # fmt: skip


def record(scratch: Scratch) -> Path:
    """The rows that one life of the commands writes today."""
    say("recording the rows of one life")
    place = scratch.make("bench_recording")
    file = scratch.folder / "recording"
    run("tests.bench.recording", str(file), surroundings=place)
    scratch.drop("bench_recording")
    return file


def _beside(floor: Tally, ours: Tally) -> dict[str, Any]:
    ratios = [mine / theirs for mine, theirs in zip(ours.rates, floor.rates, strict=True)]
    return {
        "floor_lives": floor.lives, "floor_commands": floor.commands, "lives": ours.lives, "commands": ours.commands,
        "ratio": median(ratios), "ratios": ratios, **spread(ours.all_took()),
    }  # fmt: skip


def _each(recording: Recording, floor: Tally, ours: Tally) -> list[dict[str, Any]]:
    rows = []
    for command in recording.commands:
        here, backend = ours.micros(command.name)
        floor_here, floor_backend = floor.micros(command.name)
        rows.append({
            "name": command.name, "rows": command.rows, "bytes": command.size, "statements": command.statements,
            "client_us": here, "backend_us": backend, "floor_client_us": floor_here, "floor_backend_us": floor_backend,
            "ms": median(ours.took[command.name]) * 1e3, "floor_ms": median(floor.took[command.name]) * 1e3,
        })  # fmt: skip
    return rows


def _processor(commands: list[dict[str, Any]], whose: str) -> float:
    """µs of client and backend for a whole life."""
    return float(sum(one[f"{whose}client_us"] + one[f"{whose}backend_us"] for one in commands))


def _sqlite(scratch: Scratch, count: int, plan: Plan) -> dict[str, Any]:
    place = scratch.make(f"sqlite-{count}", sqlite=True)
    tally = Tally()
    with players("tests.bench.play_ours", count, surroundings=place) as playing:
        tally.round(playing, plan.sqlite_seconds)
    say(f"SQLite, {count} writers: {tally.lives:.1f} lives/s")
    each = {name: spread(took) for name, took in tally.took.items()}
    return {"lives": tally.lives, "commands": tally.commands, **spread(tally.all_took()), "each": each}


def spread(took: list[float]) -> dict[str, float]:
    """p50, p95, p99 and max in ms, and p99 as a multiple of the median."""
    ordered = sorted(took)

    def at(share: float) -> float:
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1e3

    p50, p99 = at(0.5), at(0.99)
    return {
        "count": len(ordered),
        "p50": p50,
        "p95": at(0.95),
        "p99": p99,
        "max": ordered[-1] * 1e3,
        "p99_to_p50": p99 / p50,
    }
