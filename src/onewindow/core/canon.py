"""Canonical JSON: one value, one sequence of bytes, so that hashes and signatures can be made of it."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from onewindow.core.calendar import SHANGHAI

ALLOWED = "null, bool, int, str, Decimal, date, datetime, UUID, list, tuple and mappings with str keys"


def canonical(value: object) -> bytes:
    """UTF-8 JSON without spaces, keys in code point order, strings in NFC, instants at Shanghai time.

    A Decimal is written as a string with the digits it has (1.50 stays "1.50"). TypeError for floats
    and all that is not listed in `ALLOWED`; ValueError for a naive datetime, a Decimal that is not
    finite and for keys that are equal once normalised.
    """
    plain = _plain(value)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return _nfc(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return _mapping(value)
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"a naive time has no canonical form: {value!r}")
        return value.astimezone(SHANGHAI).isoformat()
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
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise TypeError(f"a key is a str, not {type(key).__name__}: {key!r}")
        name = _nfc(key)
        if name in plain:
            raise ValueError(f"two keys are the same once normalised: {name!r}")
        plain[name] = _plain(item)
    return plain


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
