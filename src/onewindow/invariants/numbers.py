"""Numbers: each is given once, in an unbroken series, and says of its thing what is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from onewindow.cases.models import Case, Paper
from onewindow.core.calendar import local
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.numbers.series import (
    read_case_number,
    read_document_number,
    read_engagement_number,
    read_paper_barcode,
    read_sheet_number,
)
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.intermediaries.models import Engagement
from onewindow.invariants.breach import Fault, NumberedFault, case_invariant, installation_invariant
from onewindow.invariants.reading import CaseFile
from onewindow.issuance.models import Result
from onewindow.journal.models import Counter

COPIED = ("licence", "instant_result", "material_sheet", "result_sheet")
"""Papers under the number of what they show; the number itself was given to the result or the sheet."""
AGAIN = re.compile(r"\(更正\d+\)$")
"""A corrected refusal keeps its number and says so."""


class Given(NamedTuple):
    """One number as it was given: whose it is, how it reads, and its place in its series."""

    thing: str
    number: str
    series: str
    serial: int


@installation_invariant("number-once", "design §10; I-1")
def given_once() -> Iterator[NumberedFault]:
    """一号一用:任何编号只发一次,不重复、不再用。"""
    seen: dict[str, bytearray] = {}
    for given in _all():
        if not _mark(seen.setdefault(given.series, bytearray()), given.serial):
            yield given.thing, given.number, f"序号 {given.serial} 在“{given.series}”中已经用过"


@installation_invariant("number-gapless", "I-1")
def gapless() -> Iterator[NumberedFault]:
    """编号连续:每个号段从1起无空号,与取号器的末号一致。"""
    seen: dict[str, bytearray] = {}
    for given in _all():
        _mark(seen.setdefault(given.series, bytearray()), given.serial)
    last = dict(Counter.objects.values_list("series", "value"))
    for series in sorted(seen.keys() | last.keys()):
        marked, value = seen.get(series, bytearray()), last.get(series, 0)
        count = sum(byte.bit_count() for byte in marked)
        highest = _highest(marked)
        if highest > value:
            yield "counter", series, f"已用到 {highest} 号,取号器末号是 {value}"
        elif count != value:
            yield "counter", series, f"取号器末号是 {value},在用的只有 {count} 个,有空号"


@installation_invariant("number-shape", "I-1")
def readable() -> Iterator[NumberedFault]:
    """编号可校验:每个编号的格式和校验码正确。"""
    for thing, number in _unread():
        yield thing, number, "编号的格式或校验码不对"


@case_invariant("number-tells-truth", "I-1")
def tells_truth(file: CaseFile) -> Iterator[Fault]:
    """办件编号所载的区划和日期与收件一致。"""
    try:
        read = read_case_number(file.case.no)
    except NumberFault:
        return
    if read.day != local(file.case.received_at).date():
        yield "case", "编号所载日期不是收件之日"
    if read.division != file.case.division[:6].ljust(6, "0"):
        yield "case", "编号所载区划不是办理机关的区划"


def _all() -> Iterator[Given]:
    yield from _cases()
    for no in Sheet.objects.values_list("no", flat=True).iterator():
        if (sheet := _sheet(no)) is not None:
            yield sheet
    for barcode in Paper.objects.values_list("barcode", flat=True).iterator():
        if (paper := _paper(barcode)) is not None:
            yield paper
    for no in Document.objects.exclude(kind__in=COPIED).values_list("no", flat=True).iterator():
        if not AGAIN.search(no) and (paper := _document("document", no, "document")) is not None:
            yield paper
    engagements = Engagement.objects.values_list("no", flat=True).iterator()
    yield from (given for no in engagements if (given := _engagement(no)) is not None)


def _cases() -> Iterator[Given]:
    for no, results in Case.objects.values_list("no", "result_numbers").iterator():
        try:
            read = read_case_number(no)
        except NumberFault:
            continue
        yield Given("case", no, f"case:{read.division}:{_digits(read.day)}", read.serial)
        for number in results.values():
            if (result := _document("result", number, "result")) is not None:
                yield result


def _sheet(no: str) -> Given | None:
    try:
        read = read_sheet_number(no)
    except NumberFault:
        return None
    return Given("sheet", no, f"sheet:{read.kind}:{read.division}:{_digits(read.day)}", read.serial)


def _engagement(no: str) -> Given | None:
    try:
        read = read_engagement_number(no)
    except NumberFault:
        return None
    return Given("engagement", no, f"engagement:{_digits(read.day)}", read.serial)


def _paper(barcode: str) -> Given | None:
    try:
        return Given("paper", barcode, "paper", read_paper_barcode(barcode).serial)
    except NumberFault:
        return None


def _document(thing: str, no: str, series: str) -> Given | None:
    try:
        read = read_document_number(no)
    except NumberFault:
        return None
    return Given(thing, no, f"{series}:{read.series.split('〔')[0]}:{read.year}", read.serial)


def _unread() -> Iterator[tuple[str, str]]:
    for no in Case.objects.values_list("no", flat=True).iterator():
        try:
            read_case_number(no)
        except NumberFault:
            yield "case", no
    yield from (
        ("sheet", no) for no in Sheet.objects.values_list("no", flat=True).iterator() if not _sheet(no)
    )
    barcodes = Paper.objects.values_list("barcode", flat=True).iterator()
    yield from (("paper", barcode) for barcode in barcodes if not _paper(barcode))
    engagements = Engagement.objects.values_list("no", flat=True).iterator()
    yield from (("engagement", no) for no in engagements if not _engagement(no))
    documents = Document.objects.exclude(kind__in=COPIED).values_list("no", flat=True).iterator()
    results = Result.objects.values_list("no", flat=True).iterator()
    for thing, numbers in (("document", documents), ("result", results)):
        for no in numbers:
            if not _document(thing, AGAIN.sub("", no), thing):
                yield thing, no


def _mark(bits: bytearray, serial: int) -> bool:
    """Mark a serial as given; False when it was marked before."""
    place, bit = divmod(serial, 8)
    if len(bits) <= place:
        bits.extend(bytes(place + 1 - len(bits)))
    if bits[place] & (1 << bit):
        return False
    bits[place] |= 1 << bit
    return True


def _highest(bits: bytearray) -> int:
    place = len(bits) - 1
    while place >= 0 and not bits[place]:
        place -= 1
    return -1 if place < 0 else place * 8 + bits[place].bit_length() - 1


def _digits(day: date) -> str:
    return f"{day:%Y%m%d}"
