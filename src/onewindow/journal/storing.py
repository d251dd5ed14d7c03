"""How the rows of a commit become SQL: one statement a table on SQLite, one for all of them on PostgreSQL.

Whatever the models can tell is found out once: columns, casts, and the text of a statement for each shape of commit.
The ORM would put the same text together anew for every row of every command, at ten times the cost of running it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model

Plain = Callable[[Any], Any]
Changes = Mapping[Model, set[str]]


@dataclass(frozen=True)
class Column:
    attribute: str
    name: str
    cast: str
    plain: Plain


@dataclass(frozen=True)
class Table:
    name: str
    key: str
    columns: tuple[Column, ...]
    """What an insertion gives; the database gives the rest."""
    by_attribute: dict[str, Column]
    numbers_itself: bool

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Part:
    """What happens to one table: `rows` new rows and, of `old` read rows, the columns that changed."""

    table: Table
    new: int
    old: int
    changed: tuple[Column, ...]


def store(inserts: Sequence[Model], changes: Changes) -> None:
    """Write new rows and the changed columns of read ones.

    Of the rows that were read only what was changed is written: the rest may be newer in the database.
    """
    new: dict[type[Model], list[Model]] = defaultdict(list)
    old: dict[type[Model], list[Model]] = defaultdict(list)
    for row in inserts:
        new[type(row)].append(row)
    for row in changes:
        old[type(row)].append(row)
    models = dict.fromkeys((*new, *old))
    parts = [_part(model, new[model], old[model], changes) for model in models]
    if connection.vendor == "postgresql":
        _at_once(parts, [(new[model], old[model]) for model in models])
    else:
        for part, model in zip(parts, models, strict=True):
            _table_by_table(part, new[model], old[model])
    for row in inserts:
        row._state.adding, row._state.db = False, connection.alias


def _part(model: type[Model], new: list[Model], old: list[Model], changes: Changes) -> Part:
    table = _table(model, connection.vendor)
    names = set().union(*(changes[row] for row in old)) if old else ()
    changed = tuple(sorted((_column(table, name) for name in names), key=lambda column: column.name))
    return Part(table, len(new), len(old), changed)


def _column(table: Table, name: str) -> Column:
    return table.by_attribute.get(name) or table.by_attribute[f"{name}_id"]


def _at_once(parts: list[Part], rows: list[tuple[list[Model], list[Model]]]) -> None:
    values: list[Any] = []
    for part, (new, old) in zip(parts, rows, strict=True):
        values += _whole(part.table, new)
        values += _changed(part, old)
    if values:
        _execute(_one_statement(tuple(parts)), values)


def _table_by_table(part: Part, new: list[Model], old: list[Model]) -> None:
    together = part.new and part.old and not part.table.numbers_itself
    if part.new:
        rows = [*new, *old] if together else new
        _execute(_insertion(part, len(rows)), _whole(part.table, rows))
    if part.old and not together:
        _execute(_update_sqlite(part), _changed(part, old))


def _whole(table: Table, rows: Iterable[Model]) -> list[Any]:
    return [column.plain(getattr(row, column.attribute)) for row in rows for column in table.columns]


def _changed(part: Part, rows: Iterable[Model]) -> list[Any]:
    columns = (part.table.by_attribute[part.table.key], *part.changed)
    return [column.plain(getattr(row, column.attribute)) for row in rows for column in columns]


def _execute(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@lru_cache(maxsize=1024)
def _one_statement(parts: tuple[Part, ...]) -> str:
    """All tables in one statement; the constraints between them are checked when it is over."""
    steps = []
    for part in parts:
        if part.new:
            steps.append(_insertion(part, part.new))
        if part.old:
            steps.append(_update_postgresql(part))
    *first, last = steps
    named = ", ".join(f"step{place} AS ({step})" for place, step in enumerate(first))
    return f"WITH {named} {last}" if first else last


@lru_cache(maxsize=1024)
def _insertion(part: Part, rows: int) -> str:
    """With more rows than the new ones the changed ones come along: they are there already."""
    text = f"INSERT INTO {part.table.name} ({_names(part)}) VALUES {_marks(part, rows)}"  # noqa: S608
    if rows == part.new:
        return text
    sets = ", ".join(f"{column.name} = excluded.{column.name}" for column in part.changed)
    return f"{text} ON CONFLICT ({_key(part)}) DO UPDATE SET {sets}"


@lru_cache(maxsize=1024)
def _update_sqlite(part: Part) -> str:
    names = [_key(part), *(column.name for column in part.changed)]
    rows = ", ".join([f"({', '.join(['%s'] * len(names))})"] * part.old)
    return f"WITH changed ({', '.join(names)}) AS (VALUES {rows}) {_setting(part)}"


def _update_postgresql(part: Part) -> str:
    columns = (part.table.by_attribute[part.table.key], *part.changed)
    marks = f"({', '.join(f'%s::{column.cast}' for column in columns)})"
    names = ", ".join(column.name for column in columns)
    changed = f"(VALUES {', '.join([marks] * part.old)}) AS changed ({names})"
    return _setting(part).replace("FROM changed", f"FROM {changed}")


def _setting(part: Part) -> str:
    sets = ", ".join(f"{column.name} = changed.{column.name}" for column in part.changed)
    return f"UPDATE {part.table.name} SET {sets} FROM changed WHERE {part.table.name}.{_key(part)} = changed.{_key(part)}"  # noqa: S608


def _names(part: Part) -> str:
    return ", ".join(column.name for column in part.table.columns)


def _marks(part: Part, rows: int) -> str:
    return ", ".join([f"({', '.join(['%s'] * len(part.table.columns))})"] * rows)


def _key(part: Part) -> str:
    return part.table.by_attribute[part.table.key].name


@cache
def _table(model: type[Model], vendor: str) -> Table:
    quote = connection.ops.quote_name
    columns = {
        field: Column(field.attname, quote(field.column or ""), field.cast_db_type(connection) or "", _plain_of(field, vendor))
        for field in model._meta.concrete_fields
    }  # fmt: skip
    given = tuple(
        column
        for field, column in columns.items()
        if not (field.has_db_default() or isinstance(field, AutoField))
    )
    key = model._meta.pk
    named = {column.attribute: column for column in columns.values()}
    return Table(quote(model._meta.db_table), key.attname, given, named, isinstance(key, AutoField))


def _plain_of(field: Field[Any, Any], vendor: str) -> Plain:
    """What the database takes for a value of this field."""
    if isinstance(field, JSONField):
        return _json
    kind = getattr(field, "target_field", field).get_internal_type()
    return _PLAIN[vendor].get(kind, _same)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _same(value: Any) -> Any:
    return value


def _hex(value: UUID | str | None) -> str | None:
    return value.hex if isinstance(value, UUID) else value.replace("-", "") if value else None


def _utc(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


_PLAIN: dict[str, dict[str, Plain]] = {
    "postgresql": {},
    "sqlite": {
        "UUIDField": _hex,
        "DateTimeField": _utc,
        "DateField": lambda d: None if d is None else str(d),
    },
}
