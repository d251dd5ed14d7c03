"""What a harness measured, kept as one JSON file a name, for `python -m tests.scoreboard` to make a page of.

    record("kills of everything", seed=7, command="make kills", figures={"kills": 15, "acknowledged": 912})

A file holds {name, seed, commit, when, command, machine: {cores, python, database}, figures: {label: value}};
a value is a whole number, a number with its unit in the label ("slowest start, s"), or a short text.
Two databases, two files: the database's version is found out from DATABASE_URL, or is named by the caller.
The folder is `.results/`, or what ONEWINDOW_RESULTS says.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sqlite3
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
Figure = int | float | str


@dataclass(frozen=True)
class Result:
    """One harness on one database: what it counted, and what one must know to run it again."""

    name: str
    seed: int | None
    commit: str
    when: str
    command: str
    machine: dict[str, int | str]
    figures: dict[str, Figure]

    @property
    def file_name(self) -> str:
        database = str(self.machine["database"]).partition(" ")[0]
        return f"{re.sub(r'[^a-z0-9]+', '-', f'{self.name} {database}'.lower()).strip('-')}.json"


def record(
    name: str,
    *,
    figures: dict[str, Figure],
    seed: int | None = None,
    command: str = "",
    database: str = "",
) -> Path:
    """Write the result of a run over the last one of this name and database; returns its file.

    Raises ValueError when a figure is neither a number nor text, so that the page never has to guess.
    """
    odd = [label for label, value in figures.items() if not isinstance(value, int | float | str)]
    if odd or not figures:
        raise ValueError(f"{name}: a figure is a number or a text; look at {odd or 'the empty figures'}")
    machine: dict[str, int | str] = {
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
        "database": database or database_version(),
    }
    when = datetime.now(UTC).isoformat(timespec="seconds")
    result = Result(name, seed, commit(), when, command, machine, figures)
    folder = results_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / result.file_name
    path.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def results(folder: Path | None = None) -> list[Result]:
    """All results in the folder, by name and database."""
    files = (folder or results_folder()).glob("*.json")
    found = [Result(**json.loads(path.read_text(encoding="utf-8"))) for path in files]
    return sorted(found, key=lambda result: (result.name, str(result.machine["database"])))


def results_folder() -> Path:
    return Path(os.environ.get("ONEWINDOW_RESULTS", ROOT / ".results"))


def commit() -> str:
    """The commit that was measured, with a + when files differed from it; `unknown` outside a repository."""
    head = _git("rev-parse", "--short=12", "HEAD")
    if not head:
        return "unknown"
    return head + (
        "+" if _git("status", "--porcelain", "--untracked-files=no", "--", "src", "content") else ""
    )


def database_version(url: str | None = None) -> str:
    """SQLite's version, or that of the server at DATABASE_URL."""
    url = os.environ.get("DATABASE_URL", "") if url is None else url
    if not url:
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(url) as connection:
        version = connection.info.server_version
    return f"PostgreSQL {version // 10000}.{version % 10000}"


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
