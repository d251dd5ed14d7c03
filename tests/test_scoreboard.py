"""The scoreboard shows what was recorded and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.results import Figure, commit, record, results
from tests.scoreboard import page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONEWINDOW_RESULTS", str(tmp_path))
    return tmp_path


def test_a_result_names_seed_commit_time_machine_and_figures(folder: Path) -> None:
    path = record("kills", seed=7, command="make kills", figures={"kills": 15}, database="SQLite 3.40.1")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert set(kept) == {"name", "seed", "commit", "when", "command", "machine", "figures"}
    assert set(kept["machine"]) == {"cores", "python", "database"}
    assert (kept["seed"], kept["figures"]) == (7, {"kills": 15})
    assert kept["commit"] == commit()


def test_a_second_run_replaces_the_first_and_another_database_stands_beside_it(folder: Path) -> None:
    for kills in (15, 300):
        record("kills", figures={"kills": kills}, database="SQLite 3.40.1")
    record("kills", figures={"kills": 16, "lost": 0}, database="PostgreSQL 18.1")
    shown = page(results(folder)).splitlines()
    assert "|  | PostgreSQL 18.1 | SQLite 3.40.1 |" in shown
    assert "| kills | 16 | 300 |" in shown
    assert "| lost | 0 | – |" in shown


@pytest.mark.parametrize("figures", [{}, {"kills": None}, {"kills": [1]}])
def test_what_is_no_figure_is_not_recorded(folder: Path, figures: dict[str, Figure]) -> None:
    with pytest.raises(ValueError, match="a figure is a number or a text"):
        record("kills", figures=figures, database="SQLite 3.40.1")
    assert not results(folder)


def test_a_label_cannot_break_the_table(folder: Path) -> None:
    record("kills", figures={"a | b": "x\ny"}, database="SQLite 3.40.1")
    assert "| a \\| b | x y |" in page(results(folder)).splitlines()


def test_without_results_no_page_is_written(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    command = [sys.executable, "-m", "tests.scoreboard", "--results", str(folder), "--page", str(target)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    assert not target.exists()
