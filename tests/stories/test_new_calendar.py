"""A calendar that changes after its publication moves the open clocks, and the journal says what they were."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from pytest_django.fixtures import Settings

from onewindow.cases.commands.recompute import recompute
from onewindow.cases.models import Case, Request
from onewindow.clocks.board import work_calendar
from onewindow.clocks.calendars import forget
from onewindow.clocks.models import Clock
from onewindow.journal.models import Event
from onewindow.journal.verify import verify
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, clock, received, served

Publish = Callable[..., None]


@pytest.fixture
def publish(tmp_path: Path, settings: Settings) -> Publish:
    """publish("2026-03-04"): a calendar of 2026 with one more holiday, of one day."""
    content = tmp_path / "content"
    content.mkdir()
    for entry in settings.CONTENT_DIR.iterdir():
        (content / entry.name).symlink_to(entry)
    (content / "calendars").unlink()
    shutil.copytree(settings.CONTENT_DIR / "calendars", content / "calendars")
    settings.CONTENT_DIR = content

    def add(*days: str) -> None:
        path = content / "calendars" / "2026.yaml"
        year: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        for day in days:
            date = yaml.safe_load(day)
            year["holidays"].append({"name": "临时放假", "from": date, "to": date})
        path.write_text(yaml.safe_dump(year, allow_unicode=True), "utf-8")
        forget()

    return add


def events(no: str) -> list[dict[str, Any]]:
    case = Case.objects.get(no=no)
    found = Event.objects.filter(thing_kind="case", thing_id=case.id, verb="recomputed").order_by("version")
    return [json.loads(event.body) for event in found]


def test_open_clocks_move_with_the_calendar_and_the_journal_holds_before_and_after(
    cast: Cast, restaurant: PartyFacts, publish: Publish
) -> None:
    no = received(cast, restaurant)
    old = work_calendar().edition
    publish("2026-03-04")
    recompute(at=at(3, 9))
    answer = clock(no, "intake_answer")
    assert (answer.due_at, answer.calendar) == (at(5, 17), work_calendar().edition)
    assert answer.next_alert_at == answer.yellow_at == at(3, 9)
    (event,) = events(no)
    moved = {change["clock"]: change for change in event["clocks"]}
    assert event["calendar"] == work_calendar().edition != old
    assert moved["intake_answer"]["calendar"] == old
    assert moved["intake_answer"]["before"]["due"] == at(4, 17).isoformat()
    assert moved["intake_answer"]["after"]["due"] == at(5, 17).isoformat()
    assert Case.objects.get(no=no).due_at == at(5, 17)
    assert verify().fault is None


def test_clocks_that_do_not_move_and_clocks_that_have_ended_stay_as_they_are(
    cast: Cast, restaurant: PartyFacts, publish: Publish
) -> None:
    no = accepted(cast, restaurant)
    ended, handed = clock(no, "intake_answer"), clock(no, "handover")
    publish("2026-03-05")
    recompute(at=at(3, 12))
    assert clock(no, "intake_answer").calendar == ended.calendar != work_calendar().edition
    again = clock(no, "handover")
    assert (again.due_at, again.calendar) == (handed.due_at, work_calendar().edition)
    assert {change["clock"] for change in events(no)[0]["clocks"]} == {"promised", "statutory"}


def test_what_stands_still_is_counted_anew_when_it_goes_on(
    cast: Cast, restaurant: PartyFacts, publish: Publish
) -> None:
    no = accepted(cast, restaurant)
    still = {"state": "paused", "due_at": None, "yellow_at": None, "next_alert_at": None, "pauses": [
        {"from": at(3, 14).isoformat(), "until": None, "basis": "当地规定", "kind": "site_visit", "by": "x"}]}  # fmt: skip
    Clock.objects.filter(case_no=no, name="promised").update(**still)
    publish("2026-03-05")
    recompute(at=at(3, 15))
    assert clock(no, "promised").due_at is None
    assert clock(no, "promised").calendar == work_calendar().edition


def test_the_day_in_a_request_moves_with_its_clock(
    cast: Cast, restaurant: PartyFacts, publish: Publish
) -> None:
    no = served(cast, restaurant)
    before = Request.objects.get(case__no=no).due_at
    publish("2026-03-05")
    recompute(at=at(3, 16))
    after = Request.objects.get(case__no=no).due_at
    assert before is not None
    assert after == clock(no, "supplement").due_at
    assert after is not None
    assert (after - before).days >= 1


def test_it_goes_on_where_it_was_stopped_until_nothing_is_left(
    cast: Cast, restaurant: PartyFacts, publish: Publish
) -> None:
    numbers = [received(cast, restaurant) for _ in range(3)]
    publish("2026-03-04")
    assert recompute(at=at(3, 9), batch=1) == 1
    assert sum(len(events(no)) for no in numbers) == 1
    while recompute(at=at(3, 9), batch=1):
        pass
    assert [len(events(no)) for no in numbers] == [1, 1, 1]
    assert not Clock.objects.open().exclude(calendar=work_calendar().edition).exists()
    assert recompute(at=at(3, 9)) == 0


def test_a_second_change_is_counted_from_the_first(
    cast: Cast, restaurant: PartyFacts, publish: Publish
) -> None:
    no = received(cast, restaurant)
    for day in ("2026-03-04", "2026-03-05"):
        publish(day)
        recompute(at=at(3, 9))
    assert clock(no, "intake_answer").due_at == at(6, 17)
    first, second = ([c for c in e["clocks"] if c["clock"] == "intake_answer"][0] for e in events(no))  # noqa: RUF015
    assert second["before"] == first["after"]


def test_a_batch_of_cases_is_read_in_five_statements(
    cast: Cast, restaurant: PartyFacts, publish: Publish, statements: Any
) -> None:
    writes = 1 if connection.vendor == "postgresql" else 3
    counts = []
    for many, day in ((1, "2026-03-04"), (4, "2026-03-05")):
        for _ in range(many):
            received(cast, restaurant)
        publish(day)
        with statements() as counted:
            recompute(at=at(3, 9))
        cases = Case.objects.count()
        counts.append(counted.count - writes * cases)
    assert counts == [5, 5]


def test_a_calendar_that_cannot_be_read_leaves_the_one_before_in_force(
    publish: Publish, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    before = work_calendar()
    path = settings.CONTENT_DIR / "calendars" / "2026.yaml"
    good = path.read_text("utf-8")
    path.write_text("year: [2026", "utf-8")
    forget()
    assert work_calendar() is before
    assert "cannot be read" in caplog.text
    path.write_text(good, "utf-8")
    publish("2026-03-04")
    assert not work_calendar().is_working_day(at(4, 9).date())
