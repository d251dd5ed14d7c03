"""What one connection keeps of the statements it sends over and over.

A statement is prepared when it comes for the third time. From then on the driver's library is called once, with its
parameters as text, and once more for the rows; a statement that comes seldom takes the driver's own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

PREPARED_FROM = 3
MOST = 400
"""As many statements are prepared on one connection; each keeps its plan in the server's memory."""
TIMESTAMP = psycopg.postgres.types["timestamptz"].oid
MOMENTS: Any = psycopg.adapters.get_loader(TIMESTAMP, Format.TEXT)
"""The driver's own reading of moments, in the zone of the connection; Django's puts one in its place that is not compiled."""
ROWS, DONE, IDLE = ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK, TransactionStatus.IDLE
FORGOTTEN, OF_OLD = "26000", "0A000"
"""What the server says of a statement that it does not know prepared, or whose tables were altered since."""
BEGIN = b"BEGIN"
NUL = b"\0"
"""Ends a text for the driver's library; the driver itself refuses it."""


class Line:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.cursor = psycopg.RawCursor(connection)
        self.cursor.adapters.register_loader(TIMESTAMP, MOMENTS)
        self.pgconn = connection.pgconn
        self.rows = Transformer(self.cursor)
        self.seen: dict[bytes, int] = {}
        self.names: dict[bytes, bytes] = {}
        self.number = 0

    def ask(self, statement: bytes, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Carry it out and return its rows. Raises psycopg's errors.

        A transaction that the driver keeps is left to the driver: it sends BEGIN when the first statement comes, and
        after a ROLLBACK it lets the server forget everything prepared. That is found out when the next one is
        sent; BEGIN is prepared before all others, so that it does not come up within a transaction.
        """
        name = self.names.get(statement)
        texts = None if name is None else _texts(values)
        if name is None or texts is None or not self.connection.autocommit:
            return self._seldom(statement, values)
        idle = self.pgconn.transaction_status == IDLE
        result = self.pgconn.exec_prepared(name, texts)
        if result.status == ROWS:
            self.rows.set_pgresult(result)
            return self.rows.load_rows(0, result.ntuples, tuple)
        if result.status == DONE:
            return []
        fault = self._fault(result)
        if fault.sqlstate not in (FORGOTTEN, OF_OLD):
            raise fault
        self.names.clear()
        if not idle:
            raise fault
        return self._seldom(statement, values)

    def _seldom(self, statement: bytes, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The driver's own way; afterwards a statement that came for the third time is prepared."""
        self.cursor.execute(statement, values or None, prepare=False)
        rows = self.cursor.fetchall() if self.cursor.description else []
        if statement not in self.names and self.connection.autocommit:
            self.seen[statement] = times = self.seen.get(statement, 0) + 1
            if times >= PREPARED_FROM and len(self.names) < MOST:
                self._prepare(statement)
        return rows

    def _prepare(self, statement: bytes) -> None:
        if not self.names and statement != BEGIN:
            self._prepare(BEGIN)
        self.number += 1
        name = b"kept%d" % self.number
        result = self.pgconn.prepare(name, statement)
        if result.status != DONE:
            raise self._fault(result)
        self.names[statement] = name

    def _fault(self, result: PGresult) -> psycopg.Error:
        if self.pgconn.status != ConnStatus.OK:
            return psycopg.OperationalError(result.get_error_message())
        return psycopg.errors.error_from_result(result, "utf-8")


def _texts(values: Sequence[Any]) -> list[Any] | None:
    """The parameters as the server reads them, whatever types it found for them; None if one has no such form."""
    texts: list[Any] = []
    for value in values:
        if isinstance(value, str | UUID | date | int):
            texts.append(text := str(value).encode())
            if NUL in text:
                return None
        elif value is None:
            texts.append(None)
        else:
            return None
    return texts
