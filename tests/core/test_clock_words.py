from datetime import datetime
from pathlib import Path

from onewindow.clocks.calendars import load_calendars
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import Limit, Pause, Unit, due, explain

CHINA = load_calendars(Path(__file__).parents[2] / "content" / "calendars")
REVIEW = {"expert_review": "专家评审"}


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def review(start: datetime, end: datetime | None) -> Pause:
    return Pause(start, end, "行政许可法第四十五条", "expert_review")


def test_a_due_date_across_the_national_day_is_told_day_by_day() -> None:
    assert explain(due(Limit(5), at(2025, 9, 26), CHINA), CHINA, "收件") == [
        "2025年9月26日（星期五）收件，当日不计入，自9月28日（星期日）起计算5个工作日。",
        "9月28日（星期日）为国庆节、中秋节调休上班日，计入。",
        "10月1日至10月8日国庆节、中秋节放假，不计入。",
        "周末休息日不计入。",
        "到期时间：2025年10月10日（星期五）17:00。",
    ]


def test_a_pause_is_told_with_its_basis_and_its_days() -> None:
    paused = due(Limit(5), at(2026, 3, 2), CHINA, [review(at(2026, 3, 4), at(2026, 3, 6))])
    assert explain(paused, CHINA, "受理", REVIEW) == [
        "2026年3月2日（星期一）受理，当日不计入，自3月3日（星期二）起计算5个工作日。",
        "周末休息日不计入。",
        "3月4日至3月6日因专家评审中止计时（依据：行政许可法第四十五条），起始当日仍计入，其后2个工作日不计入。",
        "到期时间：2026年3月11日（星期三）17:00。",
    ]


def test_a_pause_that_moves_nothing_says_so_and_one_outside_is_not_told() -> None:
    pauses = [
        review(at(2026, 3, 4, 9), at(2026, 3, 4, 11)),
        review(at(2026, 4, 1), None),
        review(at(2026, 2, 1), at(2026, 2, 9)),
    ]
    assert explain(due(Limit(3), at(2026, 3, 2), CHINA, pauses), CHINA, "受理", REVIEW)[1:-1] == [
        "3月4日因专家评审中止计时（依据：行政许可法第四十五条），3月4日恢复，其间没有不计入的日子。"
    ]


def test_an_open_pause_says_that_the_end_is_not_known() -> None:
    paused = due(Limit(5), at(2026, 3, 2), CHINA, [review(at(2026, 3, 4), None)])
    assert explain(paused, CHINA, "受理", REVIEW)[1:] == [
        "3月4日起因专家评审中止计时（依据：行政许可法第四十五条），起始当日仍计入，其后不计入。",
        "计时中止中，恢复后计算到期时间。",
    ]


def test_a_last_day_that_ends_in_a_pause_is_told_to_move() -> None:
    paused = due(Limit(2), at(2026, 3, 2), CHINA, [review(at(2026, 3, 4), at(2026, 3, 6))])
    assert "期限最后一日3月4日（星期三）下班时仍在中止计时，顺延至3月9日（星期一）。" in explain(
        paused, CHINA
    )


def test_a_last_calendar_day_without_work_is_told_to_move() -> None:
    assert explain(due(Limit(5, Unit.CALENDAR_DAY), at(2026, 3, 2), CHINA), CHINA, "通知送达") == [
        "2026年3月2日（星期一）通知送达，当日不计入，自3月3日（星期二）起计算5日。",
        "期限最后一日3月7日（星期六）不是工作日，顺延至3月9日（星期一）。",
        "到期时间：2026年3月9日（星期一）17:00。",
    ]


def test_a_provisional_date_names_the_year_that_is_not_published() -> None:
    assert explain(due(Limit(5), at(2026, 12, 29), CHINA), CHINA)[-2:] == [
        "到期时间：2027年1月5日（星期二）17:00。",
        "2027年放假安排尚未公布，暂按周一至周五推算，公布后重新计算。",
    ]


def test_hours_are_told_with_the_office_hours() -> None:
    four = due(
        Limit(4, Unit.WORKING_HOUR),
        at(2026, 3, 6, 15),
        CHINA,
        [review(at(2026, 3, 9, 9, 30), at(2026, 3, 9, 10))],
    )
    assert explain(four, CHINA, "收件", REVIEW) == [
        "2026年3月6日（星期五）15:00收件，按办公时间（09:00-12:00 13:30-17:00）计算4个工作小时。",
        "周末休息日不计入。",
        "3月9日09:30至3月9日10:00因专家评审中止计时（依据：行政许可法第四十五条），中止期间不计入。",
        "到期时间：2026年3月9日（星期一）11:30。",
    ]


def test_minutes_and_instant_matters_are_told_in_a_sentence() -> None:
    minutes = due(Limit(30, Unit.MINUTE), at(2026, 3, 2), CHINA)
    assert explain(minutes, CHINA, "取号") == [
        "2026年3月2日（星期一）10:00取号，连续计算30分钟。",
        "到期时间：2026年3月2日（星期一）10:30。",
    ]
    assert explain(due(Limit(0), at(2026, 3, 2), CHINA), CHINA, "受理") == [
        "2026年3月2日（星期一）受理，当个工作日内办结。",
        "到期时间：2026年3月2日（星期一）17:00。",
    ]
