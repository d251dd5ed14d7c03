"""What is wrong in a workbook, row by row, and the workbook that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import Workbook

from onewindow.core.refusal import Finding, Refusal

MOST = 2_000
"""Faults told of one workbook; whoever has more begins with those."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` counts as the spreadsheet does, 0 where none is meant; `heading` is that of the column."""

    sheet: str
    row: int
    heading: str
    message: str

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
    for letter, width in zip("ABCD", (16, 8, 20, 80), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(["工作表", "行", "列", "问题"])
    for fault in faults:
        sheet.append([fault.sheet, fault.row or None, fault.heading, fault.message])
    book.save(file)
