"""The columns of a bundle's row, read from its document; a draft's may still lack this and that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onewindow.bundles import schema
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue import rows
from onewindow.core.canon import canonical
from onewindow.core.ids import uuid7
from onewindow.core.roles import Actor

Document = dict[str, Any]
SHARED = (
    "document",
    "digest",
    "name",
    "effective_from",
    "effective_to",
    "theme",
    "audience",
    "initials",
    "tokens",
)


def settled(document: Mapping[str, Any]) -> Document:
    """The document in canonical form: of a bundle without what equals its default, of a draft as it stands."""
    try:
        return json.loads(schema.read(document).canonical())  # type: ignore[no-any-return]
    except schema.BundleInvalid:
        return json.loads(canonical(document))  # type: ignore[no-any-return]


def columns(document: Mapping[str, Any]) -> Document:
    """Every column that the document decides; `document` should be settled."""
    found = rows.columns(document)
    code = document.get("code")
    return {
        **{name: found[name] for name in SHARED}, "code": code[:40] if isinstance(code, str) else "",
    }  # fmt: skip


def new_row(document: Mapping[str, Any], *, by: Actor, at: datetime) -> BundleEdition:
    """A row that is not stored yet. KeyError when the document lacks `slug`, `lead` or `edition`."""
    return BundleEdition(
        id=uuid7(at), slug=document["slug"], lead=document["lead"], edition=document["edition"],
        changed_at=at, author=by.staff_id, author_for=by.stands_for, author_name=by.name, **columns(document),
    )  # fmt: skip


def gist(row: BundleEdition, by: Actor) -> Document:
    """What every event of a bundle says of it."""
    return {
        "slug": row.slug, "lead": row.lead, "edition": row.edition, "digest": row.digest, "by_name": by.name,
    }  # fmt: skip
