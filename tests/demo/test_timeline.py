"""Moments told back from the moment of loading."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.conf import settings

from onewindow.clocks.calendars import load_calendars
from onewindow.config.demo.timeline import Timeline
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Limit, due, yellow_at

CALENDAR = load_calendars(settings.CONTENT_DIR / "calendars")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def timeline(as_of: str) -> Timeline:
    return Timeline(moment(as_of), CALENDAR)


@pytest.mark.parametrize(
    ("as_of", "today"),
    [
        ("2026-11-20T10:00", date(2026, 11, 20)),
        ("2026-11-20T08:00", date(2026, 11, 20)),
        ("2026-11-20T17:00", date(2026, 11, 23)),
        ("2026-11-22T15:00", date(2026, 11, 23)),
        ("2026-10-05T11:00", date(2026, 10, 8)),
    ],
)
def test_the_day_at_hand_is_the_one_whose_office_has_not_closed(as_of: str, today: date) -> None:
    assert timeline(as_of).today == today


@pytest.mark.parametrize(
    ("as_of", "when", "at"),
    [
        ("2026-11-20T10:00", "-1d 09:40", "2026-11-19T09:40"),
        ("2026-11-20T10:00", "-5d 14:05", "2026-11-13T14:05"),
        ("2026-11-22T15:00", "-1d 09:40", "2026-11-20T09:40"),
        ("2026-10-05T11:00", "-1d 09:40", "2026-09-30T09:40"),
        ("2026-11-20T10:00", "-25m", "2026-11-20T09:35"),
        ("2026-11-20T09:10", "-25m", "2026-11-19T16:45"),
        ("2026-11-20T13:40", "-25m", "2026-11-20T11:45"),
        ("2026-11-22T15:00", "-25m", "2026-11-20T16:35"),
    ],
)
def test_days_are_working_days_and_minutes_office_time(as_of: str, when: str, at: str) -> None:
    assert timeline(as_of).at(when) == moment(at)


@pytest.mark.parametrize("as_of", ["2026-11-20T09:20", "2026-11-20T10:00", "2026-11-20T11:30"])
def test_half_is_when_a_limit_of_one_day_begins_that_turns_yellow_in_so_many_minutes(as_of: str) -> None:
    begun = timeline(as_of).at("half+6m")
    yellow = yellow_at(due(Limit(1), begun, CALENDAR), CALENDAR)
    assert yellow is not None
    assert 360 <= (yellow - moment(as_of)).total_seconds() < 420


def test_what_is_written_otherwise_is_refused() -> None:
    with pytest.raises(ValueError, match="not a moment"):
        timeline("2026-11-20T10:00").at("yesterday")
