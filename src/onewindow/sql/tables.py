"""What the models can tell about their tables, found out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model

from onewindow.sql.statements import vendor

Changes = Mapping[Model, set[str]]


@dataclass(frozen=True, eq=False)
class Column:
    attribute: str
    name: str
    """Quoted."""
    cast: str
    """The database's type, e.g. `timestamp with time zone`."""
    kind: str
    """Django's name of the type, e.g. `DateTimeField`; of a foreign key, that of what it points to."""


@dataclass(frozen=True, eq=False)
class Table:
    name: str
    """Quoted."""
    key: Column
    columns: tuple[Column, ...]
    """What an insertion gives; the database gives the rest."""
    by_attribute: dict[str, Column]
    numbers_itself: bool


@dataclass(frozen=True)
class Part:
    """What a commit does to one table, apart from the values: that is what the text of a statement depends on."""

    table: Table
    new: int
    """How many rows are new."""
    old: int
    """How many rows were read and changed."""
    changed: tuple[Column, ...]
    """Which of their columns."""

    @property
    def written(self) -> tuple[Column, ...]:
        """What must be known of a changed row: its key and what changed."""
        return (self.table.key, *self.changed)


def parts(
    inserts: Sequence[Model], changes: Changes
) -> Iterator[tuple[Part, Sequence[Model], Sequence[Model]]]:
    """The tables of a commit in the order of their first row, each with its new and its changed rows."""
    new: dict[type[Model], list[Model]] = defaultdict(list)
    old: dict[type[Model], list[Model]] = defaultdict(list)
    for row in inserts:
        new[type(row)].append(row)
    for row in changes:
        old[type(row)].append(row)
    kind = vendor()
    for model in dict.fromkeys((*new, *old)):
        table = table_of(model, kind)
        names = frozenset().union(*(changes[row] for row in old[model]))
        yield Part(table, len(new[model]), len(old[model]), _columns(table, names)), new[model], old[model]


@lru_cache(maxsize=1024)
def _columns(table: Table, names: frozenset[str]) -> tuple[Column, ...]:
    """In the order of their names; one object for the same columns, so that it can be compared quickly."""
    found = (table.by_attribute.get(name) or table.by_attribute[f"{name}_id"] for name in names)
    return tuple(sorted(found, key=lambda column: column.name))


@cache
def table_of(model: type[Model], kind: str) -> Table:
    """The table of a model on a kind of database; one object for each, so that it can be compared quickly."""
    columns = {field: _of_field(field) for field in model._meta.concrete_fields}
    key = model._meta.pk
    return Table(
        name=connection.ops.quote_name(model._meta.db_table),
        key=columns[key],
        columns=tuple(
            column
            for field, column in columns.items()
            if not (field.has_db_default() or isinstance(field, AutoField))
        ),
        by_attribute={column.attribute: column for column in columns.values()},
        numbers_itself=isinstance(key, AutoField),
    )


def _of_field(field: Field[Any, Any]) -> Column:
    kind = getattr(field, "target_field", field).get_internal_type()
    return Column(
        attribute=field.attname,
        name=connection.ops.quote_name(field.column or ""),
        cast=field.cast_db_type(connection) or "",
        kind="JSONField" if isinstance(field, JSONField) else kind,
    )
