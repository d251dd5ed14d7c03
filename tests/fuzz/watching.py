"""What a request wrote and kept, read off its SQL: a refused one must have kept nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_POINT = re.compile(r'(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\s+"?(\w+)', re.IGNORECASE)
BESIDE = frozenset({"django_session", "people_failedattempts"})
"""Who is signed in and how often a secret was wrong is kept whatever becomes of the request."""


@dataclass
class Written:
    table: str
    values: list[Any]


@dataclass
class Watch:
    """An execute wrapper that knows which writes outlived the savepoints they were made in."""

    kept: list[Written | str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if (point := _POINT.match(sql)) is not None:
            self._pass(point[1].upper(), point[2])
        elif (write := _WRITE.match(sql)) is not None:
            rows = params if many else [params or ()]
            self.kept.append(Written(write[1], [value for row in rows for value in row]))
        return execute(sql, params, many, context)

    def _pass(self, verb: str, name: str) -> None:
        if verb == "SAVEPOINT":
            self.kept.append(name)
        elif verb.startswith("ROLLBACK") and name in self.kept:
            del self.kept[self.kept.index(name) + 1 :]

    def writes(self) -> list[Written]:
        return [one for one in self.kept if isinstance(one, Written) and one.table not in BESIDE]


def unclean(value: Any) -> str:
    """What is wrong with a text that was written, or with one inside it; empty when nothing is."""
    for text in _texts(value):
        if not unicodedata.is_normalized("NFC", text):
            return f"not NFC: {text[:80]!r}"
        odd = next((c for c in text if not _belongs(c)), "")
        if odd:
            return f"U+{ord(odd):04X} in {text[:80]!r}"
    return ""


def _texts(value: Any) -> Iterator[str]:
    value = getattr(value, "obj", value)
    if isinstance(value, str):
        if value[:1] in {"{", "["}:
            try:
                yield from _texts_within(json.loads(value))
                return
            except ValueError:
                pass
        yield value
    else:
        yield from _texts_within(value)


def _texts_within(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _texts_within(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_within(inner)


def _belongs(c: str) -> bool:
    point = ord(c)
    if c in "\n\t":
        return True
    return (
        unicodedata.category(c) not in {"Cc", "Cs"}
        and point & 0xFFFE != 0xFFFE
        and not 0xFDD0 <= point < 0xFDF0
    )
