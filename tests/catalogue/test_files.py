"""Editions come from files and go to files, whole or not at all."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from onewindow.catalogue.commands import export_editions, import_editions, load
from onewindow.catalogue.files import FilesRefused, read_files
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import SHANGHAI
from tests.catalogue.documents import next_edition, other_item, promised, with_at

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)
ITEMS = Path(settings.CONTENT_DIR) / "items"


def put(directory: Path, name: str, document: Any) -> None:
    (directory / name).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")


def refused(directory: Path) -> list[tuple[str, str]]:
    with pytest.raises(FilesRefused) as refusal:
        import_editions(directory, at=NOW)
    return [
        (re.sub(" 第[0-9]+行:", ":", finding.field), finding.message) for finding in refusal.value.findings
    ]


def test_from_file_to_database_to_file_nothing_changes(tmp_path: Path) -> None:
    import_editions(ITEMS, at=NOW, checked=False)
    export_editions(tmp_path)
    before = {file.name: file.guide.canonical() for file in read_files(ITEMS, settings.CONTENT_DIR)}
    after = {file.name: file.guide.canonical() for file in read_files(tmp_path, settings.CONTENT_DIR)}
    assert len(before) >= 9
    assert after == before


def test_every_edition_of_an_item_is_exported_and_can_be_imported(tmp_path: Path) -> None:
    load(promised(), at=NOW)
    load(next_edition(promised(), effective_from="2025-07-01"), at=NOW)
    names = [path.name for path in export_editions(tmp_path)]
    assert names == ["shu-dian.1.yaml", "shu-dian.yaml"]
    digests = list(Edition.objects.values_list("digest", flat=True))
    Edition.objects.all().delete()
    import_editions(tmp_path, at=NOW)
    assert list(Edition.objects.values_list("digest", flat=True)) == digests


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, "shu-dian.yaml", promised())
    first = import_editions(tmp_path, at=NOW)
    again = import_editions(tmp_path, at=NOW)
    assert first.published == ("shu-dian.yaml",)
    assert again.published == ()
    assert (first.editions, again.editions) == (1, 1)
    assert Edition.objects.count() == 1


def test_one_bad_file_keeps_all_out_and_every_fault_is_named_with_its_file(tmp_path: Path) -> None:
    put(tmp_path, "shu-dian.yaml", promised())
    put(tmp_path, "item-1.yaml", with_at(other_item(1, "甲"), "fees.0.amount", "ten"))
    put(tmp_path, "item-2.yaml", with_at(other_item(2, "乙"), "materials.0.basis", "custom"))
    assert [field for field, _ in refused(tmp_path)] == [
        "item-1.yaml: fees[0].amount",
        "item-2.yaml: materials[0].basis",
    ]
    assert not Edition.objects.exists()


def test_one_edition_out_of_turn_keeps_all_out(tmp_path: Path) -> None:
    load(promised(), at=NOW)
    put(tmp_path, "item-1.yaml", other_item(1, "甲"))
    put(tmp_path, "shu-dian.yaml", promised(edition=3, effective_from="2026-01-01"))
    assert [field for field, _ in refused(tmp_path)] == ["shu-dian.yaml: edition"]
    assert [row.slug for row in Edition.objects.all()] == ["shu-dian"]


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("name: [", "shu-dian.yaml: 第2行", "不是合格的 YAML"),
        ("name: 甲\nname: 乙", "shu-dian.yaml: 第2行", "“name”写了两次"),
        ("- 甲", "shu-dian.yaml: 文件", "名称: 内容"),
        ("a: !!python/object/apply:os.getcwd []", "shu-dian.yaml: 第1行", "不是合格的 YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, text: str, field: str, words: str
) -> None:
    (tmp_path / "shu-dian.yaml").write_text(text + "\n", encoding="utf-8")
    assert [(f, words in message) for f, message in refused(tmp_path)] == [(field, True)]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shu-dian.yaml").write_bytes("name: 书店".encode("gb18030"))
    assert refused(tmp_path) == [("shu-dian.yaml: 编码", "文件应以 UTF-8 保存")]


def test_a_file_is_called_after_its_slug(tmp_path: Path) -> None:
    put(tmp_path, "book-shop.yaml", promised())
    assert refused(tmp_path) == [("book-shop.yaml: slug", "文件名应以“shu-dian”开头")]


def test_an_empty_directory_is_not_an_import(tmp_path: Path) -> None:
    assert [message for _, message in refused(tmp_path)] == ["目录中没有事项清单文件"]
