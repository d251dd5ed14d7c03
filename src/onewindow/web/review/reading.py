"""Reading what was typed into dates, numbers and ids; what cannot be read is refused in the words of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import QueryDict

from onewindow.core.refusal import Finding, Refusal

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def prefixed(typed: QueryDict, prefix: str) -> dict[str, str]:
    """The fields whose names begin with `prefix`, without it."""
    return {name.removeprefix(prefix): str(value) for name, value in typed.items() if name.startswith(prefix)}


def rows(text: str) -> list[str]:
    """One entry a line, without the empty ones."""
    return [row.strip() for row in text.splitlines() if row.strip()]


def whole(text: str) -> int:
    """A small whole number; 0 for anything else, which no limit allows."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def ids(texts: Iterable[str]) -> list[UUID]:
    """The ids among them; a page sends nothing else."""
    return [UUID(text) for text in texts if _ID.fullmatch(text)]


def day(text: str, field: str) -> date:
    """Raises Refusal `day-unreadable` (422)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        finding = Finding(field, "请填写日期，例如 2026-11-20。")
        raise Refusal("day-unreadable", "日期没有填写完整。", 422, [finding]) from None
