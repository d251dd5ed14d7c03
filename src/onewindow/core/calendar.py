"""The working calendar (工作日历): which days are worked, and office time counted along them.

Working days are Monday to Friday without the published holidays (节假日), and the published make-up
days (调休上班). A year whose arrangement is not known is counted Monday to Friday, and whatever was
counted through it is called provisional. All instants are read and returned in Asia/Shanghai.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count, pairwise
from typing import Any, NamedTuple, Self
from zoneinfo import ZoneInfo

from onewindow.core.calendar_document import YearDays, read_document

SHANGHAI = ZoneInfo("Asia/Shanghai")
Document = Mapping[str, Any]
DAY = timedelta(days=1)
SATURDAY = 5


class Span(NamedTuple):
    """The time from `begin` up to `end`."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When windows and agencies work on a working day."""

    morning_opens: time = time(9)
    morning_ends: time = time(12)
    afternoon_opens: time = time(13, 30)
    afternoon_ends: time = time(17)

    def __post_init__(self) -> None:
        marks = [self.morning_opens, self.morning_ends, self.afternoon_opens, self.afternoon_ends]
        if any(later <= earlier for earlier, later in pairwise(marks)):
            raise ValueError(f"office hours run backwards: {self}")

    def __str__(self) -> str:
        return (
            f"{self.morning_opens:%H:%M}-{self.morning_ends:%H:%M} "
            f"{self.afternoon_opens:%H:%M}-{self.afternoon_ends:%H:%M}"
        )

    def spans(self, day: date) -> tuple[Span, Span]:
        return (
            Span(at_time(day, self.morning_opens), at_time(day, self.morning_ends)),
            Span(at_time(day, self.afternoon_opens), at_time(day, self.afternoon_ends)),
        )

    def length(self) -> timedelta:
        """The office time of one working day."""
        return sum((end - begin for begin, end in self.spans(date.min)), timedelta())


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The published years with the office hours; `edition` changes with every change of a day in it."""

    years: Mapping[int, YearDays]
    office: OfficeHours = OfficeHours()
    edition: str = ""
    _off: Mapping[date, str] = field(init=False, repr=False, compare=False)
    _work: Mapping[date, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        off: dict[date, str] = {}
        work: dict[date, str] = {}
        for year in sorted(self.years):
            off.update(self.years[year].holidays)
            work.update(self.years[year].workdays)
        both = sorted(off.keys() & work.keys())
        if both:
            raise ValueError(f"a day cannot be both a holiday and a make-up working day: {both[0]}")
        object.__setattr__(self, "_off", off)
        object.__setattr__(self, "_work", work)
        if not self.edition:
            object.__setattr__(self, "edition", _edition(self.years, off, work))

    @classmethod
    def from_documents(
        cls, documents: Iterable[Mapping[str, Any]], office: OfficeHours | None = None
    ) -> Self:
        """A calendar from the documents in content/calendars, one a year; ValueError says what is wrong."""
        years: dict[int, YearDays] = {}
        for document in documents:
            year, days = read_document(document)
            if year in years:
                raise ValueError(f"calendar {year}: two documents for one year")
            years[year] = days
        return cls(years, office or OfficeHours())

    def with_office(self, office: OfficeHours) -> Self:
        return replace(self, office=office)

    def known(self, year: int) -> bool:
        """Whether the arrangement of the year is published."""
        return year in self.years

    def is_working_day(self, day: date) -> bool:
        return day in self._work or (day.weekday() < SATURDAY and day not in self._off)

    def holiday(self, day: date) -> str | None:
        """The name of the holiday on a day off, such as 国庆节; None for weekends and working days."""
        return self._off.get(day)

    def makeup(self, day: date) -> str | None:
        """The name of the holiday for which this day is worked (调休上班); None if it is not."""
        return self._work.get(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return next(d for d in days_after(day) if self.is_working_day(d))

    def add_working_days(self, start: date, n: int) -> tuple[date, bool]:
        """The n-th working day, the first being the first one after `start`; whether it is provisional."""
        if n < 0:
            raise ValueError(f"working days are counted forwards: {n}")
        day, provisional = start, False
        while n:
            day += DAY
            provisional = provisional or not self.known(day.year)
            n -= self.is_working_day(day)
        return day, provisional

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after the one day and up to and with the other."""
        return sum(self.is_working_day(d) for d in days_between(after, until))

    def add_working_hours(self, start: datetime, hours: int | Decimal) -> tuple[datetime, bool]:
        """The instant at which so many hours of office time have passed; whether it is provisional."""
        left = timedelta(minutes=float(hours * 60))
        if left < timedelta():
            raise ValueError(f"working hours are counted forwards: {hours}")
        start = local(start)
        if not left:
            return start, False
        provisional = False
        for day in days_from(start.date()):
            provisional = provisional or not self.known(day.year)
            for span in self.office_spans(day):
                begin = max(span.begin, start)
                if begin + left <= span.end:
                    return begin + left, provisional
                left -= max(span.end - begin, timedelta())
        raise AssertionError("days do not end")

    def office_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much office time lies between two instants; nothing when `end` is not after `start`."""
        start, end = local(start), local(end)
        passed = timedelta()
        for day in days_between(start.date() - DAY, end.date()):
            for span in self.office_spans(day):
                passed += max(min(span.end, end) - max(span.begin, start), timedelta())
        return passed

    def office_spans(self, day: date) -> tuple[Span, ...]:
        """Morning and afternoon of a working day; nothing on a day of rest."""
        return self.office.spans(day) if self.is_working_day(day) else ()

    def has_unknown(self, first: int, last: int) -> bool:
        """Whether the arrangement of one of the years, both included, is not published."""
        return not all(self.known(year) for year in range(first, last + 1))

    def whole_day(self, day: date) -> Span:
        return Span(at_time(day, time.min), at_time(day + DAY, time.min))

    def opens(self, day: date) -> datetime:
        return at_time(day, self.office.morning_opens)

    def closes(self, day: date) -> datetime:
        return at_time(day, self.office.afternoon_ends)


def local(at: datetime) -> datetime:
    """The instant in Asia/Shanghai; ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError(f"a naive time is no instant: {at!r}")
    return at.astimezone(SHANGHAI)


def at_time(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)


def days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=n) for n in count())


def days_after(day: date) -> Iterator[date]:
    return days_from(day + DAY)


def days_between(after: date, until: date) -> Iterator[date]:
    """The days after the one and up to and with the other."""
    return (after + timedelta(days=n) for n in range(1, (until - after).days + 1))


def _edition(years: Mapping[int, YearDays], off: Mapping[date, str], work: Mapping[date, str]) -> str:
    if not years:
        return "none"
    lines = [*map(str, sorted(years)), *(f"-{d}" for d in sorted(off)), *(f"+{d}" for d in sorted(work))]
    return f"{min(years)}-{max(years)}#{sha256(' '.join(lines).encode()).hexdigest()[:8]}"
