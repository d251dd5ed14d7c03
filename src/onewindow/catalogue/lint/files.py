"""The check of items over a directory of files, every fault of every file at once."""

from __future__ import annotations

from pathlib import Path

from onewindow.catalogue import schema
from onewindow.catalogue.files import documents, library_beside
from onewindow.catalogue.lint.examining import SCHEMA, examine
from onewindow.catalogue.lint.gathering import surroundings_in_files
from onewindow.catalogue.lint.rule import Mark


def examine_files(directory: Path, installed: Path) -> dict[str, list[Mark]]:
    """By file name, the marks of each; what is beside the directory or else in `installed` surrounds them.

    Raises `LibraryInvalid`, and `FilesRefused` when there are no files.
    """
    library = library_beside(directory, installed)
    marks: dict[str, list[Mark]] = {}
    whole = {}
    for name, document, findings in documents(directory, library):
        marks[name] = [SCHEMA.mark(finding) for finding in findings]
        if document is not None:
            whole[name] = document
    guides = [guide for document in whole.values() if (guide := _readable(document)) is not None]
    around = surroundings_in_files(library, guides, directory.resolve().parent)
    for name, document in whole.items():
        marks[name] += examine(document, around)
    return marks


def _readable(document: dict[str, object]) -> schema.Edition | None:
    try:
        return schema.read(document)
    except schema.EditionInvalid:
        return None
