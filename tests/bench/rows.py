"""The shape of a recording: which rows a command writes. Plain data, readable without Django."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Table:
    """`columns` maps each column to its type; `filled` has a default of the database; `unique` is kept unique."""

    name: str
    key: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)
    unique: set[str] = field(default_factory=set)


@dataclass
class Change:
    """What one command does to one table: whole new rows, and changed columns by primary key."""

    table: str
    inserted: list[dict[str, Any]]
    updated: dict[Any, dict[str, Any]]

    @property
    def size(self) -> int:
        """Bytes of what is written, as text; ciphertext as it is."""
        written = [*self.inserted, *self.updated.values()]
        return sum(size_of(value) for row in written for value in row.values())


@dataclass
class Command:
    """One command: what it writes, the numbers it takes by series, and the statements that it sends."""

    name: str
    changes: list[Change]
    numbers: dict[str, int]
    statements: int

    @property
    def rows(self) -> int:
        return sum(len(change.inserted) + len(change.updated) for change in self.changes) + len(self.numbers)

    @property
    def size(self) -> int:
        return sum(change.size for change in self.changes)


@dataclass
class Recording:
    tables: dict[str, Table]
    commands: list[Command] = field(default_factory=list)


def size_of(value: Any) -> int:
    if isinstance(value, bytes | bytearray | memoryview):
        return len(bytes(value))
    if isinstance(value, dict | list):
        return len(json.dumps(value, ensure_ascii=False, default=str).encode())
    return len(str(value).encode()) if value is not None else 0
