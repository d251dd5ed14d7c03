"""What a new material or form field may begin as: an entry of the shared library."""

from __future__ import annotations

from typing import Any

from onewindow.catalogue.library import begun_part, read_entry
from onewindow.catalogue.models import LibraryEntry
from onewindow.web.items.vocabulary import PART_OF, Section

KIND_OF = {part: kind for kind, part in PART_OF.items()}


def offered(page: Section) -> list[tuple[str, str]]:
    """Key and name of every entry that a part of this page may take up, by name."""
    rows = LibraryEntry.objects.filter(kind=KIND_OF.get(page.part, "")).values_list("key", "document")
    return sorted(
        ((key, str(one.get("name") or one.get("label"))) for key, one in rows), key=lambda one: one[1]
    )


def taken_up(page: Section, key: str) -> dict[str, Any]:
    """The part as it begins with that entry; empty when there is none."""
    kind = KIND_OF.get(page.part)
    row = LibraryEntry.objects.filter(kind=kind, key=key).first() if kind and key else None
    return begun_part(page.part, key, read_entry(row.kind, row.document)) if row else {}
