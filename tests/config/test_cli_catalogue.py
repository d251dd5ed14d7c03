"""`onewindow catalogue` between an installation, workbooks and exchange tables."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.config.command import ITEMS, onewindow

SLUG = "huwai-zhaopai"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one item in it."""
    directory = tmp_path_factory.mktemp("installation") / "data"
    few = directory.parent / "items"
    few.mkdir()
    shutil.copy(ITEMS / f"{SLUG}.yaml", few)
    assert onewindow("setup", "--data", str(directory)).returncode == 0
    done = onewindow("catalogue", "import", str(few), "--data", str(directory))
    assert done.returncode == 0, done.stdout
    return directory


def test_an_item_goes_out_and_is_known_when_it_comes_back(installed: Path, tmp_path: Path) -> None:
    for name in ("all.xlsx", "all.json"):
        done = onewindow("catalogue", "export", str(tmp_path / name), "--data", str(installed))
        assert (done.returncode, done.stdout) == (0, "1 editions\n")
    again = ("catalogue", "import", str(tmp_path / "all.xlsx"), "--publish", "--data", str(installed))
    done = onewindow(*again)
    assert (done.returncode, done.stdout) == (0, "发布0份\n")
    done = onewindow("catalogue", "check", str(tmp_path / "all.xlsx"))
    assert (done.returncode, done.stdout) == (0, "1 editions\n")


def test_the_faults_of_a_workbook_become_a_workbook(installed: Path, tmp_path: Path) -> None:
    file, errors = tmp_path / "all.xlsx", tmp_path / "errors.xlsx"
    onewindow("catalogue", "export", str(file), "--data", str(installed))
    book = load_workbook(file)
    book["申请材料"]["H2"] = "两份"
    book.save(file)
    done = onewindow("catalogue", "import", str(file), "--errors", str(errors), "--data", str(installed))
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == ["  申请材料 第2行 份数: 应是整数"]
    assert list(load_workbook(errors)["错误清单"].values)[1:] == [("申请材料", 2, "份数", "应是整数", None)]


def test_exchange_tables_begin_a_draft(installed: Path, tmp_path: Path) -> None:
    tables = tmp_path / "guide.json"
    onewindow("catalogue", "export", str(tables), "--data", str(installed))
    done = onewindow("catalogue", "import", str(tables), "--agency", "cgj", "--data", str(installed))
    assert (done.returncode, done.stdout) == (0, "新建草稿1份\n")
    done = onewindow("catalogue", "import", str(tables), "--agency", "cgj", "--data", str(installed))
    assert (done.returncode, "已有一份草稿" in done.stdout) == (1, True)


def test_the_difference_between_two_files_is_told(tmp_path: Path) -> None:
    old, new = ITEMS / f"{SLUG}.yaml", tmp_path / f"{SLUG}.yaml"
    done = onewindow("catalogue", "diff", str(old), str(old))
    assert (done.returncode, done.stdout) == (0, "0 differences\n")
    new.write_text(old.read_text("utf-8").replace("visits: 0", "visits: 1"), encoding="utf-8")
    done = onewindow("catalogue", "diff", str(old), str(new))
    assert (done.returncode, done.stdout) == (1, "到现场次数：0 → 1\n1 differences\n")


def test_an_edition_that_is_not_there_is_told(installed: Path) -> None:
    done = onewindow("catalogue", "diff", SLUG, "1", "2", "--data", str(installed))
    assert (done.returncode, done.stdout) == (1, f"没有找到“{SLUG}”的第2版。\n")
