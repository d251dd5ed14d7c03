"""PostgreSQL is a round trip away: one statement for all tables of a commit.

Each table's rows travel as one JSON text, so that the statement is the same however many they are, and its plan is
kept. The constraints between tables are checked when the statement is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import Model
from pydantic_core import to_json

from onewindow.sql.statements import Statement
from onewindow.sql.tables import Changes, Column, Table, parts

Shape = tuple[tuple[Table, bool, tuple[Column, ...], int], ...]
"""Of each table of a commit: whether rows are new, which columns of others are changed, and of how many rows at most."""


def flush(inserts: Sequence[Model], changes: Changes) -> None:
    values: list[str] = []
    shape: list[tuple[Table, bool, tuple[Column, ...], int]] = []
    for part, new, old in parts(inserts, changes):
        if new:
            values.append(_as_json(part.table.columns, new))
        if old:
            values.append(_as_json(part.written, old))
        shape.append((part.table, bool(new), part.changed if old else (), _at_most(len(old))))
    if not values:
        return
    _statement(tuple(shape)).send([*values[1:], values[0]])


def _as_json(columns: Sequence[Column], rows: Iterable[Model]) -> str:
    attributes = [column.attribute for column in columns]
    records = [{attribute: held[attribute] for attribute in attributes} for held in map(vars, rows)]
    return to_json(records, bytes_mode="hex", fallback=_text).decode()


@lru_cache(maxsize=1024)
def _statement(shape: Shape) -> Statement:
    steps = []
    for table, new, changed, most in shape:
        if new:
            steps.append(_insertion(table))
        if changed:
            steps.append(_update(table, changed, most))
    # The statement after WITH is carried out before those in it. It is the journal's, so that of two who act at
    # once the later one is stopped there, and told so, and not by the number of a paper that both would draw up.
    journal, *others = steps
    named = ", ".join(f"step{place} AS ({step})" for place, step in enumerate(others))
    return Statement(f"WITH {named} {journal}" if others else journal)


def _insertion(table: Table) -> str:
    columns = table.columns
    names = ", ".join(column.name for column in columns)
    values = ", ".join(_value(column) for column in columns)
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {_given(columns)}"  # noqa: S608


def _at_most(rows: int) -> int:
    """The next power of two, so that the statements of a kind stay few."""
    return 1 << (rows - 1).bit_length() if rows else 0


def _update(table: Table, changed: tuple[Column, ...], most: int) -> str:
    """The planner takes a JSON text for a hundred rows, and would read whole tables for them, did LIMIT not tell it better."""
    key = table.key
    sets = ", ".join(f"{column.name} = {_value(column)}" for column in changed)
    given = f"(SELECT * FROM {_given((key, *changed))} LIMIT {most}) AS given"  # noqa: S608
    return (
        f'UPDATE {table.name} SET {sets} FROM {given} WHERE {table.name}.{key.name} = given."{key.attribute}"'  # noqa: S608
    )


def _given(columns: Sequence[Column]) -> str:
    typed = ", ".join(
        f'"{column.attribute}" {"text" if column.cast == BYTES else column.cast}' for column in columns
    )
    return f"json_to_recordset(%s) AS given ({typed})"


def _value(column: Column) -> str:
    """JSON has no form for bytes: they travel as hexadecimal digits."""
    given = f'given."{column.attribute}"'
    return f"decode({given}, 'hex')" if column.cast == BYTES else given


BYTES = "bytea"


def _text(value: object) -> str:
    if isinstance(value, memoryview):
        return value.hex()
    raise TypeError(f"a column holds no {type(value).__name__}: {value!r}")
