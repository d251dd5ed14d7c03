"""Setting an installation up, and its catalogue as files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.config.command import ITEMS, onewindow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("installation") / "data"
    done = onewindow("setup", "--data", str(directory))
    assert (done.returncode, done.stdout) == (0, "database and static files ready\n")
    return directory


FAULT = re.compile(r"  huwai-zhaopai.yaml 第\d+行: limits.statutory.basis: 依据“nothing”不在设定依据之中")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A directory with one good edition and one whose basis is gone."""
    directory = tmp_path / "items"
    directory.mkdir()
    shutil.copy(ITEMS / "laonian-youdai.yaml", directory)
    text = (ITEMS / "huwai-zhaopai.yaml").read_text("utf-8")
    text = text.replace("basis: xkf42}", "basis: nothing}")
    (directory / "huwai-zhaopai.yaml").write_text(text, "utf-8")
    return directory


@pytest.mark.parametrize(
    "command",
    [("work", "--once"), ("serve", "--port", "0"), ("journal", "verify"), ("catalogue", "export", "out"),
     ("catalogue", "import", str(ITEMS)), ("staff", "password", "wang", "--password", "correct horse battery")],
    ids=lambda command: " ".join(command[:2]),
)  # fmt: skip
def test_a_mistyped_directory_is_told_and_not_made(command: tuple[str, ...], tmp_path: Path) -> None:
    done = onewindow(*command, "--data", str(tmp_path / "none"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: there is no installation in {tmp_path / 'none'}; "
        f"`onewindow setup --data {tmp_path / 'none'}` makes one\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_setting_up_again_changes_nothing(installed: Path) -> None:
    keys = {path.name: path.read_text() for path in (installed / "keys").iterdir()}
    assert onewindow("setup", "--data", str(installed)).returncode == 0
    assert {path.name: path.read_text() for path in (installed / "keys").iterdir()} == keys


def test_check_needs_no_installation(tmp_path: Path) -> None:
    done = onewindow("catalogue", "check", str(ITEMS), cwd=tmp_path)
    written = len(list(ITEMS.glob("*.yaml")))
    assert (done.returncode, done.stdout) == (0, f"{written} editions\n")
    assert list(tmp_path.iterdir()) == []


def test_check_names_each_fault_with_its_file_and_field(broken: Path) -> None:
    done = onewindow("catalogue", "check", str(broken))
    assert done.returncode == 1
    said, fault = done.stdout.splitlines()
    assert said == "事项清单文件有1处不符合规定，未导入任何内容"
    assert FAULT.fullmatch(fault)


def test_import_publishes_all_or_nothing(installed: Path, broken: Path, tmp_path: Path) -> None:
    done = onewindow("catalogue", "import", str(broken), "--data", str(installed))
    assert done.returncode == 1
    assert FAULT.search(done.stdout)
    done = onewindow("catalogue", "import", str(ITEMS), "--data", str(installed))
    count = len(list(ITEMS.glob("*.yaml")))
    assert (done.returncode, done.stdout) == (0, f"目录中共{count}版清单，本次新发布{count}版\n")
    done = onewindow("catalogue", "import", str(ITEMS), "--data", str(installed))
    assert (done.returncode, done.stdout) == (0, f"目录中共{count}版清单，本次新发布0版\n")
    out = tmp_path / "out"
    assert onewindow("catalogue", "export", str(out), "--data", str(installed)).returncode == 0
    done = onewindow("catalogue", "import", str(out), "--data", str(installed))
    assert (done.returncode, done.stdout) == (0, f"目录中共{count}版清单，本次新发布0版\n")


def test_a_round_of_work_on_nothing_does_nothing(installed: Path) -> None:
    onewindow("work", "--once", "--data", str(installed))
    done = onewindow("work", "--once", "--data", str(installed))
    assert (done.returncode, done.stdout) == (0, "0 alerts, 0 papers, 0 events sealed\n")


def test_a_password_is_set_for_staff_who_are_there(installed: Path) -> None:
    done = onewindow(
        "staff", "password", "nobody", "--password", "correct horse battery", "--data", str(installed)
    )
    assert (done.returncode, done.stderr) == (1, "Error: no such staff: nobody\n")
