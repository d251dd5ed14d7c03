"""The worker's rounds: everything that waits is done, and a fault in one thing does not stop the others."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from pytest_django.fixtures import Settings

from onewindow.clocks.calendars import forget
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.jobs.new_calendar import follow_calendar
from onewindow.jobs.rounds import MOST_TRIES, go_round, print_papers
from onewindow.journal.models import Event, Unsealed
from onewindow.people.register import PartyFacts
from onewindow.supervision.models import Card
from tests.stories.conftest import MONDAY, Cast, at
from tests.stories.steps import received


def test_a_round_drops_cards_prints_papers_and_seals_the_journal(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    done = go_round(at(5, 9))
    assert done.swept == Card.objects.count() == 2
    assert done.printed == Document.objects.filter(case_no=no).count()
    assert not Document.objects.filter(pdf_address="").exists()
    assert done.sealed + Unsealed.objects.count() == Event.objects.count()


@pytest.mark.sqlite
def test_a_round_leaves_nothing_unsealed(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    assert go_round(at(5, 9)).sealed == Event.objects.count()
    assert not Unsealed.objects.exists()


def test_a_second_round_has_nothing_to_do(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    go_round(at(5, 9))
    again = go_round(at(5, 9))
    assert (again.swept, again.printed, again.sealed, again.recomputed) == (0, 0, 0, 0)


def test_a_paper_that_cannot_be_printed_is_tried_five_times_and_stops_no_other(
    cast: Cast, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    papers, broken = Document.objects.count(), Document.objects.order_by("id")[0]
    Document.objects.filter(pk=broken.pk).update(sealed=b"not what its key sealed")
    printed = [print_papers(MONDAY) for _ in range(MOST_TRIES + 2)]
    broken.refresh_from_db()
    assert printed == [papers - 1, 0, 0, 0, 0, 0, 0]
    assert (broken.print_tries, broken.print_fault, broken.to_print) == (MOST_TRIES, "ValueError", True)


def test_a_full_disk_is_no_fault_of_the_papers(cast: Cast, restaurant: PartyFacts) -> None:
    """However long it lasts: when there is room again, everything is printed without anybody asking."""
    received(cast, restaurant)
    papers = Document.objects.count()
    with connection.execute_wrapper(_no_room):
        assert [go_round(MONDAY).printed for _ in range(MOST_TRIES + 2)] == [0] * (MOST_TRIES + 2)
    assert set(Document.objects.values_list("print_tries", "print_fault")) == {(0, "")}
    assert print_papers(MONDAY) == papers


def _no_room(execute: Any, sql: str, *more: Any) -> Any:
    """The database as it is on a full disk: reading goes on, writing does not."""
    if sql.startswith(("INSERT", "UPDATE", "WITH")):
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise OperationalError("database or disk is full") from full
    return execute(sql, *more)


def test_the_worker_and_a_clerk_may_print_the_same_paper_at_once(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    worker, clerk = (Document.objects.select_related("subject").filter(case_no=no)[0] for _ in range(2))
    assert pdf_of(worker, at=MONDAY) == pdf_of(clerk, at=MONDAY)
    assert Event.objects.filter(thing_id=worker.id, verb="printed").count() == 1


def test_a_fault_in_one_part_of_a_round_does_not_stop_the_others(
    cast: Cast, restaurant: PartyFacts, tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    received(cast, restaurant)
    for name in ("papers", "rules"):
        (tmp_path / name).symlink_to(settings.CONTENT_DIR / name)
    settings.CONTENT_DIR = tmp_path
    done = go_round(MONDAY)
    assert "no calendars" in caplog.text
    assert done.printed == Document.objects.count()
    assert done.sealed + Unsealed.objects.count() == Event.objects.count()


def test_once_all_clocks_follow_the_calendar_nothing_is_read_to_know_it(db: None, statements: Any) -> None:
    forget()
    follow_calendar(MONDAY)
    with statements() as counted:
        assert follow_calendar(MONDAY) == 0
    assert counted.count == 0
