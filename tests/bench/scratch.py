"""Scratch installations for the bench: a PostgreSQL server of its own, databases copied from one made ready."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.postgres import Postgres

SERVER_SETTINGS = """
shared_buffers = 512MB
autovacuum = on
shared_preload_libraries = 'pg_stat_statements'
"""
"""Beside those of tests/postgres.py. fsync, full_page_writes and synchronous_commit keep their default: on."""
READY = "ready"


@dataclass
class Scratch:
    """One server and one folder; every installation in it begins as a copy of one with the city of the stories."""

    folder: Path
    server: Postgres
    made: list[str] = field(default_factory=list)

    @property
    def postmaster(self) -> int:
        """The process of the database server; its backends are its children."""
        return int((self.server.data / "postmaster.pid").read_text().splitlines()[0])

    def url(self, name: str) -> str:
        return urlunsplit(urlsplit(self.server.url)._replace(path=f"/{name}"))

    def surroundings(self, name: str, *, sqlite: bool = False) -> dict[str, str]:
        """The environment of a process that works on the installation `name`."""
        chosen = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "onewindow.config.settings", "ONEWINDOW_DEMO": "1",
            "ONEWINDOW_HOSTS": "localhost,127.0.0.1,testserver",
            "ONEWINDOW_DATA": str(self.folder / (name if sqlite else READY)),
        }  # fmt: skip
        chosen.pop("DATABASE_URL", None)
        return chosen if sqlite else chosen | {"DATABASE_URL": self.url(name)}

    def make(self, name: str, *, sqlite: bool = False) -> dict[str, str]:
        """A fresh installation with the city and no cases; returns its environment."""
        if sqlite:
            self._ready("ready-sqlite", sqlite=True)
            shutil.copytree(self.folder / "ready-sqlite", self.folder / name)
        else:
            self._ready(READY, sqlite=False)
            self.execute(f"CREATE DATABASE {name} TEMPLATE {READY}")
        return self.surroundings(name, sqlite=sqlite)

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def execute(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _ready(self, name: str, *, sqlite: bool) -> None:
        if name in self.made:
            return
        (self.folder / name).mkdir(exist_ok=True)
        if not sqlite:
            self.execute(f"CREATE DATABASE {name}")
        run("tests.bench.city", surroundings=self.surroundings(name, sqlite=sqlite))
        self.made.append(name)


def run(module: str, *arguments: str, surroundings: dict[str, str]) -> str:
    """Run a program of the bench to its end and return what it printed; its errors go to this process's."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


@contextmanager
def scratch(*, keep_in: Path | None = None) -> Iterator[Scratch]:
    """A server with fsync on and a folder, both gone when the block ends."""
    with TemporaryDirectory(prefix="onewindow-bench-", dir=keep_in) as name:
        folder = Path(name)
        folder.chmod(0o711)
        (folder / "pg").mkdir()
        server = Postgres(folder / "pg")
        server.create()
        with (server.data / "postgresql.conf").open("a") as settings:
            settings.write(SERVER_SETTINGS)
        try:
            server.start()
            yield Scratch(folder, server)
        finally:
            server.stop()
