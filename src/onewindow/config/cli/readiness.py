"""Whether an installation is set up already, asked without loading Django: after a power cut every second counts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from onewindow.config.database import SQLITE_FILE


def is_set_up() -> bool:
    """Whether `onewindow setup` would find nothing to do: the migrations of this program, its static files.

    False whenever that cannot be told; setup then says what is wrong.
    """
    from onewindow.config import settings

    sources = [_folder(package) / "static" for package in settings.INSTALLED_APPS]
    if _newest([settings.STATIC_ROOT]) < _newest(sources):
        return False
    return _applied(settings.DATA_DIR) == set(_migrations(settings.INSTALLED_APPS))


def _newest(folders: list[Path]) -> float:
    """When the last of the files in these folders was written; 0 when there is none."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return max((path.stat().st_mtime for path in files), default=0.0)


def _migrations(packages: list[str]) -> Iterator[tuple[str, str]]:
    for package in packages:
        for path in (_folder(package) / "migrations").glob("[0-9]*.py"):
            yield package.rpartition(".")[2], path.stem


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(next(iter(spec.submodule_search_locations)))


def _applied(data_dir: Path) -> set[tuple[str, str]]:
    """The migrations that the database says were applied; none when it cannot be read."""
    asked = "SELECT app, name FROM django_migrations"
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return _applied_on_postgres(url, asked)
    database = data_dir / SQLITE_FILE
    if not database.exists():
        return set()
    try:
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            return set(connection.execute(asked).fetchall())
    except sqlite3.Error:
        return set()


def _applied_on_postgres(url: str, asked: str) -> set[tuple[str, str]]:
    import psycopg

    try:
        with psycopg.connect(url) as connection:
            return {(str(app), str(name)) for app, name in connection.execute(asked.encode()).fetchall()}
    except psycopg.Error:
        return set()
