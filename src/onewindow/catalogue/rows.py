"""The columns of an edition's row, read from its document; a draft's may still lack this and that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.catalogue.spelling import search_columns
from onewindow.core.calendar import local
from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.core.ids import uuid7
from onewindow.core.roles import Actor

Document = dict[str, Any]


def settled(document: Mapping[str, Any]) -> Document:
    """The document in canonical form: of an edition without what equals its default, of a draft as it stands."""
    try:
        return json.loads(schema.read(document).canonical())  # type: ignore[no-any-return]
    except schema.EditionInvalid:
        return json.loads(canonical(document))  # type: ignore[no-any-return]


def columns(document: Mapping[str, Any]) -> dict[str, Any]:
    """Every column that the document decides; `document` should be settled."""
    name = _text(document, "name", 200)
    aliases = document.get("aliases")
    names = (
        [name, *(alias for alias in aliases if isinstance(alias, str))]
        if isinstance(aliases, list)
        else [name]
    )
    found = search_columns(names)
    return {
        "document": document,
        "digest": sm3(canonical(document)),
        "name": name,
        "code": _text(document, "code", 31),
        "base_code": _text(document, "base_code", 12),
        "effective_from": _day(document, "effective_from"),
        "effective_to": _day(document, "effective_to"),
        "theme": _text(document, "theme", 200),
        "audience": _text(document, "audience", 12),
        "kind": _text(document, "kind", 12),
        "initials": found.initials,
        "tokens": found.tokens,
    }


def new_row(document: Mapping[str, Any], *, by: Actor, at: datetime) -> Edition:
    """A row that is not stored yet. KeyError when the document lacks `slug`, `agency` or `edition`."""
    return Edition(
        id=uuid7(at), slug=document["slug"], agency_code=document["agency"], edition=document["edition"],
        changed_at=at, author=by.staff_id, author_for=by.stands_for, author_name=by.name, **columns(document),
    )  # fmt: skip


def gist(row: Edition, by: Actor) -> dict[str, Any]:
    """What every event of an edition says of it."""
    return {
        "slug": row.slug, "agency": row.agency_code, "edition": row.edition, "digest": row.digest, "by_name": by.name,
    }  # fmt: skip


def first_day(row: Edition, at: datetime) -> date:
    """The first day on which the edition after this one can take effect: tomorrow, or the day after its own."""
    last = max(local(at).date(), row.effective_from or local(at).date())
    return min(last, date.max - timedelta(days=1)) + timedelta(days=1)


def _text(document: Mapping[str, Any], field: str, longest: int) -> str:
    value = document.get(field)
    return value.strip()[:longest] if isinstance(value, str) else ""


def _day(document: Mapping[str, Any], field: str) -> date | None:
    value = document.get(field)
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
