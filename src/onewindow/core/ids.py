"""Identifiers made by the application: time-ordered UUIDs and the query code (查询密码) on a receipt."""

import random
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache
from uuid import UUID

# Without 0 O, 1 I L, 8-like B, 6-like G, 5-like S, 2-like Z and the pair U V: read aloud and written by hand.
QUERY_ALPHABET = "23456789ACDEFHJKMNPQRTWXY"
QUERY_LENGTH = 8

_TAIL_BITS = 74
_STEP_BITS = 32


class _Source:
    """Draws the random parts; within one millisecond each tail is larger than the one before."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._lock = threading.Lock()
        self._millisecond = -1
        self._tail = 0

    def tail(self, millisecond: int) -> int:
        with self._lock:
            if millisecond == self._millisecond:
                self._tail += 1 + self._draw.getrandbits(_STEP_BITS)
            else:
                self._millisecond = millisecond
                # The top bit stays clear so that counting on within the millisecond cannot overflow.
                self._tail = self._draw.getrandbits(_TAIL_BITS - 1)
            return self._tail

    def letters(self) -> str:
        with self._lock:
            return "".join(self._draw.choice(QUERY_ALPHABET) for _ in range(QUERY_LENGTH))


_system = _Source(random.SystemRandom())
_current: ContextVar[_Source] = ContextVar("onewindow_ids_source", default=_system)


def uuid7(at: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562) for the instant `at`.

    Ids of a later millisecond sort after those of an earlier one, and ids made one after the other in
    this process for the same millisecond sort in the order in which they were made.
    """
    millisecond = _millisecond(at)
    tail = _current.get().tail(millisecond)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return UUID(int=millisecond << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


@lru_cache(maxsize=64)
def _millisecond(at: datetime) -> int:
    """All ids of one command are made for the same instant."""
    if at.tzinfo is None:
        raise ValueError("an id needs an aware time")
    return int(at.timestamp()) * 1000 + at.microsecond // 1000


def query_code() -> str:
    """A new query code: 8 capital letters and digits which cannot be mistaken for one another."""
    return _current.get().letters()


def read_query_code(text: str) -> str:
    """The query code as a person typed it, in its stored form: full width, lower case, gaps put right."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Inside, ids and query codes follow from the seed and the order of the calls (the demo city).

    Two runs with the same seed give the same ids: never use it on a database that already holds them.
    """
    token = _current.set(_Source(random.Random(seed)))  # noqa: S311 - wanted: the same city each time
    try:
        yield
    finally:
        _current.reset(token)
