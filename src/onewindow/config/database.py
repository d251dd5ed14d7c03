"""Which database: SQLite under the data directory, or PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_FILE = "onewindow.sqlite3"
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;"
)

PREPARE_AFTER = 3
"""PostgreSQL plans a statement once that a connection has sent so often."""

NO_SERVER_SECONDS = 3.0
"""How long a request waits for a connection while the server is away, before it is told so (503).

Nothing asks for the server in growing intervals meanwhile (`reconnect_timeout`): whoever comes next finds it.
"""


def database_settings(data_dir: Path) -> dict[str, Any]:
    """Django's settings of the default database. Raises ValueError for an unknown scheme."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / SQLITE_FILE,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": SQLITE_PRAGMAS},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: unknown scheme {parts.scheme!r}, expected postgresql://")
    return {
        "ENGINE": "onewindow.sql.backend",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or 5432,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": NO_SERVER_SECONDS, "reconnect_timeout": 1.0},
            "server_side_binding": True,
            "prepare_threshold": PREPARE_AFTER,
        },
    }


def held_open(data_dir: Path) -> sqlite3.Connection | None:
    """A connection to SQLite for as long as the process lives; None on PostgreSQL.

    Requests close theirs, and the last one to close takes log and index away (sqlite.org/wal.html, 2.1). On a disk
    that is full by then nobody could open the database again, not even to read.
    """
    if os.environ.get("DATABASE_URL"):
        return None
    connection = sqlite3.connect(data_dir / SQLITE_FILE, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return connection
