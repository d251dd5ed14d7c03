"""How time passes for one clock: which days count, which hours run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onewindow.core.calendar import DAY, Span, WorkCalendar, days_after, days_between, days_from
from onewindow.core.clock.limit import Standstill, Unit

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Course:
    """The course of time in one unit, along one calendar, with the pauses taken out."""

    unit: Unit
    calendar: WorkCalendar
    still: Standstill

    def counts(self, day: date) -> bool:
        """Whether a limit in days counts the day."""
        worked = self.unit is Unit.CALENDAR_DAY or self.calendar.is_working_day(day)
        return worked and not self.still.covers(day)

    def count(self, after: date, until: date) -> int:
        """How many days count after the one and up to and with the other."""
        return sum(self.counts(day) for day in days_between(after, until))

    def nth_day(self, n: int, start: datetime) -> date | None:
        """The n-th day that counts after the start; for n = 0 its own, if office hours are not over yet.

        None if a pause of unknown end comes before it.
        """
        own = start.date()
        if n == 0:
            return own if start <= self.calendar.closes(own) else own + DAY
        for day in days_after(own):
            if self.still.never_ends_before(day):
                return None
            n -= self.counts(day)
            if n == 0:
                return day
        raise AssertionError("days do not end")

    def last_day(self, day: date) -> date | None:
        """The day itself or the next on which a limit can end: one of work that does not end in a pause."""
        for candidate in days_from(day):
            if self.still.never_ends_before(candidate):
                return None
            worked = self.calendar.is_working_day(candidate) and not self.still.covers(candidate)
            if worked and not self.still.holds(self.calendar.closes(candidate)):
                return candidate
        raise AssertionError("days do not end")

    def running_time(self, start: datetime, end: datetime) -> timedelta:
        """For how long the clock ran between two instants: in office time, or minute by minute."""
        return sum((span.end - span.begin for span in self._running(start, end)), NOTHING)

    def after(self, passed: timedelta, start: datetime) -> datetime | None:
        """When the clock has run for so long; None if a pause of unknown end comes before that."""
        if not passed:
            return start
        for span in self._running(start, None):
            length = span.end - span.begin
            if passed <= length:
                return span.begin + passed
            passed -= length
        return None

    def _running(self, start: datetime, end: datetime | None) -> Iterator[Span]:
        for span in self._spans(start):
            if end is not None and span.begin >= end:
                return
            if self.still.open_from is not None and span.begin >= self.still.open_from:
                return
            yield from self.still.running(Span(span.begin, span.end if end is None else min(span.end, end)))

    def _spans(self, start: datetime) -> Iterator[Span]:
        begin = start
        for day in days_from(start.date()):
            if self.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR):
                spans = self.calendar.office_spans(day)
            else:
                spans = (self.calendar.whole_day(day),)
            for span in spans:
                if span.end > begin:
                    yield Span(max(span.begin, begin), span.end)
