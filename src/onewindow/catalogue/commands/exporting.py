"""Export the published editions to a directory."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from onewindow.catalogue.files import SUFFIX, write
from onewindow.catalogue.models import Edition


def export_editions(directory: Path, slugs: Collection[str] = ()) -> list[Path]:
    """Write every published edition, or those of these items, in canonical form; the newest of an item is `<slug>.yaml`.

    Files that are there already are overwritten, others are left alone.
    """
    directory.mkdir(parents=True, exist_ok=True)
    editions = Edition.objects.issued()
    editions = editions.filter(slug__in=slugs) if slugs else editions
    newest = dict(editions.order_by("edition").values_list("slug", "edition"))
    paths: list[Path] = []
    for edition in editions.iterator(200):
        number = "" if edition.edition == newest[edition.slug] else f".{edition.edition}"
        path = directory / f"{edition.slug}{number}{SUFFIX}"
        write(edition.guide, path)
        paths.append(path)
    return paths
