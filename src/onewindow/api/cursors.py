"""Pages of a list: each answer names where the next one begins; nothing is counted, nothing skipped by number."""

from __future__ import annotations

import base64
import binascii
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from onewindow.api.problems import Problem

MOST = 100
USUAL = 50
Row = TypeVar("Row", bound=Model)


def page(rows: QuerySet[Row], after: str, limit: int) -> tuple[list[Row], str]:
    """The rows after a cursor, the oldest first, and the cursor of the next page; "" when there is none.

    Raises Problem `bad-cursor` for what no page gave.
    """
    if after:
        rows = rows.filter(pk__gt=read_cursor(after))
    found = list(rows.order_by("pk")[: limit + 1])
    return found[:limit], cursor(found[limit - 1].pk) if len(found) > limit else ""


def cursor(last: UUID) -> str:
    return base64.urlsafe_b64encode(last.bytes).rstrip(b"=").decode()


def read_cursor(text: str) -> UUID:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = UUID(bytes=raw)
    except (binascii.Error, ValueError):
        raise Problem("bad-cursor") from None
    if cursor(found) != text:
        raise Problem("bad-cursor")
    return found


def linked(lines: list[Any], following: str) -> dict[str, Any]:
    """A page as every list answers it."""
    return {"items": lines, "next": following}
