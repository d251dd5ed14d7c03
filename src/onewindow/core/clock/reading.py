"""Reading a clock at an instant: what is left of its limit, by how much it is exceeded, what is used."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from onewindow.core.calendar import WorkCalendar, local
from onewindow.core.clock.course import Course
from onewindow.core.clock.limit import Unit
from onewindow.core.clock.reckoning import Due

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is `left` and what is `over`, both in the clock's own unit and never negative.

    Days are whole: on the last day 0 are left, and every day begun after it is one over. Hours have two
    decimals and minutes none; what is left is rounded down, what is over is rounded up.
    """

    unit: Unit
    left: Decimal
    over: Decimal
    overdue: bool
    paused: bool

    @property
    def text(self) -> str:
        """In the words of the desk: 剩余3个工作日, 今日到期, 已超期2个工作日, 计时中止，剩余3个工作日."""
        if self.overdue:
            return f"已超期{self._amount(self.over)}"
        if self.unit.in_days and not self.left and not self.paused:
            return "今日到期"
        held = "计时中止，" if self.paused else ""
        return f"{held}剩余{self._amount(self.left)}"

    def _amount(self, amount: Decimal) -> str:
        if self.unit is not Unit.WORKING_HOUR:
            return f"{amount}{self.unit.label}"
        hours, minutes = divmod(round(amount * 60), 60)
        spoken = [f"{hours}小时"] * bool(hours) + [f"{minutes}分"] * bool(minutes or not hours)
        return "".join(spoken)


def remaining(due: Due, now: datetime, calendar: WorkCalendar) -> Remaining:
    """What is left at `now`; the calendar is the one `due` was computed with."""
    now = local(now)
    course = due.course(calendar)
    overdue = due.at is not None and now > due.at
    read = _in_days if due.limit.unit.in_days else _in_time
    amount = read(due, now, course)
    left, over = (Decimal(0), amount) if overdue else (amount, Decimal(0))
    paused = not overdue and course.still.holds(now)
    return Remaining(due.limit.unit, left, over, overdue, paused)


def used_share(due: Due, now: datetime, calendar: WorkCalendar) -> Decimal:
    """Which share of the limit is used, with two decimals; more than 1 once it is exceeded."""
    reading = remaining(due, now, calendar)
    whole = Decimal(due.limit.n)
    if not whole:
        return Decimal(int(reading.overdue))
    used = whole - reading.left + reading.over
    return max(used / whole, Decimal(0)).quantize(Decimal("0.01"))


def _in_days(due: Due, now: datetime, course: Course) -> Decimal:
    if due.at is None:
        used = course.count(due.start.date(), now.date())
        return Decimal(due.limit.n - used)
    if now <= due.at:
        return Decimal(course.count(now.date(), due.at.date()))
    return Decimal(max(course.count(due.at.date(), now.date()), 1))


def _in_time(due: Due, now: datetime, course: Course) -> Decimal:
    step, exact = (HOUR, "0.01") if due.limit.unit is Unit.WORKING_HOUR else (MINUTE, "1")
    if due.at is None:
        return _round(due.limit.n * step - course.running_time(due.start, now), step, exact, ROUND_FLOOR)
    if now <= due.at:
        return _round(course.running_time(now, due.at), step, exact, ROUND_FLOOR)
    return _round(course.running_time(due.at, now), step, exact, ROUND_CEILING)


def _round(
    time: timedelta, step: timedelta, exact: str, rounding: Literal["ROUND_FLOOR", "ROUND_CEILING"]
) -> Decimal:
    steps = Decimal(time // timedelta(microseconds=1)) / (step // timedelta(microseconds=1))
    return steps.quantize(Decimal(exact), rounding=rounding)
