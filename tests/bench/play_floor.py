"""Plays floor lives: `python -m tests.bench.play_floor SEAT RECORDING` on the PostgreSQL of DATABASE_URL."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.bench.floor import Floor
from tests.bench.seat import answer_rounds


def main(seat: int, recording: Path) -> None:
    with psycopg.connect(
        os.environ["DATABASE_URL"], autocommit=True, cursor_factory=psycopg.RawCursor
    ) as connection:
        floor = Floor(connection, pickle.loads(recording.read_bytes()))

        def lives(serial: int) -> Iterator[tuple[str, Callable[[], Any]]]:
            fresh = floor.fresh(seat, serial)
            for command in floor.commands:
                yield command.name, lambda c=command: c.play(connection, fresh, floor.case, floor.party)  # type: ignore[misc]

        answer_rounds(lives, connection.info.backend_pid)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
