"""Export the published bundles to a directory."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.commands.exporting import export


def export_bundles(directory: Path, slugs: Collection[str] = ()) -> list[Path]:
    """Write every published edition of a bundle, or those of these bundles, as those of items are."""
    return export(BundleEdition.objects.issued(), lambda row: row.bundle.document(), directory, slugs)
