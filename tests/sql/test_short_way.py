"""A statement that comes again and again takes a shorter way; nobody can tell by what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction

from onewindow.cases.models import Case, Submission
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.journal.models import Counter
from onewindow.people.register import PartyFacts
from onewindow.sql.reading import fetch
from onewindow.sql.statements import Statement, together
from onewindow.sql.writing import store
from tests.sql.test_reading import columns, seen, with_numbers
from tests.stories.conftest import MONDAY, Cast
from tests.stories.steps import received

OFTEN = 6
COUNT = Statement(
    "INSERT INTO journal_counter (series, value) VALUES (%s, %s) "
    "ON CONFLICT (series) DO UPDATE SET value = journal_counter.value + excluded.value RETURNING series, value"
)
ADD = Statement("INSERT INTO journal_counter (series, value) VALUES (%s, %s)")


def test_whole_rows_are_the_same_the_first_and_the_sixth_time(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    expected = columns(seen(cast.zhao).get())
    for _ in range(OFTEN):
        (case,) = fetch(seen, cast.zhao)
        assert columns(case) == expected
        assert case.received_at.utcoffset() == UTC.utcoffset(None)
        assert (case.is_last, case.application.party.name) == (True, restaurant.name)
        clocks = fetch(Clock.objects.of_case, Case.objects.get(no=no).id)
        assert [columns(clock) for clock in clocks] == [
            columns(clock) for clock in Clock.objects.of_case(case.id)
        ]


def test_a_value_with_the_sign_that_ends_a_text_finds_nothing_and_never_a_part_of_it(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    for _ in range(OFTEN):
        assert [case.no for case in fetch(with_numbers, [no], cast.wang.hall)] == [no]
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            fetch(with_numbers, [f"{no}\0"], cast.wang.hall)
    else:
        assert fetch(with_numbers, [f"{no}\0"], cast.wang.hall) == []


@pytest.fixture
def bare(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The connection as a server has it, with no test's transaction around; gives a series of numbers of its own."""
    series = uuid4().hex
    with django_db_blocker.unblock():
        yield series
        Counter.objects.filter(series__contains=series).delete()
        connection.close()


def known_here(statement: Statement, series: str) -> None:
    """Bring the connection so far that it has the statement prepared."""
    for number in range(OFTEN):
        statement.read([f"{number} of {series}", 1])


def value_of(series: str) -> int:
    return Counter.objects.get(series=series).value


def test_the_first_statement_of_a_transaction_is_part_of_it(bare: str) -> None:
    known_here(COUNT, bare)

    def twice() -> None:
        with transaction.atomic():
            COUNT.read([bare, 1])
            ADD.send([bare, 1])

    with pytest.raises(IntegrityError):
        twice()
    assert not Counter.objects.filter(series=bare).exists()
    with transaction.atomic():
        COUNT.read([bare, 1])
    assert value_of(bare) == 1


def test_what_fails_within_leaves_nothing_and_the_connection_serves_on(bare: str) -> None:
    known_here(COUNT, bare)

    def twice() -> None:
        with together():
            COUNT.read([bare, 1])
            ADD.send([bare, 1])

    for _ in range(OFTEN):
        with pytest.raises(IntegrityError):
            twice()
        assert not Counter.objects.filter(series=bare).exists()
    with together():
        COUNT.read([bare, 1])
    assert value_of(bare) == 1


def test_a_constraint_checked_at_the_end_takes_all_with_it(bare: str) -> None:
    known_here(COUNT, bare)

    def of_no_case() -> None:
        with together():
            COUNT.read([bare, 1])
            line = Submission(
                id=uuid7(MONDAY), case_id=uuid7(MONDAY), material="id", name="身份证", state="copy"
            )
            store([line], {})

    for _ in range(OFTEN):
        with pytest.raises(IntegrityError):
            of_no_case()
    assert not Counter.objects.filter(series=bare).exists()


def test_a_rollback_of_others_makes_no_statement_fail(bare: str) -> None:
    """After it the driver lets the server forget what was prepared."""
    known_here(COUNT, bare)
    for _ in range(OFTEN):
        Counter.objects.filter(series=bare).count()
    for _ in range(2):
        with transaction.atomic():
            Counter.objects.filter(series=bare).count()
            transaction.set_rollback(True)
        with together():
            COUNT.read([bare, 1])
            COUNT.read([bare, 1])
    assert value_of(bare) == 4


@pytest.mark.postgres
def test_others_may_let_the_server_forget_everything(bare: str) -> None:
    for forget in ("DEALLOCATE ALL", "DISCARD ALL"):
        known_here(COUNT, bare)
        with connection.cursor() as cursor:
            cursor.connection.prepare_threshold = None
            cursor.execute(forget)
        with together():
            COUNT.read([bare, 1])
            COUNT.read([bare, 1])
    assert value_of(bare) == 4


@pytest.mark.postgres
def test_a_table_may_be_altered_under_a_connection_that_stays(bare: str) -> None:
    read = Statement(f"SELECT value FROM changing_{bare} WHERE value >= %s")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE changing_{bare} AS SELECT 1 AS value")
        try:
            for _ in range(OFTEN):
                assert read.read([1]) == [(1,)]
            cursor.execute(f"ALTER TABLE changing_{bare} ALTER value TYPE bigint")
            for _ in range(OFTEN):
                assert read.read([1]) == [(1,)]
        finally:
            cursor.execute(f"DROP TABLE changing_{bare}")


@pytest.mark.postgres
def test_a_connection_that_was_cut_is_an_outage_and_the_next_one_serves(bare: str) -> None:
    known_here(COUNT, bare)
    ((backend,),) = Statement("SELECT pg_backend_pid() WHERE 1 = %s").read([1])
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    other.close()
    with pytest.raises(OperationalError):
        COUNT.read([bare, 1])
    connection.close()
    assert COUNT.read([bare, 1]) == [(bare, 1)]
