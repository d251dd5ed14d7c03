"""A statement that is put together once and sent often, the shortest way that its database knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction

if TYPE_CHECKING:
    from onewindow.sql.backend.base import DatabaseWrapper


@dataclass(frozen=True, eq=False)
class Statement:
    """SQL with a mark (%s) for each value."""

    text: str
    numbered: bytes = field(init=False)
    """The same with PostgreSQL's own marks."""

    def __post_init__(self) -> None:
        first, *others = self.text.split("%s")
        marked = first + "".join(f"${place}{piece}" for place, piece in enumerate(others, 1))
        object.__setattr__(self, "numbered", marked.replace("%%", "%").encode())

    def read(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Its rows."""
        if (short := _short_way()) is not None:
            return short.ask(self.numbered, values)
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.text, values)
            return cast("list[tuple[Any, ...]]", cursor.fetchall())

    def send(self, values: Sequence[Any]) -> None:
        """Carry it out."""
        if (short := _short_way()) is not None:
            short.ask(self.numbered, values)
            return
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.text, values)


@cache
def vendor() -> str:
    """Which kind of database this is: a process works on one."""
    return connections[DEFAULT_DB_ALIAS].vendor


def _short_way() -> DatabaseWrapper | None:
    if vendor() != "postgresql":
        return None
    ours = cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])
    return None if ours.is_watched else ours


@contextmanager
def together() -> Iterator[None]:
    """One transaction around what `Statement` sends; inside another one, a part of it that can fail alone."""
    short = _short_way()
    if short is None or short.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with short.short_transaction():
        yield
