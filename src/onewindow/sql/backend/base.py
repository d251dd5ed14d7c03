"""Django's backend for PostgreSQL with a short way for statements that are sent over and over.

Such a statement comes with the server's own placeholders ($1, $2 …), so that nothing is parsed here, and goes through
the line that the connection keeps. Everything else takes Django's way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import Error
from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor

from onewindow.sql.backend.line import BEGIN, Line


class SchemaEditor(DatabaseSchemaEditor):
    def _create_like_index_sql(self, model: object, field: object) -> None:
        """No second index of a text for LIKE 'a%': nothing here is searched so, and every write would pay for it."""


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor

    @property
    def is_watched(self) -> bool:
        """Whether somebody counts or logs the statements: then they take Django's way."""
        return self.queries_logged or bool(self.execute_wrappers)

    def ask(self, statement: bytes, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Carry out one statement and return its rows."""
        self.ensure_connection()
        connection: Any = self.connection
        line: Line | None = getattr(connection, "kept_line", None)
        try:
            if line is None:
                line = connection.kept_line = Line(connection)
            return line.ask(statement, values)
        except psycopg.Error:
            with self.wrap_database_errors:
                raise

    @contextmanager
    def short_transaction(self) -> Iterator[None]:
        """BEGIN and COMMIT, or ROLLBACK, around statements that all take the short way; not to be nested."""
        self.ask(BEGIN)
        carried_out = False
        try:
            yield
            carried_out = True
        finally:
            if not carried_out:
                self._roll_back()
        self.ask(b"COMMIT")

    def _roll_back(self) -> None:
        try:
            self.ask(b"ROLLBACK")
        except Error:
            self.close()
