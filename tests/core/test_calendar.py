import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.clocks.calendars import load_calendars
from onewindow.core.calendar import SHANGHAI, OfficeHours, WorkCalendar
from onewindow.core.calendar_document import YearDays

CALENDARS = Path(__file__).parents[2] / "content" / "calendars"
CHINA = load_calendars(CALENDARS)

known_days = st.dates(date(2004, 1, 1), date(2026, 12, 31))
some_days = st.dates(date(2003, 6, 1), date(2028, 6, 30))


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def test_every_day_from_2004_to_2026_agrees_with_chinesecalendar() -> None:
    day, checked = date(2004, 1, 1), 0
    while day.year <= 2026:
        assert CHINA.known(day.year)
        assert CHINA.is_working_day(day) == chinese_calendar.is_workday(day), day
        day, checked = day + timedelta(days=1), checked + 1
    assert checked == 8401


@pytest.mark.parametrize(
    ("year", "days"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_a_year_has_as_many_working_days_as_published(year: int, days: int) -> None:
    assert CHINA.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_a_makeup_sunday_counts_and_the_start_day_and_the_holiday_do_not() -> None:
    assert CHINA.is_working_day(date(2025, 9, 28))
    assert CHINA.makeup(date(2025, 9, 28)) == "国庆节、中秋节"
    assert CHINA.holiday(date(2025, 10, 8)) == "国庆节、中秋节"
    assert CHINA.add_working_days(date(2025, 9, 26), 5) == (date(2025, 10, 10), False)


def test_a_start_on_a_rest_day_counts_from_the_next_working_day() -> None:
    assert CHINA.add_working_days(date(2025, 10, 4), 1) == (date(2025, 10, 9), False)
    assert CHINA.next_working_day(date(2025, 10, 4)) == date(2025, 10, 9)


def test_an_unpublished_year_is_counted_by_the_week_and_called_provisional() -> None:
    assert not CHINA.known(2027)
    assert CHINA.add_working_days(date(2026, 12, 30), 1) == (date(2026, 12, 31), False)
    assert CHINA.add_working_days(date(2026, 12, 30), 2) == (date(2027, 1, 1), True)
    assert CHINA.add_working_hours(at(2026, 12, 31, 16, 30), 1) == (at(2027, 1, 1, 9, 30), True)


def test_the_extended_spring_festival_of_2020_is_in_the_calendar() -> None:
    assert CHINA.add_working_days(date(2020, 1, 23), 1) == (date(2020, 2, 3), False)


@given(known_days, st.integers(0, 60))
def test_adding_days_and_counting_days_are_each_others_opposite(start: date, n: int) -> None:
    end, _ = CHINA.add_working_days(start, n)
    assert CHINA.working_days_between(start, end) == n
    assert n == 0 or CHINA.is_working_day(end)


@given(some_days, st.integers(0, 60))
def test_provisional_means_that_an_unpublished_day_was_counted_through(start: date, n: int) -> None:
    end, provisional = CHINA.add_working_days(start, n)
    walked = [start + timedelta(days=i + 1) for i in range((end - start).days)]
    assert provisional == any(not 2004 <= day.year <= 2026 for day in walked)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(2026, 3, 2, 9), 3, at(2026, 3, 2, 12)),
        (at(2026, 3, 2, 11), 2, at(2026, 3, 2, 14, 30)),
        (at(2026, 3, 2, 12, 30), 1, at(2026, 3, 2, 14, 30)),
        (at(2026, 3, 2, 7), 1, at(2026, 3, 2, 10)),
        (at(2026, 3, 6, 16), 2, at(2026, 3, 9, 10)),
        (at(2026, 3, 7, 10), 1, at(2026, 3, 9, 10)),
        (at(2026, 3, 2, 17), Decimal("6.5"), at(2026, 3, 3, 17)),
        (at(2026, 3, 2, 3), 0, at(2026, 3, 2, 3)),
    ],
)
def test_hours_pass_only_while_the_office_works(start: datetime, hours: Decimal, end: datetime) -> None:
    assert CHINA.add_working_hours(start, hours) == (end, False)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2026, 6, 1)), st.integers(1, 2400))  # noqa: DTZ001
def test_adding_hours_and_measuring_them_are_each_others_opposite(start: datetime, minutes: int) -> None:
    begin = start.replace(tzinfo=SHANGHAI)
    end, _ = CHINA.add_working_hours(begin, Decimal(minutes) / 60)
    missed = CHINA.office_time_between(begin, end) - timedelta(minutes=minutes)
    assert abs(missed) < timedelta(milliseconds=1)


