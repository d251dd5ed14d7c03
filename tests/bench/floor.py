"""The floor: psycopg alone, prepared statements, at most six round trips a command, the same rows.

A command is BEGIN, the case read and locked, its numbers taken, everything written in one prepared statement
(the parts of a WITH), COMMIT. What a program must do for such rows is done: ids are made, hashes are chained.
What the floor leaves out is deciding: no rules, no clocks, no encryption, payloads as they were recorded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from onewindow.core.chain import sm3
from onewindow.core.ids import uuid7
from tests.bench.rows import Change, Command, Recording, Table

EVENTS, CASES = "journal_event", "cases_case"
READ_CASE = (
    "SELECT id, version, head, stage, application_id, edition_id, agency_code, hall_code, due_at "
    "FROM cases_case WHERE id = $1 FOR UPDATE"
)
READ_PARTY = "SELECT id, version, head FROM people_party WHERE number_index = $1"
TAKE_NUMBERS = (
    "INSERT INTO journal_counter (series, value) VALUES {rows} ON CONFLICT (series) "
    "DO UPDATE SET value = journal_counter.value + excluded.value RETURNING series, value"
)


@dataclass
class Fresh:
    """Gives each floor life ids and unique texts of its own, of the length recorded."""

    token: str
    at: datetime
    made: dict[Any, Any] = field(default_factory=dict)

    def key(self, recorded: Any) -> Any:
        if recorded not in self.made:
            self.made[recorded] = uuid7(self.at) if isinstance(recorded, UUID) else self.text(recorded)
        return self.made[recorded]

    def text(self, recorded: str) -> str:
        if recorded not in self.made:
            tail = f"{self.token}{len(self.made):02x}"
            self.made[recorded] = recorded[: max(len(recorded) - len(tail), 0)] + tail
        return str(self.made[recorded])


@dataclass
class Part:
    """One INSERT or UPDATE of one table inside the statement, with the columns of its rows in order."""

    table: Table
    sql: str
    columns: list[str]
    rows: list[list[Any]]


class FloorCommand:
    """The statement of one command and the parameters that a life gives it."""

    def __init__(self, command: Command, tables: dict[str, Table], created: set[Any]) -> None:
        self.name = command.name
        self.created = created
        self.parts = [part for change in command.changes for part in _parts(change, tables[change.table])]
        named = ", ".join(f"p{place} AS ({part.sql})" for place, part in enumerate(self.parts))
        self.write = _numbered(f"WITH {named} SELECT 1")
        self.numbers = sorted(command.numbers.items())
        pairs = ", ".join(["(%s, %s)"] * len(self.numbers))
        self.take = _numbered(TAKE_NUMBERS.format(rows=pairs)) if self.numbers else b""

    def play(self, connection: psycopg.Connection[Any], fresh: Fresh, case: Any, party: str) -> None:
        """At most five round trips, each prepared on its first use."""
        run = connection.execute
        run("BEGIN")
        if self.name == "receive":
            run(READ_PARTY, (fresh.text(party),), prepare=True).fetchone()
        else:
            run(READ_CASE, (fresh.key(case),), prepare=True).fetchone()
        if self.take:
            run(self.take, [v for pair in self.numbers for v in pair], prepare=True).fetchall()
        run(self.write, self.parameters(fresh), prepare=True)
        run("COMMIT")

    def parameters(self, fresh: Fresh) -> list[Any]:
        found: list[Any] = []
        for part in self.parts:
            for row in part.rows:
                values = [self._value(part, *pair, fresh) for pair in zip(part.columns, row, strict=True)]
                if part.table.name == EVENTS:
                    _chain(part.columns, values)
                found += values
        return found

    def _value(self, part: Part, column: str, value: Any, fresh: Fresh) -> Any:
        if value is None:
            return None
        if isinstance(value, UUID):
            return fresh.key(value) if value in self.created else value
        if isinstance(value, str) and column in part.table.unique:
            return fresh.text(value)
        return value


def _numbered(statement: str) -> bytes:
    """With the server's own placeholders, so that the driver has nothing to parse."""
    pieces = statement.split("%s")
    return (
        "".join(f"{piece}${place}" for place, piece in enumerate(pieces[:-1], 1)).encode()
        + pieces[-1].encode()
    )


def _chain(columns: list[str], values: list[Any]) -> None:
    hashed = "\n".join(str(values[columns.index(name)]) for name in ("previous", "id", "at", "body"))
    values[columns.index("hash")] = sm3(hashed.encode())


def _parts(change: Change, table: Table) -> list[Part]:
    parts = []
    if change.inserted:
        columns = [name for name in table.columns if name not in table.filled]
        places = ", ".join(f"%s::{table.columns[name]}" for name in columns)
        rows = [[_plain(row[name]) for name in columns] for row in change.inserted]
        names = ", ".join(f'"{name}"' for name in columns)
        sql = f'INSERT INTO "{table.name}" ({names}) VALUES {", ".join([f"({places})"] * len(rows))}'
        parts.append(Part(table, sql, columns, rows))
    shapes: dict[tuple[str, ...], list[Any]] = {}
    for key, changed in change.updated.items():
        shapes.setdefault(tuple(sorted(changed)), []).append((key, changed))
    return parts + [_update(table, shape, found) for shape, found in shapes.items()]


def _update(table: Table, shape: tuple[str, ...], found: list[tuple[Any, dict[str, Any]]]) -> Part:
    columns = [table.key, *shape]
    places = ", ".join(f"%s::{table.columns[name]}" for name in columns)
    sets = ", ".join(f'"{name}" = v."{name}"' for name in shape)
    names = ", ".join(f'"{name}"' for name in columns)
    rows = [[key, *(_plain(changed[name]) for name in shape)] for key, changed in found]
    values = ", ".join([f"({places})"] * len(rows))
    sql = f'UPDATE "{table.name}" t SET {sets} FROM (VALUES {values}) v ({names}) WHERE t."{table.key}" = v."{table.key}"'
    return Part(table, sql, columns, rows)


def _plain(value: Any) -> Any:
    """As psycopg sends it with the least work: JSON as text, bytes as bytes."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return bytes(value) if isinstance(value, memoryview) else value


class Floor:
    """Plays lives of the recording on one connection."""

    def __init__(self, connection: psycopg.Connection[Any], recording: Recording) -> None:
        self.connection = connection
        created: set[Any] = set()
        self.commands = []
        for command in recording.commands:
            for change in command.changes:
                key = recording.tables[change.table].key
                created |= {row[key] for row in change.inserted if isinstance(row[key], UUID)}
            self.commands.append(FloorCommand(command, recording.tables, created))
        first = {change.table: change.inserted for change in recording.commands[0].changes}
        self.case = first[CASES][0]["id"]
        self.party = first["people_party"][0]["number_index"]

    def fresh(self, seat: int, serial: int) -> Fresh:
        return Fresh(f"{seat:x}{serial:06x}", datetime.now(UTC))
