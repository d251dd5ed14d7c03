"""Whatever stands in a directory of editions: each fault is told with file, line and field, and nothing comes in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from onewindow.catalogue.commands import import_editions, load
from onewindow.catalogue.files import FilesRefused
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import SHANGHAI
from tests.catalogue.documents import next_edition, other_item, promised, with_at

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)
FILE = "shu-dian.yaml"


def put(directory: Path, name: str, document: Any) -> None:
    (directory / name).write_text(
        yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )


def refused(directory: Path) -> list[tuple[str, str]]:
    """The good file beside it stays out as well."""
    put(directory, "item-98.yaml", other_item(98, "好的"))
    before = list(Edition.objects.values_list("slug", "edition"))
    with pytest.raises(FilesRefused) as refusal:
        import_editions(directory, at=NOW, checked=False)
    assert list(Edition.objects.values_list("slug", "edition")) == before
    return [(finding.field, finding.message) for finding in refusal.value.findings]


BOMB = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n"


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("name: [", "第2行", "不是合格的 YAML"),
        ("name:\t甲\n\tcode: 1", "第2行", "不是合格的 YAML"),
        (BOMB, "第2行", "不接受引用"),
        ("a: " + "[" * 60 + "]" * 60, "第1行", "层次超过40层"),
        ("a: " + "[" * 100_000, "第1行", "不是合格的 YAML"),
        ("? [a, b]\n: c", "第1行", "不是合格的 YAML"),
        ("effective_from: 2025-13-45", "文件", "有写错的日期或数字"),
        ("name: 甲\x07", "文件", "看不见的控制字符"),
        ("a: !!python/name:os.system x", "第1行", "不是合格的 YAML"),
        ("", "文件", "应是“名称: 内容”组成的清单"),
    ],
)
def test_a_file_that_is_no_yaml_is_told_with_its_line(
    tmp_path: Path, text: str, field: str, words: str
) -> None:
    (tmp_path / FILE).write_text(text + "\n", encoding="utf-8")
    assert [(place, words in message) for place, message in refused(tmp_path)] == [(f"{FILE}: {field}", True)]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("name: 书店".encode("utf-16"))
    assert refused(tmp_path) == [(f"{FILE}: 编码", "文件应以 UTF-8 保存")]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(yaml.safe_dump(promised()), encoding="utf-8")
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    assert refused(tmp_path) == [(f"{FILE}: 文件", "是符号链接；请放文件本身")]


def test_a_directory_called_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert refused(tmp_path) == [(f"{FILE}: 文件", "不是文件")]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / FILE).open("wb") as file:
        file.truncate(50 << 20)
    assert refused(tmp_path) == [(f"{FILE}: 文件", "有50.0 MB，一个文件最多2 MB")]


def _line(directory: Path, start: str) -> int:
    lines = (directory / FILE).read_text("utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if line.startswith(start))


@pytest.mark.parametrize(
    ("path", "value", "field", "start"),
    [
        ("name", 5, "name", "name:"),
        ("visits", "one", "visits", "visits:"),
        ("materials", {"a": 1}, "materials", "  a:"),
        ("plain", "长" * 100_000, "plain", "plain:"),
        ("fees.0.amount", "ten", "fees[0].amount", "  amount:"),
        ("contact.phone", "x", "contact.phone", "  phone:"),
    ],
)
def test_a_wrong_value_is_told_at_its_line(
    tmp_path: Path, path: str, value: Any, field: str, start: str
) -> None:
    put(tmp_path, FILE, with_at(promised(), path, value))
    assert f"{FILE} 第{_line(tmp_path, start)}行: {field}" in [place for place, _ in refused(tmp_path)]


def test_a_circle_of_steps_is_told(tmp_path: Path) -> None:
    circle = with_at(with_at(promised(), "steps.1.after", ["decide"]), "steps.3.after", ["intake"])
    put(tmp_path, FILE, circle)
    ((place, message),) = refused(tmp_path)
    assert place == f"{FILE} 第{_line(tmp_path, '  after:') + 1}行: steps[1].after"
    assert message == "环节互为前后，走不到头：intake → decide → intake"


def test_a_circle_through_a_step_that_only_follows_in_the_list_is_told(tmp_path: Path) -> None:
    put(tmp_path, FILE, with_at(promised(), "steps.1.after", ["decide"]))
    ((place, message),) = refused(tmp_path)
    assert place == f"{FILE} 第{_line(tmp_path, '  after:') + 1}行: steps[1].after"
    assert message == "环节互为前后，走不到头：intake → visit → decide → intake"


def test_a_circle_of_situations_is_told(tmp_path: Path) -> None:
    put(tmp_path, FILE, with_at(promised(), "situations.0.when", {"premises": ["owned"]}))
    ((place, message),) = refused(tmp_path)
    assert place == f"{FILE} 第{_line(tmp_path, '  when:') + 1}行: situations[0].when"
    assert message.startswith("情形互为前提，问不下去")


def test_two_files_of_one_edition_are_told(tmp_path: Path) -> None:
    put(tmp_path, FILE, promised())
    put(tmp_path, "shu-dian.2.yaml", promised(plain="另一份"))
    assert [place.split(" ")[0] for place, _ in refused(tmp_path)] == [FILE, FILE]


def test_two_items_of_one_code_are_told(tmp_path: Path) -> None:
    put(tmp_path, FILE, promised())
    put(tmp_path, "ling-yige.yaml", promised(slug="ling-yige"))
    ((place, message),) = refused(tmp_path)
    assert (place, "ling-yige" in message) == (f"{FILE} 第1行: code", True)


def test_an_edition_dated_over_another_is_told(tmp_path: Path) -> None:
    load(promised(), at=NOW)
    put(tmp_path, FILE, next_edition(promised(), effective_from="2025-01-01"))
    ((place, message),) = refused(tmp_path)
    assert place == f"{FILE} 第{_line(tmp_path, 'effective_from')}行: effective_from"
    assert "应晚于第1版的生效日期2025-01-01" in message


def test_what_the_check_of_items_blocks_stays_out(tmp_path: Path) -> None:
    put(tmp_path, FILE, with_at(promised(), "materials.0.name", "其他材料"))
    put(tmp_path, "item-98.yaml", other_item(98, "好的"))
    with pytest.raises(FilesRefused):
        import_editions(tmp_path, at=NOW)
    assert not Edition.objects.exists()
