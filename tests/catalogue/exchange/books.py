"""Workbooks of the tests: written by the platform, then spoilt in one place as people and enemies spoil them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from onewindow.catalogue.exchange.faults import Fault, WorkbookRefused
from onewindow.catalogue.exchange.reading import read_workbook
from onewindow.catalogue.exchange.writing import write_workbook

Spoil = Callable[[Workbook], object]


def written(*documents: dict[str, Any]) -> BytesIO:
    file = BytesIO()
    write_workbook(documents, file)
    file.seek(0)
    return file


def spoilt(file: BytesIO, spoil: Spoil) -> BytesIO:
    """As somebody saves it who opened it in a spreadsheet."""
    book = load_workbook(file)
    spoil(book)
    saved = BytesIO()
    book.save(saved)
    saved.seek(0)
    return saved


def with_part(file: BytesIO, name: str, change: Callable[[bytes], bytes]) -> BytesIO:
    """One part of the archive changed, byte for byte."""
    saved = BytesIO()
    with ZipFile(file) as old, ZipFile(saved, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    saved.seek(0)
    return saved


def faults(file: BytesIO) -> list[Fault]:
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(file)
    assert len(refused.value.findings) == len(refused.value.faults)
    return list(refused.value.faults)


def told(file: BytesIO) -> list[tuple[str, int, str]]:
    return [(fault.sheet, fault.row, fault.heading) for fault in faults(file)]
