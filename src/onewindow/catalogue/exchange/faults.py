"""What is wrong in a workbook, row by row, and the workbook that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from onewindow.core.refusal import Finding, Refusal

AS_TEXT = "@"
MOST = 2_000
"""Faults told of one workbook; whoever has more begins with those."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` counts as the spreadsheet does, 0 where none is meant; `heading` is that of the column.

    `remedy` says what to do about it where the message does not say so itself.
    """

    sheet: str
    row: int
    heading: str
    message: str
    remedy: str = ""

    @property
    def place(self) -> str:
        return " ".join(
            part for part in (self.sheet, f"第{self.row}行" if self.row else "", self.heading) if part
        )


class WorkbookRefused(Refusal):
    """Nothing of the workbook was taken; `faults` say why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults[:MOST])
        super().__init__(
            "workbook_refused", f"工作簿有{len(faults)}处不符合规定，未导入任何内容", status=422,
            findings=[Finding(fault.place, fault.message) for fault in self.faults],
        )  # fmt: skip


def write_faults(faults: Sequence[Fault], file: BinaryIO) -> None:
    """The error file: one row a fault, in the order of the workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("错误清单")
    for letter, width in zip("ABCDE", (16, 8, 20, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(["工作表", "行", "列", "问题", "怎样改正"])
    for fault in faults:
        told = (fault.sheet, fault.heading, fault.message, fault.remedy)
        title, heading, message, remedy = (as_text(sheet, one) if one else None for one in told)
        sheet.append([title, fault.row or None, heading, message, remedy])
    book.save(file)


def as_text(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it looks like: no formula, no number without its zeros, nothing unwritable."""
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    return cell
