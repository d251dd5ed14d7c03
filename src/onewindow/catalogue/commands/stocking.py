"""The library and the base items as the files have them, put into the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from onewindow.catalogue.library import KINDS, Library
from onewindow.catalogue.models import BaseItemRow, LibraryEntry
from onewindow.journal.lock import one_writer


def load_library(library: Library, *, at: datetime) -> None:
    """Add what is new and replace what is there by its key; nothing is taken away. Two statements."""
    with one_writer():
        LibraryEntry.objects.bulk_create(
            _entries(library), update_conflicts=True, unique_fields=["kind", "key"], update_fields=["document"]
        )  # fmt: skip
        BaseItemRow.objects.bulk_create(
            _rows(library, at), update_conflicts=True, unique_fields=["code"], update_fields=BASE_COLUMNS
        )


BASE_COLUMNS = ["slug", "name", "item_type", "department", "owner", "levels", "document", "loaded_at"]


def _entries(library: Library) -> Iterator[LibraryEntry]:
    for kind in KINDS:
        for key, entry in getattr(library, kind).items():
            document = (
                entry if isinstance(entry, dict) else entry.model_dump(mode="json", exclude_defaults=True)
            )
            yield LibraryEntry(kind=kind, key=key, document=document)


def _rows(library: Library, at: datetime) -> Iterator[BaseItemRow]:
    for item in library.bases.values():
        yield BaseItemRow(
            code=item.code, slug=item.slug, name=item.name, item_type=item.item_type, department=item.department,
            owner=item.owner, levels=list(item.levels), document=item.document(), loaded_at=at,
        )  # fmt: skip
