"""An import of many editions needs no more memory than one of few."""

from __future__ import annotations

import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from onewindow.catalogue.commands import import_editions
from onewindow.catalogue.commands.importing import BATCH
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import SHANGHAI
from onewindow.journal.models import Event
from tests.catalogue.documents import other_item

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)
PER_FILE = 15_000
"""Bytes that an import may keep of each file: what the others are checked against, and not the edition."""


def put(directory: Path, first: int, many: int) -> Path:
    directory.mkdir()
    for serial in range(first, first + many):
        text = yaml.dump(other_item(serial, f"第{serial}项"), Dumper=yaml.CSafeDumper, allow_unicode=True)
        (directory / f"item-{serial}.yaml").write_text(text, encoding="utf-8")
    return directory


def peak_of(directory: Path) -> int:
    tracemalloc.start()
    import_editions(directory, at=NOW, checked=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_editions(tmp_path: Path) -> None:
    loads = Event.objects.filter(thing_kind="edition", verb="load")
    before = loads.count()
    import_editions(put(tmp_path / "warm", 10, 10), at=NOW, checked=False)
    few = peak_of(put(tmp_path / "few", 100, BATCH))
    many = peak_of(put(tmp_path / "many", 300, 2 * BATCH + 99))
    assert many < few + (BATCH + 99) * PER_FILE
    stored = 10 + 3 * BATCH + 99
    assert Edition.objects.count() == stored
    assert loads.count() - before == stored


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    import_editions(
        put(tmp_path / "items", 100, 5),
        at=NOW,
        checked=False,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(n, 10) for n in range(1, 11)]
