"""Export the published bundles to a directory."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from onewindow.bundles.files import SUFFIX
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.files import written


def export_bundles(directory: Path, slugs: Collection[str] = ()) -> list[Path]:
    """Write every published edition, or those of these bundles, in canonical form; the newest one is `<slug>.yaml`.

    Files that are there already are overwritten, others are left alone.
    """
    directory.mkdir(parents=True, exist_ok=True)
    rows = BundleEdition.objects.issued()
    rows = rows.filter(slug__in=slugs) if slugs else rows
    newest = dict(rows.order_by("edition").values_list("slug", "edition"))
    paths: list[Path] = []
    for row in rows:
        number = "" if row.edition == newest[row.slug] else f".{row.edition}"
        path = directory / f"{row.slug}{number}{SUFFIX}"
        path.write_text(written(row.bundle.document()), encoding="utf-8")
        paths.append(path)
    return paths
