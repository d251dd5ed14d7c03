"""SQLite runs in the process: one statement a table, with a mark for each value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from onewindow.sql.tables import Changes, Column, Part, parts


def flush(inserts: Sequence[Model], changes: Changes) -> None:
    """A table with new and changed rows takes both at once: a changed row is already there."""
    for part, new, old in parts(inserts, changes):
        together = bool(new and old) and not part.table.numbers_itself
        if new:
            rows = [*new, *old] if together else new
            _execute(_insertion(part, len(rows)), _values(part.table.columns, rows))
        if old and not together:
            _execute(_update(part), _values(part.written, old))


def _execute(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _values(columns: Sequence[Column], rows: Iterable[Model]) -> list[Any]:
    plain = [(column.attribute, _PLAIN.get(column.kind, _same)) for column in columns]
    return [to_plain(getattr(row, attribute)) for row in rows for attribute, to_plain in plain]


@lru_cache(maxsize=1024)
def _insertion(part: Part, rows: int) -> str:
    columns = part.table.columns
    names = ", ".join(column.name for column in columns)
    text = f"INSERT INTO {part.table.name} ({names}) VALUES {_marks(len(columns), rows)}"  # noqa: S608
    if rows == part.new:
        return text
    sets = ", ".join(f"{column.name} = excluded.{column.name}" for column in part.changed)
    return f"{text} ON CONFLICT ({part.table.key.name}) DO UPDATE SET {sets}"


@lru_cache(maxsize=1024)
def _update(part: Part) -> str:
    table, key = part.table.name, part.table.key.name
    names = ", ".join(column.name for column in part.written)
    sets = ", ".join(f"{column.name} = changed.{column.name}" for column in part.changed)
    return (
        f"WITH changed ({names}) AS (VALUES {_marks(len(part.written), part.old)}) "  # noqa: S608
        f"UPDATE {table} SET {sets} FROM changed WHERE {table}.{key} = changed.{key}"
    )


def _marks(columns: int, rows: int) -> str:
    return ", ".join([f"({', '.join(['%s'] * columns)})"] * rows)


def _same(value: Any) -> Any:
    return value


def _hex(value: UUID | str | None) -> str | None:
    if isinstance(value, str):
        value = UUID(value)
    return None if value is None else value.hex


def _utc(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def _iso(value: Any) -> str | None:
    return None if value is None else str(value)


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "UUIDField": _hex,
    "DateTimeField": _utc,
    "DateField": _iso,
    "JSONField": json.dumps,
}
