"""Telling an outage (the database away, the disk full or failing) from a mistake in the program.

An outage is nobody's fault at the window: it is answered with 503 and Retry-After, and passes.
"""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass

from django.db import InterfaceError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_DISK = frozenset({errno.EIO, errno.EROFS})
SQLITE_AWAY = frozenset(
    {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
    | {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOMEM}
)
POSTGRES_AWAY = ("08", "40", "53", "55P03", "57P", "58")
"""Classes of SQLSTATE (PostgreSQL, appendix A): connection, rollback, resources, lock, operator, system."""
DISK_FULL = "53100"


@dataclass(frozen=True, slots=True)
class Outage:
    """What is wrong for now; `retry_after` is in seconds."""

    code: str
    retry_after: int


FULL = Outage("storage-full", 30)
AWAY = Outage("storage-away", 2)


def outage_of(fault: BaseException | None) -> Outage | None:
    """The outage that a fault tells of, or what it came from; None for whatever is a mistake of the program."""
    while fault is not None:
        found = _of_the_disk(fault) if isinstance(fault, OSError) else _of_the_database(fault)
        if found is not None:
            return found
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return None


def _of_the_disk(fault: OSError) -> Outage | None:
    if fault.errno in NO_SPACE:
        return FULL
    return AWAY if fault.errno in NO_DISK else None


def _of_the_database(fault: BaseException) -> Outage | None:
    if isinstance(fault, sqlite3.Error):
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        return FULL if code == sqlite3.SQLITE_FULL else AWAY if code in SQLITE_AWAY else None
    if hasattr(fault, "sqlstate"):
        return _of_postgres(fault, fault.sqlstate)
    # Django itself raises this, without a cause, for a connection that was lost within a transaction.
    return AWAY if isinstance(fault, InterfaceError) and fault.__cause__ is None else None


def _of_postgres(fault: BaseException, state: str | None) -> Outage | None:
    """What psycopg raised; it is known by its names, for an installation on SQLite does not load psycopg."""
    if state is None:  # nothing came from the server: it is not there, or the connection broke
        lost = {"OperationalError", "InterfaceError"} & {kind.__name__ for kind in type(fault).__mro__}
        return AWAY if lost else None
    if state == DISK_FULL:
        return FULL
    return AWAY if state.startswith(POSTGRES_AWAY) else None
