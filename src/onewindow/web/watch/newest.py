"""Turning the pages of a list that begins with the newest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from onewindow.web.components import Turn

AnyRow = TypeVar("AnyRow", bound=Model)


def newest(request: HttpRequest, rows: QuerySet[AnyRow], column: str, size: int) -> tuple[list[AnyRow], Turn]:
    """At most `size` rows older than the cursor in `?before=`, by a time and the id. Raises Http404 for a bad one."""
    before = request.GET.get("before", "")
    if before:
        at, key = _read(before)
        rows = rows.filter(Q(**{f"{column}__lt": at}) | Q(**{column: at, "id__lt": key}))
    found = list(rows.order_by(f"-{column}", "-id")[: size + 1])
    first = request.GET.copy()
    first.pop("before", None)
    start = f"{request.path}?{first.urlencode()}"
    if len(found) <= size:
        return found, Turn(previous_url=start if before else "")
    last = found[size - 1]
    cursor = f"{getattr(last, column).astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{last.pk}"
    return found[:size], Turn(previous_url=start if before else "", next_url=f"{start}&before={cursor}")


def _read(cursor: str) -> tuple[datetime, UUID]:
    at, _, key = cursor.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        raise Http404 from None
