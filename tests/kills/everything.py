"""Campaign: kill -9 of the server and its worker at once, again and again, while clients work."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import Any

from tests.kills.hall import Hall
from tests.kills.load import load_on, verdict

SOONEST, LATEST = 0.05, 0.6
"""Seconds from the first acknowledgement after a start to the kill."""


@dataclass
class Outcome:
    """What a campaign counted; `slow` are the seconds from each start to the first page served."""

    kills: int
    judged: dict[str, Any]
    slow: list[float] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        faults: list[str] = self.judged["faults"]
        return faults


def kill_everything(hall: Hall, *, kills: int, seed: int) -> Outcome:
    """Kill everything `kills` times at seeded moments; every restart is measured until the home page is served."""
    chance, seconds = random.Random(seed), []
    facts = hall.prepare()
    hall.start()
    hall.wait()
    with load_on(hall, facts) as load:
        for _ in range(kills):
            load.resumes()
            time.sleep(chance.uniform(SOONEST, LATEST))
            seconds.append(hall.restart())
        load.resumes()
    hall.stop()
    return Outcome(kills, verdict(hall, load.folder), seconds)
