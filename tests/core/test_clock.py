import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from onewindow.clocks.calendars import load_calendars
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Limit, Pause, Unit, due, recompute, remaining, used_share

CHINA = load_calendars(Path(__file__).parents[2] / "content" / "calendars")


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def march(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """March 2026 has no holidays; the 2nd is a Monday."""
    return at(2026, 3, day, hour, minute)


def review(start: datetime, end: datetime | None) -> Pause:
    return Pause(start, end, "行政许可法第四十五条", "expert_review")


def hours(n: int) -> Limit:
    return Limit(n, Unit.WORKING_HOUR)


def days(n: int) -> Limit:
    return Limit(n, Unit.CALENDAR_DAY)


# Working days


def test_five_days_from_26_september_2025_end_on_10_october() -> None:
    reckoned = due(Limit(5), at(2025, 9, 26), CHINA)
    assert (reckoned.at, reckoned.provisional) == (at(2025, 10, 10, 17), False)


@pytest.mark.parametrize("hour", [0, 9, 16, 23])
def test_the_day_of_acceptance_does_not_count_at_whatever_hour(hour: int) -> None:
    assert due(Limit(1), march(2, hour), CHINA).at == march(3, 17)


def test_an_acceptance_on_a_rest_day_counts_from_the_next_working_day() -> None:
    assert due(Limit(1), march(7), CHINA).at == march(9, 17)


def test_the_day_is_the_day_in_shanghai() -> None:
    assert due(Limit(1), datetime(2026, 3, 2, 17, tzinfo=UTC), CHINA).at == march(4, 17)


@pytest.mark.parametrize(
    ("start", "end"), [(march(2), march(2, 17)), (march(2, 18), march(3, 17)), (march(7), march(9, 17))]
)
def test_no_days_mean_the_end_of_the_same_office_day_if_it_is_not_over(
    start: datetime, end: datetime
) -> None:
    assert due(Limit(0), start, CHINA).at == end


def test_an_extension_adds_days_of_the_same_unit_only() -> None:
    assert Limit(20).extended(Limit(10)) == Limit(30)
    with pytest.raises(ValueError, match="cannot be extended"):
        Limit(20).extended(hours(4))
    with pytest.raises(ValueError, match="backwards"):
        Limit(-1)


# Pauses


def test_a_pause_takes_out_the_days_after_its_start_through_its_end() -> None:
    # 3rd counts, 4th (start) counts, 5th, 6th and 9th (end) stand still, 10th, 11th and 12th count.
    assert due(Limit(5), march(2), CHINA, [review(march(4), march(9))]).at == march(12, 17)


def test_a_pause_within_one_day_moves_nothing() -> None:
    assert due(Limit(5), march(2), CHINA, [review(march(4, 9), march(4, 16))]).at == march(9, 17)


def test_overlapping_pauses_stop_the_clock_once() -> None:
    whole = [review(march(4), march(10))]
    parts = [review(march(6), march(10)), review(march(4), march(9)), review(march(5), march(6))]
    assert due(Limit(5), march(2), CHINA, parts).at == due(Limit(5), march(2), CHINA, whole).at


def test_a_pause_after_the_limit_has_been_reached_moves_nothing() -> None:
    assert due(Limit(2), march(2), CHINA, [review(march(5), None)]).at == march(4, 17)


def test_while_a_pause_is_open_nobody_knows_when_the_limit_ends() -> None:
    reckoned = due(Limit(5), march(2), CHINA, [review(march(4), None)])
    assert (reckoned.at, reckoned.provisional) == (None, False)


def test_a_clock_that_stands_still_at_the_end_of_its_last_day_does_not_run_out() -> None:
    assert due(Limit(2), march(2), CHINA, [review(march(4, 9), march(6, 9))]).at == march(9, 17)
    assert due(Limit(2), march(2), CHINA, [review(march(4, 9), None)]).at is None
    assert due(Limit(2), march(2), CHINA, [review(march(4, 17, 30), None)]).at == march(4, 17)


def test_a_pause_begun_before_the_clock_takes_out_its_first_days() -> None:
    assert due(Limit(1), march(3), CHINA, [review(march(2), march(4))]).at == march(5, 17)


def test_a_pause_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends after"):
        review(march(4), march(3))


# Hours, calendar days, minutes


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (march(2, 9), march(2, 14, 30)),
        (march(2, 15), march(3, 11)),
        (march(6, 15), march(9, 11)),
        (march(2, 12, 15), march(3, 9, 30)),
        (march(7, 15), march(9, 14, 30)),
    ],
)
def test_four_working_hours_run_only_while_the_office_works(start: datetime, end: datetime) -> None:
    assert due(hours(4), start, CHINA).at == end


def test_a_pause_is_taken_out_of_working_hours_to_the_minute() -> None:
    lunch_too = [review(march(2, 11, 30), march(2, 14))]
    assert due(hours(4), march(2, 9), CHINA, lunch_too).at == march(2, 15, 30)
    twice = [review(march(2, 9, 30), march(2, 10, 30)), review(march(2, 10), march(2, 11))]
    assert due(hours(4), march(2, 9), CHINA, twice).at == march(2, 16)
    assert due(hours(4), march(2, 9), CHINA, [review(march(2, 10), None)]).at is None


def test_calendar_days_count_weekends_and_end_with_office_hours() -> None:
    assert due(days(10), march(2), CHINA).at == march(12, 17)


def test_a_last_calendar_day_without_work_moves_to_the_next_working_day() -> None:
    assert due(days(5), march(2), CHINA).at == march(9, 17)
    assert due(days(3), at(2026, 9, 28), CHINA).at == at(2026, 10, 8, 17)


def test_calendar_days_stand_still_in_a_pause_too() -> None:
    assert due(days(10), march(2), CHINA, [review(march(4), march(8))]).at == march(16, 17)


def test_minutes_run_through_night_and_holiday_but_not_through_a_pause() -> None:
    minutes = Limit(30, Unit.MINUTE)
    assert due(minutes, march(7, 23, 45), CHINA).at == march(8, 0, 15)
    pause = review(march(7, 23, 50), march(8, 1))
    assert due(minutes, march(7, 23, 45), CHINA, [pause]).at == march(8, 1, 25)


# Provisional


def test_a_limit_that_passes_into_an_unpublished_year_is_provisional() -> None:
    assert due(Limit(2), at(2026, 12, 29), CHINA).provisional is False
    assert due(Limit(3), at(2026, 12, 29), CHINA).provisional is True
    assert due(hours(4), at(2026, 12, 31, 15), CHINA).provisional is True
    assert due(days(2), at(2026, 12, 29), CHINA).provisional is False
    assert due(days(5), at(2026, 12, 29), CHINA).provisional is True


def test_stored_inputs_give_the_same_due_time_again_and_fit_into_json() -> None:
    for unit in Unit:
        pauses = [review(march(4), march(5)), review(march(12), None)]
        first = due(Limit(4, unit), march(3), CHINA, pauses)
        assert recompute(json.loads(json.dumps(first.inputs)), CHINA) == first


def test_the_inputs_say_which_calendar_they_were_computed_with() -> None:
    inputs = due(Limit(5), march(2), CHINA).inputs
    assert inputs["calendar"] == CHINA.edition
    assert inputs["office"] == "09:00-12:00 13:30-17:00"


# Reading


@pytest.mark.parametrize(
    ("now", "text", "share"),
    [
        (march(2, 11), "剩余5个工作日", "0.00"),
        (march(5, 0), "剩余2个工作日", "0.60"),
        (march(7, 12), "剩余1个工作日", "0.80"),
        (march(9, 17), "今日到期", "1.00"),
        (march(9, 17, 1), "已超期1个工作日", "1.20"),
        (march(10, 23), "已超期1个工作日", "1.20"),
        (march(11, 0), "已超期2个工作日", "1.40"),
    ],
)
def test_a_limit_of_five_days_reads_in_days(now: datetime, text: str, share: str) -> None:
    five = due(Limit(5), march(2), CHINA)
    assert remaining(five, now, CHINA).text == text
    assert used_share(five, now, CHINA) == Decimal(share)


def test_a_paused_clock_keeps_what_was_left() -> None:
    five = due(Limit(5), march(2), CHINA, [review(march(4), None)])
    for now in (march(4, 11), march(30)):
        reading = remaining(five, now, CHINA)
        assert (reading.text, reading.paused, reading.overdue) == ("计时中止，剩余3个工作日", True, False)
        assert used_share(five, now, CHINA) == Decimal("0.40")


def test_days_of_a_pause_are_no_days_of_lateness() -> None:
    late = due(Limit(1), march(2), CHINA, [review(march(4), march(9))])
    assert remaining(late, march(10), CHINA).over == 2


@pytest.mark.parametrize(
    ("now", "text", "share"),
    [
        (march(2, 10), "剩余3小时", "0.25"),
        (march(2, 12, 30), "剩余1小时", "0.75"),
        (march(2, 14, 20), "剩余10分", "0.96"),
        (march(2, 14, 30), "剩余0分", "1.00"),
        (march(3, 9), "已超期2小时30分", "1.62"),
    ],
)
def test_a_limit_of_hours_reads_in_office_time(now: datetime, text: str, share: str) -> None:
    four = due(hours(4), march(2, 9), CHINA)
    assert remaining(four, now, CHINA).text == text
    assert used_share(four, now, CHINA) == Decimal(share)


def test_an_hour_limit_paused_reads_what_was_left_when_it_stopped() -> None:
    four = due(hours(4), march(2, 9), CHINA, [review(march(2, 10, 30), None)])
    assert remaining(four, march(5), CHINA).text == "计时中止，剩余2小时30分"


def test_what_is_left_is_rounded_down_and_what_is_over_is_rounded_up() -> None:
    minutes = due(Limit(10, Unit.MINUTE), march(2), CHINA)
    assert remaining(minutes, march(2) + timedelta(seconds=90), CHINA).left == 8
    assert remaining(minutes, march(2) + timedelta(minutes=10, seconds=1), CHINA).over == 1


def test_a_limit_of_no_days_is_used_up_only_when_it_is_exceeded() -> None:
    none = due(Limit(0), march(2), CHINA)
    assert used_share(none, march(2, 17), CHINA) == 0
    assert used_share(none, march(3), CHINA) == 1
