"""Canonical JSON: one value, one sequence of bytes, so that hashes and signatures can be made of it."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import cast
from uuid import UUID

from pydantic_core import PydanticSerializationError, to_json

from onewindow.core.calendar import SHANGHAI

ALLOWED = "null, bool, int, str, Decimal, date, datetime, UUID, list, tuple and mappings with str keys"

_JSONS_OWN = frozenset({str, int, bool, type(None)})


def canonical(value: object) -> bytes:
    """UTF-8 JSON without spaces, keys in code point order, strings in NFC, instants at Shanghai time.

    A Decimal is written as a string with the digits it has (1.50 stays "1.50"). TypeError for floats
    and all that is not listed in `ALLOWED`; ValueError for a naive datetime, a Decimal that is not
    finite and for keys that are equal once normalised.
    """
    plain = _plain(value)
    try:
        written = to_json(plain)
        if not (written.isascii() or unicodedata.is_normalized("NFC", written.decode())):
            written = to_json(_normalised(plain))
    except PydanticSerializationError as fault:
        raise ValueError(f"not text: {fault}") from fault
    return written


def _plain(value: object) -> object:
    """The same value of JSON's own types, its keys in order. The common types first: every event comes through here."""
    kind = type(value)
    if kind in _JSONS_OWN:
        return value
    if kind is dict:
        return _mapping(value)  # type: ignore[arg-type]
    if kind is list or kind is tuple:
        return [item if type(item) in _JSONS_OWN else _plain(item) for item in value]  # type: ignore[attr-defined]
    if kind is UUID:
        return str(value)
    return _instant(value) if kind is datetime else _rarer(value)


def _rarer(value: object) -> object:
    """Of the types that `ALLOWED` names, those seldom met, and what was derived from any of them."""
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str | int):
        return str(value) if isinstance(value, str) else int(value)
    return _scalar(value)


@lru_cache(maxsize=256)
def _instant(value: datetime) -> str:
    """At Shanghai time; the events of one command share theirs, and equal instants are written alike."""
    if value.tzinfo is None:
        raise ValueError(f"a naive time has no canonical form: {value!r}")
    return value.astimezone(SHANGHAI).isoformat()


def _scalar(value: object) -> str:
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"not a finite number: {value!r}")
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no canonical form; allowed are {ALLOWED}")


def _mapping(value: Mapping[object, object]) -> dict[str, object]:
    if strangers := [key for key in value if type(key) is not str and not isinstance(key, str)]:
        raise TypeError(f"a key is a str, not {type(strangers[0]).__name__}: {strangers[0]!r}")
    named = cast("Mapping[str, object]", value)
    return {key: item if type(item := named[key]) in _JSONS_OWN else _plain(item) for key in sorted(named)}


def _normalised(plain: object) -> object:
    if isinstance(plain, str):
        return unicodedata.normalize("NFC", plain)
    if isinstance(plain, list):
        return [_normalised(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    named: dict[str, object] = {}
    for key, item in plain.items():
        name = unicodedata.normalize("NFC", key)
        if name in named:
            raise ValueError(f"two keys are the same once normalised: {name!r}")
        named[name] = _normalised(item)
    return dict(sorted(named.items()))
