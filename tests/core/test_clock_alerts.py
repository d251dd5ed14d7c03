from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from onewindow.clocks.calendars import load_calendars
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Limit, Pause, Unit, alerts, due, yellow_at

CHINA = load_calendars(Path(__file__).parents[2] / "content" / "calendars")


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("limit", "yellow", "red"),
    [
        (Limit(20), march(24, 9), march(30, 17)),
        (Limit(5), march(6, 9), march(9, 17)),
        (Limit(2), march(3, 9), march(4, 17)),
        (Limit(20, Unit.CALENDAR_DAY), march(19, 9), march(23, 17)),
        (Limit(60, Unit.WORKING_HOUR), march(11, 14), march(13, 11, 30)),
        (Limit(600, Unit.MINUTE), march(2, 13, 30), march(2, 20)),
    ],
)
def test_yellow_falls_when_a_fifth_or_a_working_day_is_left(
    limit: Limit, yellow: datetime, red: datetime
) -> None:
    assert alerts(due(limit, march(2), CHINA), CHINA) == (yellow, red)


@pytest.mark.parametrize(
    ("limit", "start", "yellow"),
    [
        # 2nd 16:00–17:00 and all of the 3rd are 7½ hours; half of them end at 11:45.
        (Limit(1), march(2, 16), march(3, 11, 45)),
        (Limit(4, Unit.WORKING_HOUR), march(6, 16), march(9, 10)),
        (Limit(30, Unit.MINUTE), march(2), march(2, 10, 15)),
        (Limit(0), march(2, 9), march(2, 13, 45)),
    ],
)
def test_a_short_limit_warns_when_half_of_its_time_has_run(
    limit: Limit, start: datetime, yellow: datetime
) -> None:
    assert yellow_at(due(limit, start, CHINA), CHINA) == yellow


def test_share_and_least_are_settings() -> None:
    ten = due(Limit(10), march(2), CHINA)
    assert yellow_at(ten, CHINA) == march(12, 9)
    assert yellow_at(ten, CHINA, share=Decimal("0.5")) == march(9, 9)
    assert yellow_at(ten, CHINA, least=Limit(3)) == march(11, 9)
    assert yellow_at(ten, CHINA, least=Limit(10)) == march(9, 14, 15)


def test_days_that_stand_still_are_not_days_of_warning() -> None:
    paused = due(Limit(5), march(2), CHINA, [Pause(march(6), march(11), "依据", "hearing")])
    assert alerts(paused, CHINA) == (march(6, 9), march(12, 17))


def test_a_clock_that_stands_still_without_end_has_no_alerts() -> None:
    paused = due(Limit(5), march(2), CHINA, [Pause(march(4), None, "依据", "hearing")])
    assert alerts(paused, CHINA) == (None, None)
