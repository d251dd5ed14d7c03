"""How dates and amounts of time read on every screen: a number of working days always with its date."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from onewindow.core.calendar import local
from onewindow.core.clock import Unit

WEEKDAYS = "一二三四五六日"


def spell_date(day: date, today: date | None = None) -> str:
    """5月15日（星期五）; the year comes first when it is not that of `today`."""
    if isinstance(day, datetime):
        day = local(day).date()
    year = f"{day.year}年" if today is not None and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def spell_instant(at: datetime, today: date | None = None) -> str:
    """5月15日（星期五）16:30, in Shanghai time."""
    at = local(at)
    return f"{spell_date(at, today)}{at:%H:%M}"


def spell_minutes(minutes: int) -> str:
    """A span of clock time as people say it: 25分钟, 1小时20分钟, 2天3小时."""
    days, rest = divmod(minutes, 24 * 60)
    if days:
        hours = rest // 60
        return f"{days}天{hours}小时" if hours else f"{days}天"
    return _hours_and_minutes(rest)


def spell_amount(n: int | Decimal, unit: Unit) -> str:
    """So many units of a limit: 3个工作日, 10日, 2小时30分钟 of office time."""
    if unit is Unit.MINUTE:
        return spell_minutes(round(abs(Decimal(n))))
    if unit is Unit.WORKING_HOUR:
        return _hours_and_minutes(round(abs(Decimal(n)) * 60))
    return f"{abs(n)}{unit.label}"


def _hours_and_minutes(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}分钟"
    return f"{hours}小时{left}分钟" if left else f"{hours}小时"
