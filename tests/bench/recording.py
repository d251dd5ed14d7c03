"""What the real commands write, row by row: the floor writes the same, so it follows the code.

`python -m tests.bench.recording FILE` plays one life on the database of the environment and stores, for each
command, the rows that are new, the columns that changed and the numbers taken, and how many statements it sent.
"""

from __future__ import annotations

import pickle
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.bench.life import Cast, company, life  # noqa: E402
from tests.bench.rows import Change, Command, Recording, Table  # noqa: E402

COUNTERS = "journal_counter"
BY_TRIGGER = {"journal_unsealed"}
"""Written by the database itself, for the floor as for the commands."""
AROUND = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
TABLES = """
SELECT c.relname, a.attname, t.typname, a.atthasdef OR a.attidentity <> '',
       EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
       EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND NOT i.indisprimary
               AND i.indnatts = 1 AND a.attnum = i.indkey[0])
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relkind = 'r' AND c.relname NOT LIKE 'django_%' AND c.relname NOT LIKE 'auth_%' ORDER BY c.relname, a.attnum
"""
Rows = dict[Any, dict[str, Any]]


@dataclass
class Picture:
    """All rows of all tables at one moment, by primary key."""

    tables: dict[str, Table]
    rows: dict[str, Rows] = field(default_factory=dict)

    def take(self) -> Picture:
        taken = Picture(self.tables)
        with connection.cursor() as cursor:
            for table in self.tables.values():
                names = ", ".join(f'"{name}"' for name in table.columns)
                cursor.cursor.execute(f'SELECT {names} FROM "{table.name}"')
                found = [dict(zip(table.columns, row, strict=True)) for row in cursor.fetchall()]
                taken.rows[table.name] = {row[table.key]: row for row in found}
        return taken


def read_tables() -> dict[str, Table]:
    """The tables with one-column keys, with the type of each column and which the database fills or keeps unique."""
    tables: dict[str, Table] = {}
    with connection.cursor() as cursor:
        cursor.cursor.execute(TABLES)
        for name, column, kind, filled, is_key, unique in cursor.fetchall():
            table = tables.setdefault(name, Table(name))
            table.columns[column] = kind
            table.key = column if is_key else table.key
            if filled:
                table.filled.add(column)
            if unique:
                table.unique.add(column)
    return {name: table for name, table in tables.items() if table.key}


def difference(before: Picture, after: Picture) -> list[Change]:
    """New rows and changed columns per table."""
    changes = []
    for name in before.tables.keys() - BY_TRIGGER - {COUNTERS}:
        old, new = before.rows[name], after.rows[name]
        inserted = [row for key, row in new.items() if key not in old]
        updated = {
            key: {column: value for column, value in row.items() if value != old[key][column]}
            for key, row in new.items()
            if key in old and row != old[key]
        }
        if inserted or updated:
            changes.append(Change(name, inserted, updated))
    return sorted(changes, key=lambda change: change.table)


def numbers(before: Picture, after: Picture) -> dict[str, int]:
    """How many numbers were taken from each series."""
    old, new = before.rows[COUNTERS], after.rows[COUNTERS]
    taken = {series: row["value"] - old.get(series, {"value": 0})["value"] for series, row in new.items()}
    return {series: count for series, count in taken.items() if count}


def record() -> Recording:
    """Play a life to warm up, then one that is recorded."""
    cast = Cast()
    for _, act in life(cast, company(0, 1), 1):
        act()
    before = Picture(read_tables()).take()
    recording = Recording(before.tables)
    for name, act in life(cast, company(0, 2), 2):
        with CaptureQueriesContext(connection) as counted:
            act()
        statements = [query["sql"] for query in counted.captured_queries]
        after = before.take()
        recording.commands.append(Command(
            name, difference(before, after), numbers(before, after),
            sum(not statement.upper().startswith(AROUND) for statement in statements),
        ))  # fmt: skip
        before = after
    return recording


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(pickle.dumps(record()))
