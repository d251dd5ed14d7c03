"""Campaign: kill -9 of PostgreSQL under the same load, while the platform stays up.

Every other kill takes the postmaster with all its processes; the others take one process only, upon which the
postmaster throws all others out and recovers by itself.
"""

from __future__ import annotations

import os
import random
import signal
import time

from tests.kills.everything import Outcome
from tests.kills.hall import Hall, HallFailed
from tests.kills.load import load_on, verdict
from tests.postgres import Postgres

SOONEST, LATEST = 0.05, 0.6
LONGEST_AWAY = 1.0
"""Seconds for which the server stays away after it was killed whole."""
WORKER_SECONDS = 180


def kill_database(hall: Hall, server: Postgres, *, kills: int, seed: int) -> Outcome:
    """Kill `server` or one of its processes `kills` times; measured is until something is acknowledged again."""
    chance, seconds = random.Random(seed), []
    facts = hall.prepare()
    hall.start()
    hall.wait()
    with load_on(hall, facts) as load:
        for turn in range(kills):
            load.resumes()
            time.sleep(chance.uniform(SOONEST, LATEST))
            if turn % 2:
                os.kill(chance.choice(server.backends()), signal.SIGKILL)
            else:
                server.kill()
                time.sleep(chance.uniform(0, LONGEST_AWAY))
                server.serve()
            began = time.monotonic()
            load.resumes()
            seconds.append(time.monotonic() - began)
    worker_works(hall)
    hall.stop()
    return Outcome(kills, verdict(hall, load.folder), seconds)


def worker_works(hall: Hall) -> None:
    """The worker has come through as well: what was journaled gets its position without a restart."""
    until = time.monotonic() + WORKER_SECONDS
    while hall.run("tests.kills.unsealed")["unsealed"]:
        if time.monotonic() > until:
            raise HallFailed(f"the worker has not come back:\n{hall.told()}")
        time.sleep(1)
