"""The demo city behind a real server, on the database of DATABASE_URL or on SQLite."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from onewindow.core.calendar import SHANGHAI
from tests.demo.conftest import FRIDAY
from tests.kills.hall import Hall, HallFailed, hall_of_its_own


@contextmanager
def demo_hall() -> Iterator[Hall]:
    """Loaded as of FRIDAY and serving; its clock runs on from there."""
    with hall_of_its_own(os.environ.get("DATABASE_URL", "")) as hall:
        hall.environment["ONEWINDOW_CLOCK_OFFSET"] = str((FRIDAY - datetime.now(SHANGHAI)).total_seconds())
        for command in (["setup"], ["demo"]):
            onewindow(hall, *command)
        hall.start()
        hall.wait()
        yield hall
        hall.stop()


def onewindow(hall: Hall, *arguments: str) -> str:
    """One command of the command line on this installation; returns what it said."""
    done = hall.command([sys.executable, "-m", "onewindow", *arguments])
    if done.returncode:
        raise HallFailed(f"onewindow {' '.join(arguments)}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout.strip()
