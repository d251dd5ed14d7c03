"""What no command does: a row changed, a row once more, an event slipped into a journal."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from onewindow.core.ids import uuid7
from onewindow.journal.models import Event, Thing
from tests.stories.conftest import at

NOBODY = uuid7(at(2, 9))


def edit(rows: Any, **columns: Any) -> None:
    """Change one row as no command would; there must be such a row."""
    row = rows.order_by("pk").first()
    assert row is not None, "the world has no such row"
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def slip_in(thing: Thing, verb: str, **fields: Any) -> None:
    """An event that no command wrote, at the end of a thing's journal."""
    last = Event.objects.filter(thing_kind=thing.thing_kind(), thing_id=thing.id).order_by("-version")[0]
    told = {"role": "reviewer", "by": NOBODY, "body": "{}", "touches": [], "at": last.at} | fields
    Event.objects.create(
        id=uuid7(last.at), thing_kind=last.thing_kind, thing_id=last.thing_id, version=last.version + 1, verb=verb,
        hash="0" * 64, previous=last.hash, **told,
    )  # fmt: skip


def copied(rows: Any, **columns: Any) -> Model:
    """The same row once more under another id."""
    row: Model = rows.order_by("pk")[0]
    row.pk = uuid7(at(20, 9))
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row
