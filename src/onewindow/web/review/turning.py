"""Turning the pages of a list by its keys: the next page begins behind the last row, however long the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404

AnyRow = TypeVar("AnyRow")
JOINT = "~"


class Keyset:
    """An ascending order by columns that together are unique, each with the reader of its text."""

    def __init__(self, *keys: tuple[str, Callable[[str], Any]]) -> None:
        self.keys = keys

    def page(self, rows: QuerySet[Any, AnyRow], after: str, size: int) -> tuple[list[AnyRow], str]:
        """At most `size` rows behind the cursor `after`, and the cursor of the next page or nothing.

        Raises Http404 when the cursor is none of ours.
        """
        if after:
            rows = rows.filter(self._behind(after))
        found = list(rows.order_by(*(name for name, _ in self.keys))[: size + 1])
        return found[:size], self._cursor(found[size - 1]) if len(found) > size else ""

    def _cursor(self, row: object) -> str:
        return JOINT.join(_text(getattr(row, name)) for name, _ in self.keys)

    def _behind(self, after: str) -> Q:
        parts = after.split(JOINT)
        if len(parts) != len(self.keys):
            raise Http404
        behind, same = Q(), Q()
        for (name, read), part in zip(self.keys, parts, strict=True):
            try:
                value = read(part)
            except ValueError:
                raise Http404 from None
            behind |= same & Q(**{f"{name}__gt": value})
            same &= Q(**{name: value})
        return behind


def _text(value: object) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if isinstance(value, datetime) else str(value)
