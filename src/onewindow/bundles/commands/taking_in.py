"""Import a directory of bundles, all or nothing; the items they are of are there already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from onewindow.bundles.commands.rolling_out import load
from onewindow.bundles.files import BundlesRefused, read_bundles
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.files import in_file
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.lock import one_writer


@dataclass(frozen=True, slots=True)
class Taken:
    """`bundles` are those of the directory, `published` how many of them were not there before."""

    bundles: tuple[BundleEdition, ...]
    published: int

    def __str__(self) -> str:
        return f"目录中共{len(self.bundles)}件事，本次新推出{self.published}件"


def import_bundles(directory: Path, *, at: datetime) -> Taken:
    """Publish every bundle of the directory, or none; then `BundlesRefused` names file and field."""
    files = read_bundles(directory, settings.CONTENT_DIR)
    with one_writer():
        before = set(BundleEdition.objects.values_list("id", flat=True))
        rows: list[BundleEdition] = []
        faults: list[Finding] = []
        for file in files:
            try:
                rows.append(load(file.bundle.document(), at=at))
            except Refusal as refusal:
                faults.extend(in_file(file.name, refusal))
        if faults:
            raise BundlesRefused(faults)
    return Taken(tuple(rows), sum(row.id not in before for row in rows))
