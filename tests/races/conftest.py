"""A real installation of its own for programs that race: its own database, its own processes and threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

Race = Callable[..., dict[str, Any]]
ROUNDS = int(os.environ.get("ONEWINDOW_ROUNDS", "10"))
"""How often each race is run; `make kills-long` runs 400."""
KEYS = max(10, ROUNDS // 4)
COMMAND = "make kills" if ROUNDS <= 10 else "make kills-long"


@pytest.fixture
def race(tmp_path: Path) -> Race:
    """Runs a race of tests/races, each time in a fresh installation, and returns what it counted."""

    def run(what: str, *arguments: str, program: str = "program") -> dict[str, Any]:
        command = [sys.executable, "-m", f"tests.races.{program}", what, *arguments]
        with installation(tmp_path) as environment:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=120 * ROUNDS, check=False
            )
        assert done.returncode == 0, done.stderr[-2000:]
        counted: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return counted

    return run


@contextmanager
def installation(folder: Path) -> Iterator[dict[str, str]]:
    """The environment that names it: a data directory, and on PostgreSQL a database, of its own."""
    name = f"race_{uuid4().hex[:12]}"
    data = folder / name
    data.mkdir()
    environment = {
        **os.environ,
        "ONEWINDOW_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "onewindow.config.settings",
    }
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield environment
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield environment | {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
