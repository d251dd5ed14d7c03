"""Django's backend for PostgreSQL with a short way for statements that are sent over and over.

Such a statement comes with the server's own placeholders ($1, $2 …), so that the driver has nothing to parse, and goes
through a cursor that the connection keeps. Everything else takes Django's way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import Error
from django.db.backends.postgresql import base
from psycopg.pq import Format

TIMESTAMP = psycopg.postgres.types["timestamptz"].oid
MOMENTS: Any = psycopg.adapters.get_loader(TIMESTAMP, Format.TEXT)
"""The driver's own reading of moments, in the zone of the connection; Django's puts one in its place that is not compiled."""


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def is_watched(self) -> bool:
        """Whether somebody counts or logs the statements: then they take Django's way."""
        return self.queries_logged or bool(self.execute_wrappers)

    def run(self, statement: bytes, values: Sequence[Any] = ()) -> psycopg.RawCursor[Any]:
        """Send one statement and return the cursor with its rows; the next call uses the same one."""
        self.ensure_connection()
        connection: Any = self.connection
        with self.wrap_database_errors:
            cursor: psycopg.RawCursor[Any] | None = getattr(connection, "kept_cursor", None)
            if cursor is None:
                cursor = connection.kept_cursor = psycopg.RawCursor(connection)
                cursor.adapters.register_loader(TIMESTAMP, MOMENTS)
            return cursor.execute(statement, values) if values else cursor.execute(statement, prepare=False)

    @contextmanager
    def short_transaction(self) -> Iterator[None]:
        """BEGIN and COMMIT, or ROLLBACK, around statements that all take the short way; not to be nested."""
        self.run(b"BEGIN")
        carried_out = False
        try:
            yield
            carried_out = True
        finally:
            if not carried_out:
                self._roll_back()
        self.run(b"COMMIT")

    def _roll_back(self) -> None:
        try:
            self.run(b"ROLLBACK")
        except Error:
            self.close()
