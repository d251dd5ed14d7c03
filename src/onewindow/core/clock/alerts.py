"""When a clock warns: yellow (黄牌) shortly before the limit, red (红牌) when it is exceeded."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from onewindow.core.calendar import DAY, WorkCalendar
from onewindow.core.clock.course import Course
from onewindow.core.clock.limit import Limit, Unit
from onewindow.core.clock.reckoning import Due

SHARE = Decimal("0.2")
LEAST = Limit(1, Unit.WORKING_DAY)


class Alerts(NamedTuple):
    """The instants of both cards; None while the due time is not known."""

    yellow: datetime | None
    red: datetime | None


def alerts(due: Due, calendar: WorkCalendar, share: Decimal = SHARE, least: Limit = LEAST) -> Alerts:
    return Alerts(yellow_at(due, calendar, share, least), due.at)


def yellow_at(
    due: Due, calendar: WorkCalendar, share: Decimal = SHARE, least: Limit = LEAST
) -> datetime | None:
    """The earliest instant at which no more is left than `share` of the limit, or `least` if that is more.

    For a limit in days this is the opening of the office on that day. A limit that is not longer than
    `least` warns when half of its time has run.
    """
    if due.at is None:
        return None
    course = due.course(calendar)
    floor = _in_unit(least, due.limit.unit, calendar)
    if due.limit.n <= floor:
        return course.after(course.running_time(due.start, due.at) / 2, due.start)
    threshold = max(share * due.limit.n, floor)
    if due.limit.unit.in_days:
        return _days_before(int(threshold), due.at, course)
    step = timedelta(hours=1) if due.limit.unit is Unit.WORKING_HOUR else timedelta(minutes=1)
    return course.after((due.limit.n - float(threshold)) * step, due.start)


def _days_before(n: int, at: datetime, course: Course) -> datetime:
    day = at.date()
    while n:
        day -= DAY
        n -= course.counts(day)
    return course.calendar.opens(day)


def _in_unit(limit: Limit, unit: Unit, calendar: WorkCalendar) -> Decimal:
    """The limit measured in another unit; a day of either kind is one day, or one day's office time."""
    if limit.unit is unit or (limit.unit.in_days and unit.in_days):
        return Decimal(limit.n)
    return Decimal(limit.n) * _minutes(limit.unit, calendar) / _minutes(unit, calendar)


def _minutes(unit: Unit, calendar: WorkCalendar) -> Decimal:
    if unit.in_days:
        return Decimal(calendar.office.length() // timedelta(minutes=1))
    return Decimal(60 if unit is Unit.WORKING_HOUR else 1)
