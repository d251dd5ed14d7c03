"""What a commit holds is what stands in the database afterwards, column by column."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.people.models import Post
from onewindow.people.register import PartyFacts
from onewindow.sql.writing import store
from onewindow.vault.models import SubjectKey
from tests.stories.conftest import MONDAY, Cast
from tests.stories.steps import clock, received

HOSTILE = "“一窗”'; DROP TABLE x;-- %s {} \\ \" \u2028 𠮷 \t/"


@pytest.fixture
def running(cast: Cast, restaurant: PartyFacts) -> Clock:
    return clock(received(cast, restaurant), "intake_answer")


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_only_what_changed_is_written_of_a_row_that_was_read(running: Clock) -> None:
    Clock.objects.filter(pk=running.pk).update(basis="written meanwhile")
    running.late_by, running.basis = HOSTILE[:40], "as it was read"
    store([], {running: {"late_by"}})
    found = again(running)
    assert (found.late_by, found.basis) == (HOSTILE[:40], "written meanwhile")


def test_times_lists_and_nothing_come_back_as_they_were(running: Clock) -> None:
    pauses = [
        {"from": MONDAY.isoformat(), "until": None, "basis": HOSTILE, "n": [1, 2.5, True, None, {"": ""}]}
    ]
    running.pauses, running.due_at = pauses, None
    running.stopped_at = MONDAY + timedelta(microseconds=1)
    store([], {running: {"pauses", "due_at", "stopped_at"}})
    found = again(running)
    assert (found.pauses, found.due_at, found.stopped_at) == (
        pauses,
        None,
        running.stopped_at.astimezone(UTC),
    )


def test_new_and_changed_rows_of_one_table_are_written_together(running: Clock, statements: Any) -> None:
    other = Clock.objects.get(pk=running.pk)
    other.pk = other.id = uuid7(MONDAY)
    other._state.adding = True
    running.state = "met"
    with statements() as counted:
        store([other], {running: {"state"}})
    assert counted.count == 1
    assert (again(other).state, again(running).state) == ("running", "met")
    assert other._state.adding is False


def test_several_changed_rows_keep_their_own_values(cast: Cast, restaurant: PartyFacts) -> None:
    cases = [Case.objects.get(no=received(cast, restaurant)) for _ in range(3)]
    for place, case in enumerate(cases):
        case.visits, case.result_numbers = place + 5, {"no": str(place)}
    store([], {case: {"visits", "result_numbers"} for case in cases})
    assert [(again(case).visits, again(case).result_numbers["no"]) for case in cases] == [
        (5, "0"),
        (6, "1"),
        (7, "2"),
    ]


def test_a_foreign_key_is_changed_by_its_name_or_its_column(
    running: Clock, cast: Cast, restaurant: PartyFacts
) -> None:
    case, other = (Case.objects.get(no=received(cast, restaurant)) for _ in range(2))
    for name in ("application", "application_id"):
        case.application_id = other.application_id
        store([], {case: {name}})
        assert again(case).application_id == other.application_id


def test_bytes_come_back_as_they_were(db: None) -> None:
    key = SubjectKey(id=uuid7(MONDAY), wrapped=bytes(range(256)))
    store([key], {})
    assert bytes(again(key).wrapped) == bytes(range(256))
    key.wrapped = memoryview(b"\x00\xff\\x41")
    store([], {key: {"wrapped"}})
    assert bytes(again(key).wrapped) == b"\x00\xff\\x41"


def test_a_table_that_numbers_its_rows_does_so(cast: Cast) -> None:
    post = Post.objects.order_by("pk")[0]
    fresh = Post(
        staff=post.staff,
        role=post.role,
        agency=post.agency,
        hall=post.hall,
        window=post.window,
        since=MONDAY.date(),
    )
    post.until = MONDAY.date()
    before = Post.objects.count()
    store([fresh], {post: {"until"}})
    assert Post.objects.count() == before + 1
    assert Post.objects.order_by("-pk")[0].since == again(post).until == MONDAY.date()


def test_nothing_to_write_sends_nothing(db: None, statements: Any) -> None:
    with statements() as counted:
        store([], {})
    assert counted.count == 0


def test_a_row_that_the_database_refuses_takes_the_whole_commit_with_it(running: Clock, cast: Cast) -> None:
    twice = Clock.objects.get(pk=running.pk)
    twice._state.adding = True
    key = SubjectKey(id=uuid7(MONDAY), wrapped=b"key")
    with pytest.raises(IntegrityError), transaction.atomic():
        store([key, twice], {})
    assert not SubjectKey.objects.filter(pk=key.pk).exists()


@pytest.mark.postgres
def test_what_is_too_long_for_its_column_is_refused_not_cut(running: Clock) -> None:
    running.late_by = "一" * 41
    with pytest.raises(DataError), transaction.atomic():
        store([], {running: {"late_by"}})


@pytest.mark.postgres
def test_all_tables_of_a_commit_are_one_statement(running: Clock, cast: Cast, statements: Any) -> None:
    case = Case.objects.get(no=running.case_no)
    case.visits, running.state = 9, "late"
    key = SubjectKey(id=uuid7(MONDAY), wrapped=b"key")
    with statements() as counted:
        store([key], {case: {"visits"}, running: {"state"}})
    assert counted.count == 1
    assert (again(case).visits, again(running).state, again(key).pk) == (9, "late", key.pk)


@pytest.mark.postgres
@pytest.mark.parametrize("count", [1, 5])
def test_changed_rows_are_found_by_their_keys_not_by_reading_the_whole_table(
    db: None, statements: Any, count: int
) -> None:
    keys = [SubjectKey(id=uuid7(MONDAY), wrapped=b"key") for _ in range(3_000)]
    SubjectKey.objects.bulk_create(keys)
    for key in keys[:count]:
        key.wrapped = b"changed"
    with statements() as counted:
        store([], {key: {"wrapped"} for key in keys[:count]})
    assert SubjectKey.objects.filter(wrapped=b"changed").count() == count
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE vault_subjectkey")
        cursor.execute(f"EXPLAIN {counted.captured_queries[0]['sql']}")
        assert "Seq Scan" not in "\n".join(line for (line,) in cursor.fetchall())


def test_a_changed_row_is_measured_by_its_own_key(cast: Cast, restaurant: PartyFacts) -> None:
    case, other = (Case.objects.get(no=received(cast, restaurant)) for _ in range(2))
    case.visits = 7
    store([], {case: {"visits"}})
    assert (again(case).visits, again(other).visits) == (7, 1)
