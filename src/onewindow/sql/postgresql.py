"""PostgreSQL is a round trip away: one statement for all tables of a commit.

Each table's rows travel as one JSON text, so that the statement is the same however many they are, and its plan is
kept. The constraints between tables are checked when the statement is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Model

from onewindow.sql.tables import Changes, Column, Part, parts


def flush(inserts: Sequence[Model], changes: Changes) -> None:
    values: list[str] = []
    shape: list[Part] = []
    for part, new, old in parts(inserts, changes):
        if new:
            values.append(_as_json(part.table.columns, new))
        if old:
            values.append(_as_json(part.written, old))
        shape.append(replace(part, new=min(part.new, 1), old=min(part.old, 1)))
    if not values:
        return
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(shape)), [*values[1:], values[0]])


def _as_json(columns: Sequence[Column], rows: Iterable[Model]) -> str:
    attributes = [column.attribute for column in columns]
    records = [{attribute: held[attribute] for attribute in attributes} for held in map(vars, rows)]
    return _JSON.encode(records)


@lru_cache(maxsize=1024)
def _statement(shape: tuple[Part, ...]) -> str:
    steps = []
    for part in shape:
        if part.new:
            steps.append(_insertion(part))
        if part.old:
            steps.append(_update(part))
    # The statement after WITH is carried out before those in it. It is the journal's, so that of two who act at
    # once the later one is stopped there, and told so, and not by the number of a paper that both would draw up.
    journal, *others = steps
    named = ", ".join(f"step{place} AS ({step})" for place, step in enumerate(others))
    return f"WITH {named} {journal}" if others else journal


def _insertion(part: Part) -> str:
    columns = part.table.columns
    names = ", ".join(column.name for column in columns)
    values = ", ".join(f'given."{column.attribute}"' for column in columns)
    return f"INSERT INTO {part.table.name} ({names}) SELECT {values} FROM {_given(columns)}"  # noqa: S608


def _update(part: Part) -> str:
    table, key = part.table.name, part.table.key
    sets = ", ".join(f'{column.name} = given."{column.attribute}"' for column in part.changed)
    return f'UPDATE {table} SET {sets} FROM {_given(part.written)} WHERE {table}.{key.name} = given."{key.attribute}"'  # noqa: S608


def _given(columns: Sequence[Column]) -> str:
    typed = ", ".join(f'"{column.attribute}" {column.cast}' for column in columns)
    return f"json_to_recordset(%s) AS given ({typed})"


def _text(value: object) -> str:
    """What JSON has no form for, as PostgreSQL reads it."""
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return f"\\x{bytes(value).hex()}"
    raise TypeError(f"a column holds no {type(value).__name__}: {value!r}")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_text)
