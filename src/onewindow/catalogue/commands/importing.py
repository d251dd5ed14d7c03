"""Import a directory of editions, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from onewindow.catalogue.commands.loading import load
from onewindow.catalogue.commands.stocking import load_library
from onewindow.catalogue.files import EditionFile, FilesRefused, in_file, library_beside, read_files
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.lock import one_writer


@dataclass(frozen=True, slots=True)
class Imported:
    """`editions` are those of the directory, `published` those among them that were not there before."""

    editions: tuple[Edition, ...]
    published: tuple[Edition, ...]

    def __str__(self) -> str:
        return f"目录中共{len(self.editions)}版清单，本次新发布{len(self.published)}版"


def import_editions(directory: Path, *, at: datetime) -> Imported:
    """Publish every edition of the directory, or none; then `FilesRefused` names file and field.

    The library and the base items that the files use are put into the database with them.
    """
    library = library_beside(directory, settings.CONTENT_DIR)
    files = read_files(directory, settings.CONTENT_DIR, library)
    with one_writer():
        load_library(library, at=at)
        before = set(Edition.objects.values_list("id", flat=True))
        editions = _publish_all(files, at)
    return Imported(tuple(editions), tuple(edition for edition in editions if edition.id not in before))


def _publish_all(files: list[EditionFile], at: datetime) -> list[Edition]:
    editions: list[Edition] = []
    findings: list[Finding] = []
    for file in files:
        try:
            editions.append(load(file.guide.document(), at=at))
        except Refusal as refusal:
            findings.extend(in_file(file.name, refusal))
    if findings:
        raise FilesRefused(findings)
    return editions
