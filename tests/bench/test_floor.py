"""The floor is no cheaper than the rows that the commands write: it is compared with a recorded life."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.bench import commands
from tests.bench.floor import Floor
from tests.bench.life import COMMANDS
from tests.bench.rows import Recording
from tests.bench.scratch import Scratch

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
MOST_ROUND_TRIPS = 6


class Counting(psycopg.Connection[Any]):
    """Counts what is sent: each is one round trip."""

    sent = 0

    def execute(self, *arguments: Any, **named: Any) -> psycopg.Cursor[Any]:
        self.sent += 1
        return super().execute(*arguments, **named)


@pytest.fixture(scope="module")
def recording(place: Scratch) -> Recording:
    file: Path = commands.record(place)
    recorded: Recording = pickle.loads(file.read_bytes())
    return recorded


def counted(connection: psycopg.Connection[Any], tables: Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for table in tables:
        row = connection.execute(f'SELECT count(*) FROM "{table}"'.encode()).fetchone()
        found[table] = row[0] if row else 0
    return found


def test_the_recording_holds_all_commands_and_what_they_leave(recording: Recording) -> None:
    assert tuple(command.name for command in recording.commands) == COMMANDS
    for command in recording.commands:
        tables = {change.table for change in command.changes}
        assert "journal_event" in tables, command.name
        assert command.statements > 0, command.name
    first = {change.table: len(change.inserted) for change in recording.commands[0].changes}
    assert first["cases_case"] == first["cases_application"] == 1
    assert recording.commands[0].numbers


def test_a_floor_life_writes_the_recorded_rows_in_at_most_six_round_trips_a_command(
    place: Scratch, recording: Recording
) -> None:
    place.make("floor_life")
    with Counting.connect(
        place.url("floor_life"), autocommit=True, cursor_factory=psycopg.RawCursor
    ) as connection:
        floor = Floor(connection, recording)
        tables = list(recording.tables)
        for serial in (1, 2):
            fresh = floor.fresh(1, serial)
            for command, recorded in zip(floor.commands, recording.commands, strict=True):
                before = counted(connection, tables)
                connection.sent = 0
                command.play(connection, fresh, floor.case, floor.party)
                assert connection.sent <= MOST_ROUND_TRIPS, command.name
                grown = counted(connection, tables) - before
                expected = Counter(
                    {change.table: len(change.inserted) for change in recorded.changes if change.inserted}
                )
                expected["journal_unsealed"] = expected["journal_event"]
                grown.pop("journal_counter", None)
                assert grown == expected, command.name
        row = connection.execute(
            b"SELECT count(*), count(DISTINCT hash), bool_and(hash <> '') FROM journal_event"
        ).fetchone()
        assert row is not None
        assert row[0] == row[1] > 0
        assert row[2]


def test_a_floor_life_ends_with_the_case_as_the_commands_leave_it(
    place: Scratch, recording: Recording
) -> None:
    """What the floor updates are the recorded columns of the rows of its own life."""
    place.make("floor_end")
    with psycopg.connect(
        place.url("floor_end"), autocommit=True, cursor_factory=psycopg.RawCursor
    ) as connection:
        floor = Floor(connection, recording)
        fresh = floor.fresh(1, 1)
        for command in floor.commands:
            command.play(connection, fresh, floor.case, floor.party)
        stages = connection.execute(b"SELECT stage FROM cases_case").fetchall()
        papers = connection.execute(b"SELECT DISTINCT stage FROM cases_paper").fetchall()
        running = connection.execute(b"SELECT count(*) FROM clocks_clock WHERE state = 'running'").fetchone()
    assert stages == [("closed",)]
    assert papers == [("archive",)]
    assert running == (0,)
