"""The numbers which the platform gives out: of cases, documents, hand-over sheets, papers and engagements.

All but those of documents carry a check character, so that one mistyped on the telephone is not another's.
Lengths and first characters differ, so that a scanner's input says what it is (`recognise`).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onewindow.core.numbers.check_digit import mod_11_10, mod_37_36
from onewindow.core.numbers.fault import NumberFault, as_typed

CASE_SERIALS = 99_999
SHEET_SERIALS = ENGAGEMENT_SERIALS = 9_999
PAPER_SERIALS = 999_999_999

Kind = Literal["case", "sheet", "paper"]


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """办件编号: division 6 + yyyymmdd + serial 5 + check digit, 20 digits."""

    number: str
    division: str
    day: date
    serial: int

    @property
    def spoken(self) -> str:
        """In groups, as it is printed and read out: 990102 20260302 00012 7."""
        n = self.number
        return f"{n[:6]} {n[6:14]} {n[14:19]} {n[19:]}"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """文书编号: series (机关简称 and 文种) + 〔year〕 + serial, such as 江市监食许受〔2026〕12号."""

    number: str
    series: str
    year: int
    serial: int


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """交接单号: two letters + division 6 + yymmdd + serial 4 + check character, 19 characters."""

    number: str
    kind: str
    division: str
    day: date
    serial: int


@dataclass(frozen=True, slots=True)
class PaperBarcode:
    """The barcode on one paper: cell 2 + serial 9 + check digit, 12 digits (six symbols of Code 128 C)."""

    number: str
    cell: int
    serial: int


@dataclass(frozen=True, slots=True)
class EngagementNumber:
    """委托编号: ZJ + yyyymmdd + serial 4 + check digit, 15 characters."""

    number: str
    day: date
    serial: int


def case_number(division: str, day: date, serial: int) -> str:
    """The serial begins with 1 for each division and day."""
    body = f"{_six(division)}{day:%Y%m%d}{_within(serial, CASE_SERIALS):05}"
    return body + mod_11_10(body)


def read_case_number(text: str) -> CaseNumber:
    number = as_typed(text)
    if not re.fullmatch(r"[0-9]{20}", number):
        raise NumberFault("case-number-shape", f"办件编号是20位数字，现在是{len(number)}位，请核对。")
    day = _date(number[6:14])
    if day is None or number[19] != mod_11_10(number[:19]):
        raise NumberFault("case-number-check", "办件编号校验不通过，请对照回执逐位核对。")
    return CaseNumber(number, number[:6], day, int(number[14:19]))


def document_number(agency: str, kind: str, year: int, serial: int) -> str:
    """The serial is not padded (GB/T 9704: 不编虚位) and begins with 1 for each agency, kind and year."""
    if not agency or not kind:
        raise ValueError("a document number has the agency's short name and the kind of document")
    return f"{agency}{kind}〔{year:04}〕{_within(serial, PAPER_SERIALS)}号"


def read_document_number(text: str) -> DocumentNumber:
    """Reads it with any kind of brackets around the year."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    match = re.fullmatch(r"([^\W\d_]+)[〔\[(【]([0-9]{4})[〕\])】]([1-9][0-9]*)号", plain)
    if match is None:
        raise NumberFault("document-number-shape", "文书编号的格式是“机关简称加文种〔年份〕序号号”，请核对。")
    series, year, serial = match[1], int(match[2]), int(match[3])
    return DocumentNumber(f"{series}〔{year:04}〕{serial}号", series, year, serial)


def sheet_number(kind: str, division: str, day: date, serial: int) -> str:
    """`kind` is two capital letters, such as JJ (材料交接) or JG (结果交接)."""
    if not re.fullmatch(r"[A-Z]{2}", kind):
        raise ValueError(f"the kind of a sheet is two capital letters: {kind!r}")
    body = f"{kind}{_six(division)}{day:%y%m%d}{_within(serial, SHEET_SERIALS):04}"
    return body + mod_37_36(body)


def read_sheet_number(text: str) -> SheetNumber:
    number = as_typed(text)
    if not re.fullmatch(r"[A-Z]{2}[0-9]{16}[0-9A-Z]", number):
        raise NumberFault("sheet-number-shape", "交接单号由2个字母、16位数字和1位校验码组成，请核对。")
    day = _date("20" + number[8:14])
    if day is None or number[18] != mod_37_36(number[:18]):
        raise NumberFault("sheet-number-check", "交接单号校验不通过，请核对或重新扫码。")
    return SheetNumber(number, number[:2], number[2:8], day, int(number[14:18]))


def paper_barcode(serial: int, cell: int = 0) -> str:
    """`cell` (0–99) tells apart databases which give out serials of their own."""
    if not 0 <= cell <= 99:
        raise ValueError(f"a cell has two digits: {cell}")
    body = f"{cell:02}{_within(serial, PAPER_SERIALS):09}"
    return body + mod_11_10(body)


def read_paper_barcode(text: str) -> PaperBarcode:
    number = as_typed(text)
    if not re.fullmatch(r"[0-9]{12}", number):
        raise NumberFault("paper-barcode-shape", f"材料条码是12位数字，现在是{len(number)}位，请重新扫码。")
    if number[11] != mod_11_10(number[:11]):
        raise NumberFault("paper-barcode-check", "材料条码校验不通过，请重新扫码。")
    return PaperBarcode(number, int(number[:2]), int(number[2:11]))


def engagement_number(day: date, serial: int) -> str:
    """The serial begins with 1 for each day."""
    body = f"{day:%Y%m%d}{_within(serial, ENGAGEMENT_SERIALS):04}"
    return f"ZJ{body}{mod_11_10(body)}"


def read_engagement_number(text: str) -> EngagementNumber:
    number = as_typed(text)
    if not re.fullmatch(r"ZJ[0-9]{13}", number):
        raise NumberFault("engagement-number-shape", "委托编号是ZJ加13位数字，印在委托凭条上。")
    day = _date(number[2:10])
    if day is None or number[14] != mod_11_10(number[2:14]):
        raise NumberFault("engagement-number-check", "委托编号校验不通过，请对照委托凭条逐位核对。")
    return EngagementNumber(number, day, int(number[10:14]))


def recognise(text: str) -> Kind | None:
    """What a scanned or typed number looks like, before it is read; None for anything else."""
    number = as_typed(text)
    if re.fullmatch(r"[0-9]{20}", number):
        return "case"
    if re.fullmatch(r"[0-9]{12}", number):
        return "paper"
    return "sheet" if re.fullmatch(r"[A-Z]{2}[0-9]{16}[0-9A-Z]", number) else None


def _six(division: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", division):
        raise ValueError(f"a division in a number has six digits: {division!r}")
    return division


def _within(serial: int, most: int) -> int:
    if not 1 <= serial <= most:
        raise ValueError(f"the serial runs from 1 to {most}: {serial}")
    return serial


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
