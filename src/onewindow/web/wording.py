"""How dates and clocks read on every screen: working days always with the date, never a bare number."""

from __future__ import annotations

from datetime import date, datetime

from onewindow.core.calendar import local

WEEKDAYS = "一二三四五六日"

UNITS: dict[str, str] = {
    "working_day": "个工作日",
    "working_hour": "个工作小时",
    "calendar_day": "天",
    "minute": "分钟",
}
"""The counting word of each unit of `core.clock`."""

TO_THE_MINUTE = frozenset({"working_hour", "minute"})
"""Units whose end is an instant, so that the date alone would not do."""


def spell_date(day: date, today: date | None = None) -> str:
    """5月15日(星期五); the year comes first when it is not that of `today`."""
    if isinstance(day, datetime):
        day = local(day).date()
    year = f"{day.year}年" if today is not None and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日(星期{WEEKDAYS[day.weekday()]})"


def spell_instant(at: datetime, today: date | None = None) -> str:
    """5月15日(星期五)16:30, in Shanghai time."""
    at = local(at)
    return f"{spell_date(at, today)}{at:%H:%M}"


def spell_minutes(minutes: int) -> str:
    """A span of clock time as people say it: 25分钟, 1小时20分钟, 2天3小时."""
    days, rest = divmod(abs(minutes), 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{left}分钟" if left else f"{hours}小时"
    return f"{left}分钟"
