"""`onewindow catalogue lint` tells what is wrong, where, and what to do, without an installation."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from tests.catalogue.documents import next_edition, promised
from tests.config.command import onewindow


@pytest.fixture
def items(tmp_path: Path) -> Path:
    directory = tmp_path / "items"
    directory.mkdir()
    return directory


def put(directory: Path, name: str, document: object) -> None:
    (directory / name).write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")


def test_a_blocking_mark_is_told_with_its_remedy_and_fails(items: Path) -> None:
    put(items, "shu-dian.yaml", promised(handling=[]))
    done = onewindow("catalogue", "lint", str(items), "--severity", "blocking")
    assert done.returncode == 1
    first, remedy, counts = done.stdout.splitlines()
    line = (items / "shu-dian.yaml").read_text("utf-8").splitlines().index("handling: []") + 1
    assert first == f"shu-dian.yaml 第{line}行: handling: 必须改正 [no-handling] 没有写明怎样办理"
    assert remedy.startswith("    从即办件")
    assert counts.startswith("1 editions: 1 blocking, ")
    assert [path.name for path in items.iterdir()] == ["shu-dian.yaml"]


def test_every_file_is_told_even_those_that_cannot_be_read(items: Path) -> None:
    put(items, "shu-dian.yaml", promised(handling=[]))
    put(items, "other.yaml", {**promised(), "theme": ""})
    (items / "torn.yaml").write_text("name: [", encoding="utf-8")
    done = onewindow("catalogue", "lint", str(items), "--severity", "blocking")
    told = [line for line in done.stdout.splitlines()[:-1] if not line.startswith(" ")]
    assert [(line.split(".")[0], line.split("[")[1].split("]")[0]) for line in told] == [
        ("other", "schema"), ("other", "schema"), ("shu-dian", "no-handling"), ("torn", "schema"),
    ]  # fmt: skip
    assert "不是合格的 YAML" in told[-1]


def test_warnings_and_history_do_not_fail(items: Path) -> None:
    put(items, "shu-dian.1.yaml", promised(handling=[]))
    put(items, "shu-dian.yaml", next_edition(promised(), effective_from="2025-07-01"))
    done = onewindow("catalogue", "lint", str(items))
    assert done.returncode == 0
    assert "base_code: 建议改进 [no-standard] " in done.stdout


def test_nothing_in_the_content_is_blocked() -> None:
    done = onewindow("catalogue", "lint", str(Path(settings.CONTENT_DIR) / "items"), "--severity", "blocking")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout
