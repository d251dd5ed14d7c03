from datetime import date, datetime, time
from pathlib import Path

import pytest

from onewindow.clocks.calendars import load_calendars
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Half, HandoverRule, Session, handover_due, intake_session

CHINA = load_calendars(Path(__file__).parents[2] / "content" / "calendars")


def march(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.seeds("W53")
@pytest.mark.parametrize(
    ("received", "by"),
    [
        (march(2, 9), march(2, 15)),
        (march(2, 11, 59), march(2, 15)),
        (march(2, 7, 30), march(2, 15)),
        (march(2, 12), march(3, 10)),
        (march(2, 16, 59), march(3, 10)),
        (march(2, 20), march(3, 10)),
        (march(6, 14), march(9, 10)),
        (march(7, 14), march(9, 15)),
    ],
)
def test_morning_papers_go_by_three_and_afternoon_papers_by_ten_of_the_next_working_day(
    received: datetime, by: datetime
) -> None:
    assert handover_due(received, CHINA).at == by


def test_a_makeup_saturday_is_a_day_of_handover() -> None:
    friday = datetime(2026, 2, 27, 14, tzinfo=SHANGHAI)
    assert handover_due(friday, CHINA).at == datetime(2026, 2, 28, 10, tzinfo=SHANGHAI)


def test_the_times_are_a_local_rule() -> None:
    rule = HandoverRule(noon=time(11), morning_due=time(9), morning_days=1, afternoon_days=2)
    assert handover_due(march(2, 10), CHINA, rule).at == march(3, 9)
    assert handover_due(march(2, 11), CHINA, rule).at == march(4, 10)


def test_papers_of_one_session_share_a_sheet() -> None:
    assert intake_session(march(2, 9), CHINA) == intake_session(march(2, 11), CHINA)
    assert intake_session(march(7, 9), CHINA) == Session(date(2026, 3, 9), Half.MORNING)
    assert str(intake_session(march(2, 14), CHINA)) == "3月2日下午"


def test_a_handover_in_an_unpublished_year_is_provisional() -> None:
    assert not handover_due(datetime(2026, 12, 31, 9, tzinfo=SHANGHAI), CHINA).provisional
    assert handover_due(datetime(2026, 12, 31, 14, tzinfo=SHANGHAI), CHINA).provisional
