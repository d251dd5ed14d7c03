"""Export the published editions to a directory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import QuerySet

from onewindow.catalogue.files import SUFFIX, written
from onewindow.catalogue.models import Edition
from onewindow.catalogue.models.document import DocumentEdition

Row = TypeVar("Row", bound=DocumentEdition)
AT_ONCE = 200
"""Rows held at a time."""


def export_editions(directory: Path, slugs: Collection[str] = ()) -> list[Path]:
    """Write every published edition of an item, or those of these items, as `export` does."""
    return export(Edition.objects.issued(), lambda row: row.guide.document(), directory, slugs)


def export(
    rows: QuerySet[Row], document: Callable[[Row], Mapping[str, Any]], directory: Path, slugs: Collection[str]
) -> list[Path]:
    """Write these editions, or those of some slugs, in canonical form; the newest of a slug is `<slug>.yaml`.

    Files that are there already are overwritten, others are left alone.
    """
    directory.mkdir(parents=True, exist_ok=True)
    rows = rows.filter(slug__in=slugs) if slugs else rows
    newest = dict(rows.order_by("edition").values_list("slug", "edition"))
    paths: list[Path] = []
    for row in rows.iterator(AT_ONCE):
        number = "" if row.edition == newest[row.slug] else f".{row.edition}"
        path = directory / f"{row.slug}{number}{SUFFIX}"
        path.write_text(written(document(row)), encoding="utf-8")
        paths.append(path)
    return paths
