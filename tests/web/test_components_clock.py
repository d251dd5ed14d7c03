"""Clocks on a page: the number always with its date, the pause without one, the reason beside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from onewindow.clocks.models import Clock
from onewindow.core.calendar import SHANGHAI, WorkCalendar
from onewindow.core.clock import Unit
from onewindow.web.charts import clock_bar
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace
from onewindow.web.wording import spell_date, spell_instant, spell_minutes

CALENDAR = WorkCalendar.from_documents(
    [
        {
            "year": 2026,
            "holidays": [
                {
                    "name": "劳动节",
                    "from": date(2026, 5, 1),
                    "to": date(2026, 5, 5),
                    "workdays": [date(2026, 5, 9)],
                }
            ],
        }
    ]
)
NOW = datetime(2026, 5, 12, 14, 10, tzinfo=SHANGHAI)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def promised(**fields: object) -> Clock:
    values: dict[str, object] = {
        "id": UUID(int=1), "name": "promised", "started_at": at(5, 7), "amount": 6, "unit": "working_day",
        "due_at": at(5, 14, 17), "yellow_at": at(5, 13),
    }  # fmt: skip
    return Clock(**{**values, **fields})


def face(**fields: object) -> ClockFace:
    values: dict[str, object] = {
        "label": "承诺办结时限", "state": "running", "left": 3, "unit": Unit.WORKING_DAY,
        "due": at(5, 15, 17), "now": NOW,
    }  # fmt: skip
    return ClockFace(**{**values, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "还剩3个工作日，最晚 5月15日（星期五）"),
        ({"left": 0}, "今天到期，最晚 5月15日（星期五）"),
        ({"left": -1, "state": "overdue"}, "已超1个工作日，应于 5月15日（星期五）"),
        ({"state": "paused", "left": 12, "due": None}, "已暂停，恢复后还剩12个工作日"),
        (
            {"left": 160, "due": datetime(2027, 1, 5, 17, tzinfo=SHANGHAI), "provisional": True},
            "还剩160个工作日，最晚 2027年1月5日（星期二），暂按周末推算",
        ),
        (
            {"left": Decimal("2.5"), "unit": Unit.WORKING_HOUR, "due": at(5, 12, 16, 40)},
            "还剩2小时30分钟，最晚 5月12日（星期二）16:40",
        ),
        ({"state": "met"}, "按时完成，应于 5月15日（星期五）"),
        ({"state": "late", "left": -2}, "超2个工作日完成，应于 5月15日（星期五）"),
    ],
)
def test_a_clock_reads_as_a_number_with_its_date(fields: dict[str, object], words: str) -> None:
    assert face(**fields).in_one_line == words


def test_a_running_clock_is_read_from_its_inputs() -> None:
    read = clock_face(promised(), NOW, CALENDAR, "受理")
    assert read.in_one_line == "还剩2个工作日，最晚 5月14日（星期四）"
    assert read.why[0].startswith("2026年5月7日（星期四）受理，当日不计入")
    assert read.state == "running"


def test_a_clock_warns_from_its_yellow_hour() -> None:
    assert clock_face(promised(yellow_at=NOW), NOW, CALENDAR).state == "soon"


def test_a_clock_past_its_due_time_is_overdue_even_before_the_sweeper_came() -> None:
    read = clock_face(promised(), at(5, 18), CALENDAR)
    assert read.state == "overdue"
    assert read.words == "已超2个工作日"


def test_a_paused_clock_shows_what_is_left_and_no_date() -> None:
    pause = {"from": at(5, 11).isoformat(), "until": None, "basis": "法", "kind": "site_visit", "by": "x"}
    read = clock_face(promised(state="paused", pauses=[pause], due_at=None), at(5, 13), CALENDAR)
    assert read.in_one_line == "已暂停，恢复后还剩3个工作日"
    assert read.segments == [("used", 3), ("paused", 2)]


def test_a_clock_that_was_met_is_read_at_its_end() -> None:
    read = clock_face(promised(state="met", stopped_at=at(5, 8, 16)), at(6, 30), CALENDAR)
    assert read.words == "按时完成"
    assert read.segments == [("used", 1), ("paused", 0)]


def test_a_handover_clock_counts_the_minutes_to_its_hour() -> None:
    clock = promised(name="handover", rule="handover", due_at=at(5, 12, 15), yellow_at=None)
    assert clock_face(clock, NOW, CALENDAR).in_one_line == "还剩50分钟，最晚 5月12日（星期二）15:00"


def test_the_bar_adds_up_to_its_whole_length() -> None:
    bar = clock_bar(face(segments=(("used", 2), ("paused", 1), ("used", 1)), left=3))
    assert [strip.kind for strip in bar.strips] == ["used", "paused", "used", "remaining"]
    assert sum(strip.width for strip in bar.strips) == pytest.approx(100, abs=0.05)
    assert bar.legend == (
        ("used", "已用3个工作日"),
        ("paused", "暂停1个工作日"),
        ("remaining", "剩余3个工作日"),
    )


def test_the_bar_of_an_overdue_clock_shows_the_overrun() -> None:
    bar = clock_bar(face(state="overdue", left=-1, segments=(("used", 4),)))
    assert bar.legend == (("used", "已用4个工作日"), ("over", "超出1个工作日"))


def test_the_year_is_written_only_when_it_is_another_one() -> None:
    assert spell_date(date(2026, 5, 15), date(2026, 5, 1)) == "5月15日（星期五）"
    assert spell_date(date(2027, 1, 5), date(2026, 5, 1)) == "2027年1月5日（星期二）"


def test_an_instant_is_told_in_shanghai_time() -> None:
    assert spell_instant(datetime.fromisoformat("2026-05-14T23:30:00+00:00")) == "5月15日（星期五）07:30"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0分钟"), (25, "25分钟"), (60, "1小时"), (80, "1小时20分钟"), (1500, "1天1小时")],
)
def test_clock_time_is_told_as_people_say_it(minutes: int, words: str) -> None:
    assert spell_minutes(minutes) == words
