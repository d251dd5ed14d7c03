"""Replaying the journal gives the rows: folding a thing's events rebuilds what its row says, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from onewindow.core.canon import canonical
from onewindow.invariants.breach import (
    Fault,
    NumberedFault,
    case_invariant,
    installation_invariant,
    sheet_invariant,
)
from onewindow.invariants.entries import ERASED, Entry, entries
from onewindow.invariants.folds import FOLDS
from onewindow.invariants.journal import fold, things
from onewindow.invariants.origins import ORIGINS
from onewindow.invariants.reading import CaseFile
from onewindow.invariants.sheets import SheetFile
from onewindow.journal.models import LivingThing, Thing

OF_NO_CASE = frozenset(
    {
        "edition", "library_change", "bundle", "delegation", "batch", "negative_entry", "appointment",
        "intermediary", "engagement",
    }
)  # fmt: skip
A_LOOK = 100


def rebuilt(thing: Thing, journal: list[Entry]) -> dict[str, Any]:
    """The replayed columns of the row that this journal gives; `thing` says only what kind it is.

    Raises KeyError when an event does not say what a row is rebuilt from.
    """
    row: dict[str, Any] = {
        "id": thing.id,
        "version": len(journal),
        "head": journal[-1].hash if journal else "",
    }
    if isinstance(thing, LivingThing):
        row["stage"], _ = fold(thing.life, journal)
    folds = FOLDS[thing.thing_kind()]
    for entry in journal:
        if entry.verb in folds:
            row |= folds[entry.verb](row, entry)
    return row


def differences(thing: Thing, journal: list[Entry]) -> list[str]:
    """Where the stored row is not what its journal gives, column by column."""
    try:
        row = rebuilt(thing, journal)
    except KeyError as missing:
        return [f"日志缺 {missing.args[0]}"]
    columns = [name for name, origin in ORIGINS[thing.thing_kind()].items() if origin.how == "replayed"]
    unlike = [name for name in columns if name not in row or not _same(row[name], getattr(thing, name))]
    return [f"{name} 列与日志重放所得不符" for name in unlike]


@case_invariant("rows-replayed", "design §10; I-39")
def rows_of_the_case(file: CaseFile) -> Iterator[Fault]:
    """重放日志即得各行:办件及其各项事物的行与日志逐列逐字节一致。"""
    for thing in file.things:
        for what in differences(thing, file.journal(thing)):
            yield thing.thing_kind(), what


@sheet_invariant("sheet-replayed", "design §10; I-39")
def rows_of_the_sheet(file: SheetFile) -> Iterator[Fault]:
    """重放日志即得交接表:与日志逐列逐字节一致。"""
    for what in differences(file.sheet, file.journal):
        yield "sheet", what


@installation_invariant("lists-replayed", "design §10; I-39")
def rows_of_lists() -> Iterator[NumberedFault]:
    """重放日志即得各类清单、共享内容改动、下放、批次、中介登记与委托和任职:每行与日志逐列逐字节一致。"""
    for model in things():
        kind = model.thing_kind()
        if kind in OF_NO_CASE:
            rows = iter(model._default_manager.order_by("pk").iterator(chunk_size=A_LOOK))
            while some := list(islice(rows, A_LOOK)):
                journals = entries(kind, [row.id for row in some])
                for row in some:
                    for what in differences(row, journals.get(row.id, [])):
                        yield kind, str(row.id)[-12:], what


def _same(replayed: Any, stored: Any) -> bool:
    """The same bytes; values that are equal and of one type need not be written out to see it."""
    if replayed is ERASED:
        return True
    if type(replayed) is type(stored) and replayed == stored:
        return True
    return canonical(replayed) == canonical(stored)
