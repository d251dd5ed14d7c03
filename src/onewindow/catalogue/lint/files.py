"""The check of items over a directory of files, every fault of every file at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.files import documents, library_beside
from onewindow.catalogue.lint.examining import SCHEMA, examine
from onewindow.catalogue.lint.gathering import surroundings_in_files
from onewindow.catalogue.lint.rule import Mark


def examine_files(directory: Path, installed: Path) -> dict[str, list[Mark]]:
    """By file name, the marks of each; what is beside the directory or else in `installed` surrounds them.

    Of an item of which the directory has several editions only the newest is checked: the others are history.
    Raises `LibraryInvalid`, and `FilesRefused` when there are no files.
    """
    library = library_beside(directory, installed)
    marks: dict[str, list[Mark]] = {}
    whole: dict[str, dict[str, Any]] = {}
    for name, document, findings in documents(directory, library):
        marks[name] = [SCHEMA.mark(finding) for finding in findings]
        if document is not None:
            whole[name] = document
    guides = {name: guide for name, document in whole.items() if (guide := _readable(document)) is not None}
    around = surroundings_in_files(library, guides.values(), directory.resolve().parent)
    last = newest(guides.values())
    for name, document in whole.items():
        if name not in guides or guides[name].edition == last[guides[name].slug]:
            marks[name] += examine(document, around)
    return marks


def newest(guides: Iterable[schema.Edition]) -> dict[str, int]:
    """The number of the last edition of each item among these, by slug."""
    last: dict[str, int] = {}
    for guide in guides:
        last[guide.slug] = max(guide.edition, last.get(guide.slug, 0))
    return last


def _readable(document: dict[str, Any]) -> schema.Edition | None:
    try:
        return schema.read(document)
    except schema.EditionInvalid:
        return None
