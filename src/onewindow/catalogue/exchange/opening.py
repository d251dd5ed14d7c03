"""A workbook from a stranger: opened without trusting it, read row by row."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet._reader import WorkSheetParser

from onewindow.catalogue.exchange.faults import Fault, WorkbookRefused

LARGEST_FILE = 64 << 20
LARGEST_UNPACKED = 256 << 20
LARGEST_KEPT = 96 << 20
"""Bytes: of the file, of all that is packed in it, and of whatever must be held in memory at once."""
MOST_ROWS = 200_000
MOST_COLUMNS = 100
WORKBOOK = "工作簿"
_UNREADABLE = (
    BadZipFile, KeyError, ValueError, TypeError, AttributeError, LookupError, SyntaxError, ArithmeticError, OSError,
    EOFError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
"""What the libraries raise when a file is not what it should be."""

RawRow = tuple[int, list[dict[str, Any]]]


@contextmanager
def opened(file: BinaryIO) -> Iterator[Any]:
    """The workbook, its strings in memory and its rows not. Raises `WorkbookRefused`."""
    try:
        _weigh(file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except _UNREADABLE:
        raise WorkbookRefused(
            [Fault(WORKBOOK, 0, "", "不是完好的 XLSX 工作簿，请另存为 .xlsx 再导入")]
        ) from None


def raw_rows(page: Any, faults: list[Fault]) -> Iterator[RawRow]:
    """Row number and cells of every row that says anything; what a plain table does not have is told."""
    with page._get_source() as source:
        parser = WorkSheetParser(
            source, page._shared_strings, epoch=page.parent.epoch,
            date_formats=page.parent._date_formats, timedelta_formats=page.parent._timedelta_formats,
        )  # fmt: skip
        found = 0
        for number, cells in parser.parse():
            filled = [cell for cell in cells if cell["value"] is not None]
            if not filled:
                continue
            found += 1
            if found > MOST_ROWS or filled[-1]["column"] > MOST_COLUMNS:
                faults.append(
                    Fault(page.title, number, "", f"超过{MOST_ROWS}行或{MOST_COLUMNS}列，请分成几个工作簿")
                )
                return
            yield number, filled
        for merged in getattr(parser.merged_cells, "mergeCell", ()):
            message = f"{merged.ref} 是合并单元格，请取消合并，每个单元格分别填写"
            faults.append(Fault(page.title, int(merged.min_row), "", message))


def _weigh(file: BinaryIO) -> None:
    """Raises `WorkbookRefused` for a file that would swell; a part never unpacks to more than it declares."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    too_large = WorkbookRefused([Fault(WORKBOOK, 0, "", "文件太大，请分成几个工作簿导入")])
    if size > LARGEST_FILE:
        raise too_large
    with ZipFile(file) as archive:
        parts = archive.infolist()
        kept = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/"))
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED or kept > LARGEST_KEPT:
            raise too_large
    file.seek(0)