def test_an_instant_of_another_zone_is_read_at_shanghai_time() -> None:
    start = datetime(2026, 3, 2, 1, tzinfo=UTC)
    end, _ = CHINA.add_working_hours(start, 1)
    assert end == at(2026, 3, 2, 10)
    assert end.tzinfo is SHANGHAI


def test_office_hours_can_be_others_and_must_run_forwards() -> None:
    summer = CHINA.with_office(OfficeHours(time(8, 30), time(12), time(14, 30), time(18)))
    assert summer.add_working_hours(at(2026, 7, 1, 11), 2) == (at(2026, 7, 1, 15, 30), False)
    assert str(summer.office) == "08:30-12:00 14:30-18:00"
    assert OfficeHours().length() == timedelta(hours=6, minutes=30)
    with pytest.raises(ValueError, match="backwards"):
        OfficeHours(morning_ends=time(8))


DOCUMENT: Mapping[str, Any] = {
    "year": 2027,
    "holidays": [
        {
            "name": "元旦",
            "from": date(2027, 1, 1),
            "to": date(2027, 1, 3),
            "workdays": [date(2026, 12, 27)],
        }
    ],
}


def test_a_notice_may_arrange_days_of_the_year_before() -> None:
    calendar = WorkCalendar.from_documents([DOCUMENT])
    assert calendar.is_working_day(date(2026, 12, 27))
    assert not calendar.is_working_day(date(2027, 1, 1))
    assert not calendar.known(2026)


def test_the_edition_changes_with_any_day_and_only_then() -> None:
    changed = deepcopy(dict(DOCUMENT))
    changed["holidays"][0]["to"] = date(2027, 1, 4)
    noted = dict(DOCUMENT) | {"note": "通知原文"}
    first, second, third = (WorkCalendar.from_documents([d]).edition for d in (DOCUMENT, changed, noted))
    assert first.startswith("2027-2027#")
    assert first != second
    assert first == third


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"year": "2027"}, "year is not a number"),
        ({"holidays": []}, "holidays are missing"),
        ({"holiday": []}, "unknown entries holiday"),
        ({"holidays": [{"from": date(2027, 1, 1)}]}, "without a name"),
        ({"holidays": [{"name": "元旦", "from": date(2027, 1, 1)}]}, "from and to"),
        ({"holidays": [{"name": "元旦", "from": date(2027, 1, 3), "to": date(2027, 1, 1)}]}, "is no holiday"),
        ({"holidays": [{"name": "元旦", "from": "1月1日", "to": date(2027, 1, 1)}]}, "not a date"),
        ({"holidays": [{"name": "元旦", "workdays": [date(2025, 12, 28)]}]}, "not near 2027"),
        ({"holidays": [{"name": "元旦", "workdays": [date(2027, 1, 4)]}]}, "worked anyway"),
        (
            {"holidays": [{"name": "元旦", "from": date(2027, 1, 2), "to": date(2027, 1, 2), "workdays": [date(2027, 1, 2)]}]},
            "both a holiday and",
        ),
        ({"holidays": [{"name": "元旦", "workdays": [date(2027, 1, 2)] * 2}]}, "twice"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_refused_with_the_reason(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        WorkCalendar.from_documents([dict(DOCUMENT) | change])


def test_two_documents_for_one_year_are_refused() -> None:
    with pytest.raises(ValueError, match="two documents"):
        WorkCalendar.from_documents([DOCUMENT, DOCUMENT])


def test_two_years_cannot_disagree_about_a_day() -> None:
    sunday = date(2026, 12, 27)
    with pytest.raises(ValueError, match="2026-12-27"):
        WorkCalendar({2026: YearDays({sunday: "元旦"}, {}), 2027: YearDays({}, {sunday: "元旦"})})


def test_counting_backwards_and_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="forwards"):
        CHINA.add_working_days(date(2026, 3, 2), -1)
    with pytest.raises(ValueError, match="forwards"):
        CHINA.add_working_hours(at(2026, 3, 2, 9), -1)
    with pytest.raises(ValueError, match="naive"):
        CHINA.add_working_hours(datetime(2026, 3, 2, 9), 1)  # noqa: DTZ001 - the naive time is the point


def test_a_file_must_be_named_after_its_year(tmp_path: Path) -> None:
    (tmp_path / "2026.yaml").write_text(json.dumps({"year": 2027}))
    with pytest.raises(ValueError, match="named after its year"):
        load_calendars(tmp_path)


def test_a_directory_without_calendars_is_refused_and_one_with_them_read_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no calendars"):
        load_calendars(tmp_path)
    assert load_calendars(CALENDARS) is load_calendars(CALENDARS)
