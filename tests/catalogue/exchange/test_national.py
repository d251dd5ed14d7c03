"""Matters come from and go to the national exchange tables; what these lack is a finding, not a refusal."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from onewindow.catalogue.exchange.national import (
    TablesRefused,
    documents_of,
    read_tables,
    tables_of,
    write_tables,
)
from onewindow.catalogue.exchange.national.codes import TABLES
from onewindow.catalogue.exchange.national.texts import lines, plain
from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import EditionInvalid, read
from tests.catalogue.documents import promised
from tests.catalogue.exchange.province import CODE, GUIDE, LONG, USCC

CONTENT = Path(settings.CONTENT_DIR)
GUIDES = [file.guide for file in read_files(CONTENT / "items", CONTENT)]
OURS = {USCC: "scjg"}


def put(tables: Any, path: Path) -> Path:
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return path


def brought(tables: Any, path: Path) -> dict[str, Any]:
    (document,) = documents_of(read_tables(put(tables, path / "guide.json")), OURS)
    return document


def places(tables: Any, path: Path) -> list[str]:
    with pytest.raises(TablesRefused) as refused:
        documents_of(read_tables(put(tables, path / "guide.json")), OURS)
    return [finding.field for finding in refused.value.findings]


def test_a_provinces_guide_becomes_a_draft(tmp_path: Path) -> None:
    draft = brought(GUIDE, tmp_path)
    assert {name: draft[name] for name in ("code", "handling_no", "item_type", "level", "agency", "kind", "audience")} == {
        "code": CODE, "handling_no": "02", "item_type": "01", "level": 3, "agency": "scjg", "kind": "promised",
        "audience": "organisation",
    }  # fmt: skip
    assert draft["conditions"] == ["有固定的经营场所；", "有健全的管理制度。"]
    assert [(one.get("law"), one.get("article")) for one in draft["legal_bases"]] == [
        ("中华人民共和国行政许可法", "第十二条"),
        ("出版管理条例", "第三十五条"),
    ]
    assert draft["limits"] == {
        "statutory": {"n": 20, "unit": "working_day"},
        "promised": {"n": 5, "unit": "working_day"},
    }
    assert [one["name"] for one in draft["materials"]] == ["申请表", "营业执照"]
    assert draft["materials"][1]["basis"] == "basis2"
    assert len(draft["materials"][1]["checkpoints"]) == 400
    assert draft["steps"][-1] == {"id": "step3", "name": "内部流转"}
    assert draft["contact"]["address"] == "滨江大道88号\n二楼"
    assert (draft["effective_from"], draft["ways"], draft["reach"]) == ("2025-01-01", ["online"], "city")


def test_what_it_lacks_and_says_oddly_is_found_by_the_check(tmp_path: Path) -> None:
    with pytest.raises(EditionInvalid) as invalid:
        read(brought(GUIDE, tmp_path))
    found = {finding.field for finding in invalid.value.findings}
    assert {"edition", "supplement", "accountability", "halls"} <= found
    assert {
        "materials[0].necessity",
        "materials[0].requirement",
        "steps[2].actor",
        "results[0].kind",
    } <= found
    assert not {"name", "code", "conditions", "effective_from", "legal_bases"} & found


def test_everything_the_tables_can_hold_comes_back(tmp_path: Path) -> None:
    names = {guide.agency: guide.agency for guide in GUIDES}
    first = tables_of(GUIDES, names)
    assert {table: set(rows[0]) for table, rows in first.items()} == {
        table: set(columns) for table, columns in TABLES.items()
    }
    write_tables(first, tmp_path / "tables.json")
    codes = {guide.code[:18]: guide.agency for guide in GUIDES}
    drafts = documents_of(read_tables(tmp_path / "tables.json"), codes)
    for guide, draft in zip(GUIDES, drafts, strict=True):
        whole = guide.document()
        for name in (
            "slug",
            "name",
            "code",
            "base_code",
            "level",
            "item_type",
            "kind",
            "audience",
            "theme",
            "visits",
        ):
            assert draft[name] == whole[name], name
        assert draft["conditions"] == [line for text in whole["conditions"] for line in lines(text)]
        assert draft["effective_from"] == whole["effective_from"]
        assert draft["limits"]["promised"] == whole["limits"]["promised"]
        assert [one["name"] for one in draft["materials"]] == [one["name"] for one in whole["materials"]]
        assert [one["form"] for one in draft["materials"]] == [one["form"] for one in whole["materials"]]
        assert [one["q"] for one in draft["faq"]] == [one["q"] for one in whole["faq"]]
        assert len(draft["legal_bases"]) == len(whole["legal_bases"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_tables_come_as_csv_in_any_of_the_encodings(encoding: str, tmp_path: Path) -> None:
    tables = tables_of([read(promised())], {"scjg": "市场监督管理局"})
    write_tables(tables, tmp_path)
    for table in tmp_path.glob("*.csv"):
        assert table.read_bytes().startswith(b"\xef\xbb\xbf")
        table.write_text(table.read_text("utf-8-sig"), encoding=encoding)
    assert read_tables(tmp_path) == tables


def test_a_table_may_be_missing(tmp_path: Path) -> None:
    draft = brought({"up_task_general_basic": GUIDE["up_task_general_basic"]}, tmp_path)
    assert draft["name"] == "书店经营许可"
    assert "materials" not in draft


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda tables: tables.pop("up_task_general_basic"), "up_task_general_basic"),
        (lambda tables: tables["up_task_general_basic"].append(5), "up_task_general_basic 第2行"),
        (lambda tables: tables.update(up_task_general_material={}), "up_task_general_material"),
        (lambda tables: tables["up_task_general_basic"][0].update(task_name=""), "up_task_general_basic 第1行 task_name"),
        (lambda tables: tables["up_task_general_basic"][0].update(task_name="长" * 201), "up_task_general_basic 第1行 task_name"),
        (lambda tables: tables["up_task_general_basic"][0].update(task_name=["书店"]), "up_task_general_basic 第1行 task_name"),
        (lambda tables: tables["up_task_general_material"][1].update(by_law={}), "up_task_general_material 第2行 by_law"),
        (
            lambda tables: tables["up_task_general_basic"].append(tables["up_task_general_basic"][0]),
            "up_task_general_basic 第2行 row_guid",
        ),
        (
            lambda tables: tables["up_task_general_material"][1].update(task_guid="Z"),
            "up_task_general_material 第1行 task_guid",
        ),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_told_at_its_row(spoil: Any, place: str, tmp_path: Path) -> None:
    tables = deepcopy(GUIDE)
    spoil(tables)
    assert places(tables, tmp_path) == [place]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "不是合格的 JSON"),
        (b"[" * 200_000, "不是合格的 JSON"),
        (b"[]", "应是“表名: 各行”"),
        (b"\xff\xff\xff", "文件应以 UTF-8 或 GB18030 保存"),
    ],
)
def test_a_file_that_is_no_json_is_told(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "guide.json").write_bytes(content)
    with pytest.raises(TablesRefused) as refused:
        read_tables(tmp_path / "guide.json")
    assert [finding.message for finding in refused.value.findings] == [words]


def test_a_torn_csv_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "up_task_general_basic.csv").write_text('task_code,task_name\n"1,2\n', encoding="utf-8")
    with pytest.raises(TablesRefused) as refused:
        read_tables(tmp_path)
    assert refused.value.findings[0].field.startswith("up_task_general_basic 第")


def test_markup_is_read_and_text_is_left_alone() -> None:
    assert plain("甲 < 乙 且 丙 > 丁") == "甲 < 乙 且 丙 > 丁"
    assert plain("<p>甲&lt;乙</p><style>p{}</style><br>丙") == "甲<乙\n丙"
    assert lines("1.甲\n（二）乙\n3.5公斤以下") == ["甲", "乙", "3.5公斤以下"]
    assert "<" not in plain(LONG)
