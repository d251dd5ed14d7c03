"""Editions go into a workbook and come back whole; what is wrong in one is told by sheet, row and column."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st
from openpyxl import load_workbook

from onewindow.catalogue import schema
from onewindow.catalogue.exchange.cells import LONGEST
from onewindow.catalogue.exchange.faults import WorkbookRefused, write_faults
from onewindow.catalogue.exchange.reading import read_workbook
from onewindow.catalogue.exchange.writing import write_workbook
from onewindow.catalogue.files import read_files
from onewindow.core.refusal import Finding
from tests.catalogue.documents import GONE, other_item, promised, with_at
from tests.catalogue.exchange.books import Spoil, faults, spoilt, told, with_part, written

CONTENT = Path(settings.CONTENT_DIR)
GUIDES = [file.guide for file in read_files(CONTENT / "items", CONTENT)]
MATERIALS = "xl/worksheets/sheet6.xml"


def again(document: dict[str, Any]) -> dict[str, Any]:
    (incoming,) = read_workbook(written(document))
    return incoming.document


def test_all_editions_come_back_from_a_workbook_as_they_went() -> None:
    incoming = read_workbook(written(*(guide.document() for guide in GUIDES)))
    assert [schema.read(one.document).canonical() for one in incoming] == [one.canonical() for one in GUIDES]


ODD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda text: f"字{text}字")


@pace(max_examples=40)
@given(texts=st.lists(ODD, min_size=1, max_size=3, unique_by=lambda text: text[:100].strip()), path=st.sampled_from(
    ["conditions", "materials.0.checkpoints", "contact.transport", "aliases"]
))  # fmt: skip
def test_whatever_stands_in_a_text_comes_back(texts: list[str], path: str) -> None:
    document = schema.read(with_at(promised(), path, [text[:100] for text in texts])).document()
    assert schema.read(again(document)).canonical() == schema.read(document).canonical()


@pytest.mark.parametrize(
    "text", ["=1+1", "#N/A", "007", "_x000D_", "甲\r\n乙", "一\n二\\n三", "'单引号", "+86", "TRUE"]
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    document = with_at(with_at(promised(), "materials.0.checkpoints", [text, "另一条"]), "plain", text)
    assert again(document)["plain"] == text
    assert again(document)["materials"][0]["checkpoints"] == [text, "另一条"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("steps.1.after", []),
        ("materials.1.when", {}),
        ("special_procedures.0.stops", []),
        ("situations.0.when", {}),
    ],
)
def test_what_is_empty_outright_stays_so(path: str, value: Any) -> None:
    document = with_at(promised(), path, value)
    place: Any = again(document)
    for step in path.split("."):
        place = place[int(step)] if step.isdigit() else place[step]
    assert place == value


def test_a_draft_keeps_its_gaps() -> None:
    draft = {"slug": "shu-dian", "agency": "scjg", "name": "书店", "materials": [{"id": "a", "name": "甲"}]}
    assert again(draft) == draft


def test_codes_are_text_and_choices_are_words() -> None:
    page = load_workbook(written(promised()))["事项"]
    row = dict(zip((cell.value for cell in page[1]), page[2], strict=True))
    assert row["实施编码"].value == promised()["code"]
    assert row["实施编码"].number_format == "@"
    assert (row["事项类型"].value, row["办件类型"].value, row["法定时限"].value) == ("行政许可", "承诺件", 20)


def test_a_field_no_cell_can_hold_is_told_and_nothing_written() -> None:
    file = BytesIO()
    with pytest.raises(WorkbookRefused) as refused:
        write_workbook([promised(), with_at(other_item(2, "乙"), "plain", "长" * (LONGEST + 1))], file)
    assert [(one.sheet, one.row, one.heading) for one in refused.value.faults] == [("事项", 3, "一句话说明")]
    assert file.getvalue() == b""


def _set(sheet: str, cell: str, value: Any) -> Spoil:
    def spoil(book: Any) -> None:
        book[sheet][cell] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_set("申请材料", "A2", "=B2"), ("申请材料", 2, "事项标识")),
        (_set("申请材料", "H3", "两份"), ("申请材料", 3, "份数")),
        (_set("申请材料", "H3", 1.5), ("申请材料", 3, "份数")),
        (_set("申请材料", "G3", "羊皮"), ("申请材料", 3, "形式")),
        (_set("申请材料", "M3", "也许"), ("申请材料", 3, "可以容缺")),
        (_set("申请材料", "C2", 12345), ("申请材料", 2, "材料名称")),
        (_set("申请材料", "E3", "租用"), ("申请材料", 3, "适用情形")),
        (_set("申请材料", "N1", "羊"), ("申请材料", 1, "羊")),
        (_set("申请材料", "N1", "编号"), ("申请材料", 1, "编号")),
        (_set("申请材料", "BB2", "边注"), ("申请材料", 2, "第54列")),
        (_set("事项", "G2", 45658), ("事项", 2, "生效日期")),
        (_set("事项", "C2", 11990100), ("事项", 2, "实施编码")),
        (_set("事项", "AG2", "#REF!"), ("事项", 2, "补正工作日")),
        (_set("收费", "A2", "bie-chu"), ("收费", 2, "事项标识")),
        (_set("情形选项", "B2", "nowhere"), ("情形选项", 2, "情形编号")),
        (lambda book: book["申请材料"].merge_cells("C2:C3"), ("申请材料", 2, "")),
        (lambda book: book.remove(book["常见问题"]), ("常见问题", 0, "")),
        (lambda book: book["常见问题"].delete_rows(1, 9), ("常见问题", 1, "")),
        (lambda book: book["事项"].append(["shu-dian", "又一个"]), ("事项", 3, "事项标识")),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_told_at_its_place(spoil: Spoil, place: tuple[str, int, str]) -> None:
    assert place in told(spoilt(written(promised()), spoil))


def test_a_date_typed_as_a_date_is_one() -> None:
    file = spoilt(written(promised()), _set("事项", "G2", datetime(2025, 3, 1)))  # noqa: DTZ001 - as a cell has it
    assert read_workbook(file)[0].document["effective_from"] == "2025-03-01"


def test_rows_left_empty_are_not_parts() -> None:
    file = with_part(
        written(promised()), MATERIALS,
        lambda xml: xml.replace(b"</sheetData>", b"".join(b'<row r="%d"/>' % n for n in range(4, 100_004)) + b"</sheetData>"),
    )  # fmt: skip
    assert schema.read(read_workbook(file)[0].document) == schema.read(promised())


def test_a_cell_fuller_than_a_cell_can_be_is_told() -> None:
    file = with_part(
        written(promised()), MATERIALS, lambda xml: xml.replace(b"business_licence", b"x" * 100_000)
    )
    assert told(file) == [("申请材料", 2, "材料标识")]


def test_a_workbook_that_is_none_is_told() -> None:
    for content in (
        b"",
        b"PK\x03\x04 nothing",
        b"\xd0\xcf\x11\xe0 an old one",
        written(promised()).getvalue()[:9000],
    ):
        assert [(one.sheet, one.row) for one in faults(BytesIO(content))] == [("工作簿", 0)]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", MATERIALS, "[Content_Types].xml"])
def test_a_workbook_torn_inside_is_told(part: str) -> None:
    torn = with_part(written(promised()), part, lambda xml: xml[: len(xml) // 2])
    assert [(one.sheet, one.row) for one in faults(torn)] == [("工作簿", 0)]


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "%s">]>' % (b"x" * 1000)
    file = with_part(written(promised()), MATERIALS, lambda xml: bomb + xml.replace(b"shu-dian", b"&b;"))
    assert [one.message for one in faults(file)] == ["不是完好的 XLSX 工作簿，请另存为 .xlsx 再导入"]


@pytest.mark.parametrize("part", [MATERIALS, "xl/styles.xml"])
def test_a_zip_bomb_is_not_unpacked(part: str) -> None:
    swollen = with_part(written(promised()), part, lambda xml: xml + b" " * (300 << 20))
    assert len(swollen.getvalue()) < 1 << 20
    assert [one.message for one in faults(swollen)] == ["文件太大，请分成几个工作簿导入"]


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("materials.1.basis", "custom", ("申请材料", 3, "依据")),
        ("materials.1.copies", 0, ("申请材料", 3, "份数")),
        ("limits.promised.n", 60, ("事项", 2, "承诺时限")),
        ("special_procedures.0.people_min", 1, ("特别程序", 2, "最少人数")),
        ("special_procedures.0.cap.n", 0, ("特别程序", 2, "最长用时")),
        ("situations.0.answers.1.label", GONE, ("情形选项", 3, "选项")),
        ("fees.0.amount", "ten", ("收费", 2, "金额（元）")),
        ("contact.phone", "bad", ("事项", 2, "咨询电话")),
        ("faq.0.a", GONE, ("常见问题", 2, "答")),
        ("fees.0.when", {"elsewhere": ["a"]}, ("收费", 2, "适用情形")),
        ("steps", GONE, ("办理环节", 0, "")),
    ],
)
def test_a_fault_of_the_document_is_told_at_its_row_and_column(
    path: str, value: Any, place: tuple[str, int, str]
) -> None:
    (incoming,) = read_workbook(written(with_at(promised(), path, value)))
    with pytest.raises(schema.EditionInvalid) as invalid:
        schema.read(incoming.document)
    found = [incoming.fault(finding) for finding in invalid.value.findings]
    assert place in [(one.sheet, one.row, one.heading) for one in found]


def test_a_place_that_no_sheet_knows_is_told_at_the_item() -> None:
    (incoming,) = read_workbook(written(promised()))
    fault = incoming.fault(Finding("terms[0].colour[1].hue", "没有"))
    assert (fault.sheet, fault.row) == ("事项", 2)


def test_the_error_file_lists_every_fault() -> None:
    found = faults(spoilt(written(promised()), _set("申请材料", "H3", "两份")))
    file = BytesIO()
    write_faults(found, file)
    file.seek(0)
    rows = list(load_workbook(file)["错误清单"].values)
    assert rows == [("工作表", "行", "列", "问题", "怎样改正"), ("申请材料", 3, "份数", "应是整数", None)]
