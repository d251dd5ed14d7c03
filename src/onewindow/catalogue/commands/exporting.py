"""Export the published editions to a directory."""

from __future__ import annotations

from pathlib import Path

from onewindow.catalogue.files import SUFFIX, write
from onewindow.catalogue.models import Edition


def export_editions(directory: Path) -> list[Path]:
    """Write every published edition in canonical form; the newest of an item is `<slug>.yaml`.

    Files that are there already are overwritten, others are left alone.
    """
    directory.mkdir(parents=True, exist_ok=True)
    editions = list(Edition.objects.issued())
    newest = {edition.slug: edition.edition for edition in editions}
    paths: list[Path] = []
    for edition in editions:
        number = "" if edition.edition == newest[edition.slug] else f".{edition.edition}"
        path = directory / f"{edition.slug}{number}{SUFFIX}"
        write(edition.guide, path)
        paths.append(path)
    return paths
