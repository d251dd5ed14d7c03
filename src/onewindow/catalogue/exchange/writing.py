"""Editions into a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from onewindow.catalogue.exchange.cells import NO, YES, CellFault, put
from onewindow.catalogue.exchange.faults import AS_TEXT, Fault, WorkbookRefused, as_text
from onewindow.catalogue.exchange.sheets import SHEETS, Sheet
from onewindow.catalogue.wording import Field
from onewindow.catalogue.wording.kinds import Kind

FOR_NEW_ROWS = 20_000
"""How far down the lists of choices reach."""
WIDE = 40
NARROW = 16
_BOLD = Font(bold=True)


def write_workbook(documents: Iterable[Mapping[str, Any]], file: BinaryIO) -> None:
    """One row a part, a sheet a kind of part. Raises `WorkbookRefused` naming what no cell can hold."""
    documents = list(documents)
    faults: list[Fault] = []
    told = [(sheet, _rows(sheet, documents, faults)) for sheet in SHEETS]
    if faults:
        raise WorkbookRefused(faults)
    book = Workbook(write_only=True)
    for sheet, rows in told:
        page = book.create_sheet(sheet.title)
        _head(page, sheet)
        for row in rows:
            page.append([as_text(page, cell) if isinstance(cell, str) else cell for cell in row])
    book.save(file)


def _rows(
    sheet: Sheet, documents: list[Mapping[str, Any]], faults: list[Fault]
) -> list[list[str | int | None]]:
    """What the cells of a sheet will hold."""
    rows: list[list[str | int | None]] = []
    for row in (row for document in documents for row in sheet.rows(document)):
        cells: list[str | int | None] = []
        for field, value in row:
            try:
                cells.append(put(field, value))
            except CellFault as fault:
                faults.append(Fault(sheet.title, len(rows) + 2, field.label, str(fault)))
        rows.append(cells)
    return rows


def _head(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "B2"
    for n, field in enumerate(sheet.columns, 1):
        letter = get_column_letter(n)
        wide = field.kind in (Kind.TEXTS, Kind.CONDITIONS) or (
            field.kind is Kind.TEXT and n > len(sheet.keys) + 1
        )
        page.column_dimensions[letter].width = WIDE if wide else NARROW
        if field.kind is not Kind.NUMBER:
            page.column_dimensions[letter].number_format = AS_TEXT
        if choices := _choices(field):
            rule = DataValidation(type="list", formula1=choices, allow_blank=True)
            rule.add(f"{letter}2:{letter}{FOR_NEW_ROWS}")
            page.data_validations.append(rule)
    page.append([_heading(page, field) for field in sheet.columns])


def _choices(field: Field) -> str:
    """What a cell of the column may be, as a spreadsheet wants it; empty where anything may stand."""
    if field.kind is Kind.FLAG:
        return f'"{YES},{NO}"'
    return f'"{",".join(field.words.values())}"' if field.kind is Kind.CHOICE else ""


def _heading(page: Any, field: Field) -> Any:
    cell = WriteOnlyCell(page, field.label)
    cell.font = _BOLD
    return cell
