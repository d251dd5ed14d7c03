"""Saying why a limit ends when it ends, sentence by sentence, for the case page and the receipt."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from onewindow.core.calendar import DAY, SATURDAY, WorkCalendar, days_between
from onewindow.core.clock.course import Course
from onewindow.core.clock.limit import Pause, Unit
from onewindow.core.clock.reckoning import Due

WEEKDAYS = "一二三四五六日"


def explain(
    due: Due, calendar: WorkCalendar, event: str = "开始", kinds: Mapping[str, str] | None = None
) -> list[str]:
    """The sentences that lead from the start to the due time, in Chinese.

    `event` is what happened at the start (收件, 受理 …); `kinds` names the kinds of pauses in Chinese.
    """
    course = due.course(calendar)
    until = due.at or course.still.open_from or due.start
    sentences = [_beginning(due, course, event)]
    if due.limit.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR):
        sentences += _calendar_days_off_and_on(due, course, until)
    sentences += [
        _pause(pause, due, course, (kinds or {}).get(pause.kind, pause.kind))
        for pause in due.pauses
        if pause.start <= until and (pause.end is None or pause.end > due.start)
    ]
    sentences += _moved(due, course)
    sentences.append(_end(due))
    unknown = [year for year in range(due.start.year, until.year + 1) if not calendar.known(year)]
    if due.provisional and unknown:
        sentences.append(f"{unknown[0]}年放假安排尚未公布，暂按周一至周五推算，公布后重新计算。")
    return sentences


def _beginning(due: Due, course: Course, event: str) -> str:
    limit, start = due.limit, due.start
    if not limit.unit.in_days:
        office = f"，按办公时间（{course.calendar.office}）" if limit.unit is Unit.WORKING_HOUR else "，连续"
        return f"{_full(start.date())}{start:%H:%M}{event}{office}计算{limit}。"
    if limit.n == 0:
        return f"{_full(start.date())}{event}，当个工作日内办结。"
    first = course.nth_day(1, start)
    begins = f"，自{_short(first)}起计算{limit}" if first else f"，期限{limit}"
    return f"{_full(start.date())}{event}，当日不计入{begins}。"


def _calendar_days_off_and_on(due: Due, course: Course, until: datetime) -> Iterator[str]:
    """Make-up days, holidays and weekends between the start and the end, without those in a pause."""
    calendar = course.calendar
    after = due.start.date() - DAY if due.limit.unit is Unit.WORKING_HOUR else due.start.date()
    days = [day for day in days_between(after, until.date()) if not course.still.covers(day)]
    for day in days:
        if name := calendar.makeup(day):
            yield f"{_short(day)}为{name}调休上班日，计入。"
    named = [(name, day) for day in days if (name := calendar.holiday(day))]
    for name, run in groupby(named, itemgetter(0)):
        off = [day for _, day in run]
        span = _plain(off[0]) if len(off) == 1 else f"{_plain(off[0])}至{_plain(off[-1])}"
        yield f"{span}{name}放假，不计入。"
    if any(_weekend(day, calendar) for day in days):
        yield "周末休息日不计入。"


def _pause(pause: Pause, due: Due, course: Course, name: str) -> str:
    why = f"因{name}中止计时（依据：{pause.basis}）"
    if not due.limit.unit.in_days:
        end = "起" if pause.end is None else f"至{_minute(pause.end)}"
        return f"{_minute(pause.start)}{end}{why}，中止期间不计入。"
    begin = _plain(pause.start.date())
    counted = "" if pause.start.date() <= due.start.date() else "，起始当日仍计入"
    if pause.end is None:
        return f"{begin}起{why}{counted}，其后不计入。"
    days = sum(
        pause.covers(day) and (due.limit.unit is Unit.CALENDAR_DAY or course.calendar.is_working_day(day))
        for day in days_between(due.start.date(), pause.end.date())
    )
    if not days:
        return f"{begin}{why}，{_plain(pause.end.date())}恢复，其间没有不计入的日子。"
    return f"{begin}至{_plain(pause.end.date())}{why}{counted}，其后{days}{due.limit.unit.label}不计入。"


def _moved(due: Due, course: Course) -> Iterator[str]:
    """Why the last day is later than the one that was counted."""
    if due.at is None or not due.limit.unit.in_days:
        return
    nth = course.nth_day(due.limit.n, due.start)
    last = due.at.date()
    if nth is None or nth == last:
        return
    held = course.still.holds(course.calendar.closes(nth))
    reason = "下班时仍在中止计时" if held else "不是工作日"
    yield f"期限最后一日{_short(nth)}{reason}，顺延至{_short(last)}。"


def _end(due: Due) -> str:
    if due.at is None:
        return "计时中止中，恢复后计算到期时间。"
    return f"到期时间：{_full(due.at.date())}{due.at:%H:%M}。"


def _weekend(day: date, calendar: WorkCalendar) -> bool:
    return day.weekday() >= SATURDAY and not calendar.is_working_day(day) and calendar.holiday(day) is None


def _minute(at: datetime) -> str:
    return f"{_plain(at.date())}{at:%H:%M}"


def _plain(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _short(day: date) -> str:
    return f"{_plain(day)}（星期{WEEKDAYS[day.weekday()]}）"


def _full(day: date) -> str:
    return f"{day.year}年{_short(day)}"
