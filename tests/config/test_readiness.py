"""Starting again is quick because what is set up is not set up again; whatever is missing is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.config.command import onewindow

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("installation") / "data"
    assert onewindow("setup", "--data", str(directory)).returncode == 0
    return directory


@pytest.fixture
def installed(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


def asked(directory: Path) -> bool:
    """The question in a process of its own, as `onewindow run` asks it."""
    program = "from onewindow.config.cli.readiness import is_set_up; raise SystemExit(not is_set_up())"
    environment = {**os.environ, "ONEWINDOW_DATA": str(directory)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=False)
    return done.returncode == 0


def on_the_database(directory: Path, statement: str) -> None:
    with closing(sqlite3.connect(directory / "onewindow.sqlite3")) as connection, connection:
        connection.execute(statement)


def test_what_was_set_up_needs_nothing_more(installed: Path) -> None:
    assert asked(installed)


def test_nothing_is_not_set_up(tmp_path: Path) -> None:
    assert not asked(tmp_path)


def test_a_migration_that_is_missing_is_noticed(installed: Path) -> None:
    on_the_database(installed, "DELETE FROM django_migrations WHERE app = 'journal' AND name LIKE '0001%'")
    assert not asked(installed)


def test_a_database_of_a_newer_program_is_noticed(installed: Path) -> None:
    on_the_database(
        installed,
        "INSERT INTO django_migrations (app, name, applied) VALUES ('journal', '9999_later', '2030-01-01')",
    )
    assert not asked(installed)


def test_a_static_file_that_is_newer_than_all_collected_ones_is_noticed(installed: Path) -> None:
    for path in (installed / "static").rglob("*"):
        os.utime(path, (0, 0))
    assert not asked(installed)


def test_a_database_that_is_none_is_left_to_setup(installed: Path) -> None:
    (installed / "onewindow.sqlite3").write_bytes(b"no database")
    assert not asked(installed)
