"""PostgreSQL is a round trip away: one statement for all tables of a commit.

A row that is the only one of its table comes value by value. Several of one table travel as one JSON text, so that the
statement is the same however many they are, and its plan is kept. The constraints between tables are checked when
the statement is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Model
from pydantic_core import to_json

from onewindow.sql.statements import Statement
from onewindow.sql.tables import Changes, Column, Table, parts

BYTES = "bytea"


@dataclass(frozen=True)
class Step:
    """What a statement does to one table, apart from the values."""

    table: Table
    columns: tuple[Column, ...]
    """What is given of each row; of one that was read what changed, and its key."""
    is_new: bool
    most: int
    """How many rows at most: one, or of several changed ones the next power of two; 0 for several new ones."""


def flush(inserts: Sequence[Model], changes: Changes) -> None:
    steps: list[tuple[Step, list[Any]]] = []
    for part, new, old in parts(inserts, changes):
        if new:
            steps.append(_step(part.table, part.table.columns, new, is_new=True))
        if old:
            steps.append(_step(part.table, (*part.changed, part.table.key), old, is_new=False))
    if not steps:
        return
    # The statement after WITH is carried out before those in it. It is the journal's, so that of two who act at
    # once the later one is stopped there, and told so, and not by the number of a paper that both would draw up.
    journal, *others = steps
    ordered = (*others, journal)
    _statement(tuple(step for step, _ in ordered)).send([value for _, values in ordered for value in values])


def _step(
    table: Table, columns: tuple[Column, ...], rows: Sequence[Model], *, is_new: bool
) -> tuple[Step, list[Any]]:
    count = len(rows)
    step = Step(table, columns, is_new, 0 if is_new and count > 1 else 1 << (count - 1).bit_length())
    if count == 1:
        held = vars(rows[0])
        return step, [_plain(column, held[column.attribute]) for column in columns]
    attributes = [column.attribute for column in columns]
    records = [{attribute: held[attribute] for attribute in attributes} for held in map(vars, rows)]
    return step, [to_json(records, bytes_mode="hex", fallback=_hexadecimal).decode()]


def _plain(column: Column, value: Any) -> Any:
    """A value as the server reads it for this column."""
    if value is None:
        return None
    if column.kind == "JSONField":
        return to_json(value).decode()
    return rf"\x{value.hex()}" if column.cast == BYTES else value


def _hexadecimal(value: object) -> str:
    if isinstance(value, memoryview):
        return value.hex()
    raise TypeError(f"a column holds no {type(value).__name__}: {value!r}")


@lru_cache(maxsize=1024)
def _statement(steps: tuple[Step, ...]) -> Statement:
    *others, journal = map(_text, steps)
    named = ", ".join(f"step{place} AS ({text})" for place, text in enumerate(others))
    return Statement(f"WITH {named} {journal}" if others else journal)


def _text(step: Step) -> str:
    table, key = step.table, step.table.key
    sets = [
        (column.name, "%s" if step.most == 1 else _value(column))
        for column in step.columns
        if step.is_new or column is not key
    ]
    if step.is_new:
        names, values = (", ".join(parts) for parts in zip(*sets, strict=True))
        given = f"VALUES ({values})" if step.most == 1 else f"SELECT {values} FROM {_given(step)}"  # noqa: S608
        return f"INSERT INTO {table.name} ({names}) {given}"
    changes = ", ".join(f"{name} = {value}" for name, value in sets)
    if step.most == 1:
        return f"UPDATE {table.name} SET {changes} WHERE {key.name} = %s"  # noqa: S608
    return f'UPDATE {table.name} SET {changes} FROM {_given(step)} WHERE {table.name}.{key.name} = given."{key.attribute}"'  # noqa: S608


def _given(step: Step) -> str:
    """The planner takes a JSON text for a hundred rows, and to change them would read whole tables, did LIMIT not tell it better."""
    typed = ", ".join(
        f'"{column.attribute}" {"text" if column.cast == BYTES else column.cast}' for column in step.columns
    )
    given = f"json_to_recordset(%s) AS given ({typed})"
    return f"(SELECT * FROM {given} LIMIT {step.most}) AS given" if step.most else given  # noqa: S608


def _value(column: Column) -> str:
    """JSON has no form for bytes: they travel as hexadecimal digits."""
    given = f'given."{column.attribute}"'
    return f"decode({given}, 'hex')" if column.cast == BYTES else given
