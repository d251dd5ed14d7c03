"""An outage is told as one: 503, when to come again, and nothing about the submission that may be untrue."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from onewindow.journal.outage import AWAY, FULL, Outage, outage_of
from onewindow.web import errors


def sqlite_fault(code: int) -> sqlite3.Error:
    fault = sqlite3.OperationalError("…")
    fault.sqlite_errorcode = code
    return fault


def as_django_raises(fault: Exception) -> Exception:
    """What a driver raised, as it comes out of Django's database layer."""
    try:
        raise OperationalError("…") from fault
    except OperationalError as raised:
        return raised


def answered(request: HttpRequest, fault: Exception) -> HttpResponse:
    """What the handler answers while Django handles this fault."""
    try:
        raise fault
    except type(fault):
        return errors.server_error(request)


@pytest.mark.parametrize(
    ("fault", "outage"),
    [
        (OSError(errno.ENOSPC, "…"), FULL),
        (OSError(errno.EDQUOT, "…"), FULL),
        (OSError(errno.EIO, "…"), AWAY),
        (as_django_raises(sqlite_fault(sqlite3.SQLITE_FULL)), FULL),
        (as_django_raises(sqlite_fault(sqlite3.SQLITE_IOERR_FSYNC)), AWAY),
        (as_django_raises(sqlite_fault(sqlite3.SQLITE_BUSY)), AWAY),
        (as_django_raises(psycopg.OperationalError("server closed the connection unexpectedly")), AWAY),
        (as_django_raises(psycopg.errors.AdminShutdown("…")), AWAY),
        (as_django_raises(psycopg.errors.CannotConnectNow("…")), AWAY),
        (as_django_raises(psycopg.errors.DeadlockDetected("…")), AWAY),
        (as_django_raises(psycopg.errors.DiskFull("…")), FULL),
        (InterfaceError("connection already closed"), AWAY),
    ],
)
def test_what_passes_by_itself_is_an_outage(fault: Exception, outage: Outage) -> None:
    assert outage_of(fault) == outage
    response = answered(RequestFactory().post("/desk/"), fault)
    assert (response.status_code, response["Retry-After"]) == (503, str(outage.retry_after))
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "fault",
    [
        KeyError("case"),
        FileNotFoundError(errno.ENOENT, "…"),
        IntegrityError("UNIQUE constraint failed"),
        as_django_raises(sqlite_fault(sqlite3.SQLITE_ERROR)),
        as_django_raises(sqlite_fault(sqlite3.SQLITE_CORRUPT)),
        as_django_raises(psycopg.errors.UndefinedTable("…")),
        as_django_raises(psycopg.errors.UniqueViolation("…")),
        as_django_raises(
            psycopg.ProgrammingError("the query has 1 placeholder but 0 parameters were passed")
        ),
    ],
)
def test_a_mistake_of_the_program_is_not_called_an_outage(fault: Exception) -> None:
    assert outage_of(fault) is None
    assert answered(RequestFactory().post("/desk/"), fault).status_code == 500


def test_a_lost_connection_is_found_behind_what_it_caused() -> None:
    fault = RuntimeError("the page could not be made")
    fault.__cause__ = as_django_raises(psycopg.OperationalError("connection refused"))
    assert outage_of(fault) == AWAY


@pytest.mark.django_db
def test_a_session_that_could_not_be_stored_is_no_bad_request() -> None:
    """Django's own way: any fault of the database while a session is saved becomes a SessionInterrupted."""
    session = SessionStore()
    session.create()
    session["said"] = "已收件"
    with connection.execute_wrapper(_no_room), pytest.raises(UpdateError) as stored:
        session.save()
    lost = SessionInterrupted("The request's session was deleted before the request completed.")
    lost.__context__ = stored.value
    assert errors.bad_request(RequestFactory().post("/desk/"), lost).status_code == 503
    gone = SessionInterrupted("The request's session was deleted before the request completed.")
    assert errors.bad_request(RequestFactory().post("/desk/"), gone).status_code == 400


def _no_room(execute: Any, sql: str, *more: Any) -> Any:
    if sql.startswith("UPDATE"):
        raise as_django_raises(sqlite_fault(sqlite3.SQLITE_FULL))
    return execute(sql, *more)


@pytest.mark.parametrize(
    ("ask", "fault", "words"),
    [
        (RequestFactory().get, OSError(errno.EIO, "…"), errors.UNREAD),
        (RequestFactory().post, OSError(errno.EIO, "…"), errors.UNSURE),
        (RequestFactory().post, OSError(errno.ENOSPC, "…"), errors.NO_ROOM),
    ],
)
def test_the_page_says_what_became_of_it_and_what_to_do(
    ask: Callable[[str], HttpRequest], fault: OSError, words: errors.Miss
) -> None:
    page = answered(ask("/desk/"), fault).content.decode()
    assert page.startswith("<!doctype html>")
    for sentence in (words.title, words.what, words.next):
        assert sentence in page
    assert "内容没有保存" not in page, "whether a lost commit was stored is not known"


def test_a_part_of_a_page_is_told_above_it() -> None:
    response = answered(
        RequestFactory().post("/desk/", headers={"HX-Request": "true"}), OSError(errno.EIO, "…")
    )
    assert (response.status_code, response["HX-Retarget"]) == (503, "#errors")
    assert "<html" not in response.content.decode()
    assert errors.UNSURE.what in response.content.decode()
