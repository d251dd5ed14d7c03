"""When things happened in the demo city, told back from the moment it is loaded for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from onewindow.core.calendar import DAY, Span, WorkCalendar, at_time, local
from onewindow.core.clock import Limit, due, yellow_at

MINUTE = timedelta(minutes=1)
ONE_DAY = Limit(1)
_ON_A_DAY = re.compile(r"-(\d+)d (\d\d):(\d\d)")
_AGO = re.compile(r"-(\d+)m")
_HALF = re.compile(r"half\+(\d+)m")


class Timeline:
    """Reads `-3d 10:20`, `-25m` and `half+5m` as moments of office life before `as_of`.

    Days are working days before the day at hand: the one of `as_of` until its office closes, else the next
    working day, so that the city looks the same on a Sunday as on the Monday morning after it. Minutes are
    office time. `half+5m` is the moment at which a limit of one working day must start so that its yellow
    card falls five minutes after `as_of`, or as soon after as office hours let it.
    """

    def __init__(self, as_of: datetime, calendar: WorkCalendar) -> None:
        self.as_of = local(as_of).replace(second=0, microsecond=0)
        self._calendar = calendar
        own = self.as_of.date()
        open_still = calendar.is_working_day(own) and self.as_of < calendar.closes(own)
        self.today = own if open_still else calendar.next_working_day(own)

    def at(self, when: str) -> datetime:
        """ValueError when it is not written in one of the three ways."""
        if found := _ON_A_DAY.fullmatch(when):
            days, hour, minute = map(int, found.groups())
            return at_time(self.day(days), datetime(1, 1, 1, hour, minute).time())  # noqa: DTZ001 - a time of day
        if found := _AGO.fullmatch(when):
            return self._ago(timedelta(minutes=int(found[1])))
        if found := _HALF.fullmatch(when):
            return self._half(int(found[1]) * MINUTE)
        raise ValueError(f"not a moment of the demo city: {when!r}")

    def day(self, back: int) -> date:
        """The working day so many before the day at hand."""
        day = self.today
        while back:
            day -= DAY
            back -= self._calendar.is_working_day(day)
        return day

    def working_days(self, first: date) -> Iterator[date]:
        """From the first one up to and with the day at hand."""
        day = first
        while day <= self.today:
            if self._calendar.is_working_day(day):
                yield day
            day += DAY

    def _ago(self, back: timedelta) -> datetime:
        for span in self._spans_back():
            length = span.end - span.begin
            if back <= length:
                return span.end - back
            back -= length
        raise AssertionError("days do not end")

    def _spans_back(self) -> Iterator[Span]:
        day = self.as_of.date()
        while True:
            for span in reversed(self._calendar.office_spans(day)):
                if span.begin < self.as_of:
                    yield Span(span.begin, min(span.end, self.as_of))
            day -= DAY

    def _half(self, ahead: timedelta) -> datetime:
        starts, yellows = self._one_day_limits
        return starts[min(bisect_left(yellows, self.as_of + ahead), len(starts) - 1)]

    @cached_property
    def _one_day_limits(self) -> tuple[list[datetime], list[datetime]]:
        """Every minute of the last two office days, and when a limit of one day begun then turns yellow."""
        starts = [minute for back in (1, 0) for minute in self._office_minutes(self.day(back))]
        yellows = [yellow_at(due(ONE_DAY, start, self._calendar), self._calendar) for start in starts]
        return starts, [yellow for yellow in yellows if yellow is not None]

    def _office_minutes(self, day: date) -> Iterator[datetime]:
        for span in self._calendar.office_spans(day):
            minute = span.begin
            while minute < min(span.end, self.as_of):
                yield minute
                minute += MINUTE
