"""Import a directory of editions, all or nothing, in memory that does not grow with their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from onewindow.catalogue import schema
from onewindow.catalogue.commands.loading import loaded
from onewindow.catalogue.commands.stocking import load_library
from onewindow.catalogue.files import FilesRefused, library_beside, paths, read_file
from onewindow.catalogue.library import Library
from onewindow.catalogue.lint import (
    Neighbour,
    Surroundings,
    examine,
    neighbours,
    refusing,
    surroundings_in_files,
)
from onewindow.catalogue.lint.surroundings import by_base
from onewindow.catalogue.models import Edition
from onewindow.catalogue.plain import located
from onewindow.catalogue.turns import Order, Turn
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import SYSTEM
from onewindow.journal.commit import Commit
from onewindow.journal.lock import one_writer
from onewindow.journal.writer import write

BATCH = 200
"""Editions that one commit writes."""
MOST_TOLD = 1_000
"""Findings after which the rest of the files is not looked at."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """`editions` is the number of files, `published` names those that were not issued before."""

    editions: int
    published: tuple[str, ...]

    def __str__(self) -> str:
        return f"目录中共{self.editions}版清单，本次新发布{len(self.published)}版"


@dataclass
class _Reading:
    """The files, gone through twice; of each only what the others are checked against is kept between."""

    library: Library
    progress: Progress
    total: int
    done: int = 0
    findings: list[Finding] = field(default_factory=list)

    def each(self, files: list[Path]) -> Iterator[tuple[Path, schema.Edition]]:
        for path in files:
            if len(self.findings) >= MOST_TOLD:
                return
            try:
                yield path, read_file(path, self.library)
            except Refusal as refusal:
                self.findings += located(path, refusal.findings)
            self.done += 1
            self.progress(self.done, self.total)

    def stop_at_faults(self) -> None:
        if self.findings:
            raise FilesRefused(sorted(self.findings, key=lambda one: one.field.split(":")[0].split(" ")[0]))


def import_editions(
    directory: Path, *, at: datetime, checked: bool = True, progress: Progress = lambda done, total: None
) -> Imported:
    """Publish every edition of the directory, or none; then `FilesRefused` names file, line and field.

    The library and the base items that the files use are put into the database with them. What is not to be
    `checked` was: no rule of the check of items (事项检查) looks at it again.

    The files are read twice: once for what each is to the others, once to be checked and written, some hundred in
    a commit. `progress` is told how many readings of how many are done.
    """
    files = paths(directory)
    reading = _Reading(library_beside(directory, settings.CONTENT_DIR), progress, 2 * len(files))
    with one_writer():
        order, around, turns = Order.stored(), list[Neighbour](), dict[Path, Turn]()
        for path, guide in reading.each(files):
            turns[path] = Turn.of(guide)
            around.append(Neighbour.of(guide))
        new = _new(turns, order, reading.findings)
        reading.stop_at_faults()
        load_library(reading.library, at=at)
        surroundings = _surroundings(directory, reading.library, around) if checked else None
        _publish(new, reading, order, surroundings, at)
        reading.stop_at_faults()
    return Imported(len(files), tuple(path.name for path in new))


def _new(turns: dict[Path, Turn], order: Order, findings: list[Finding]) -> list[Path]:
    """The files not issued yet, in the order in which they follow one another."""
    new: list[Path] = []
    for path, turn in sorted(turns.items(), key=lambda one: (one[1].slug, one[1].edition)):
        if order.known(turn):
            continue
        refused = order.refused(turn)
        findings += located(path, refused) if refused else ()
        new.append(path)
    return new


def _surroundings(directory: Path, library: Library, files: list[Neighbour]) -> Surroundings:
    """What stands in the files, and what is issued beside them."""
    there = {(one.slug, one.edition) for one in files}
    stored = [one for one in neighbours(Edition.objects.issued()) if (one.slug, one.edition) not in there]
    around = surroundings_in_files(library, (), directory.resolve().parent)
    return replace(around, neighbours=by_base([*files, *stored]))


def _publish(
    files: list[Path], reading: _Reading, order: Order, around: Surroundings | None, at: datetime
) -> None:
    """Check and write; after the first fault only check, since nothing of it will stay.

    Of an item only the newest edition is checked: the others are history.
    """
    commit = Commit(by=SYSTEM, at=at)
    for path, guide in reading.each(files):
        newest = order.last[guide.slug].edition == guide.edition
        faults = refusing(examine(guide.document(), around)) if around is not None and newest else []
        reading.findings += located(path, faults) if faults else ()
        if not reading.findings:
            loaded(guide, commit)
        if len(commit.events) >= BATCH:
            write(commit)
            commit = Commit(by=SYSTEM, at=at)
    if commit.events and not reading.findings:
        write(commit)
