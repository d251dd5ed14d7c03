"""What a clock is given: how long it runs, and when it stands still."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from onewindow.core.calendar import Span, local


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    CALENDAR_DAY = "calendar_day"
    MINUTE = "minute"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def in_days(self) -> bool:
        return self in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)


_LABELS = {
    Unit.WORKING_DAY: "个工作日",
    Unit.WORKING_HOUR: "个工作小时",
    Unit.CALENDAR_DAY: "日",
    Unit.MINUTE: "分钟",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit (期限) of `n` units; 0 working days means by the end of the same working day."""

    n: int
    unit: Unit = Unit.WORKING_DAY

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError(f"a limit does not run backwards: {self.n}")
        object.__setattr__(self, "unit", Unit(self.unit))

    def __str__(self) -> str:
        return f"{self.n}{self.unit.label}"

    def extended(self, more: "Limit") -> "Limit":
        """The limit after an extension (延期), which is given in the same unit."""
        if more.unit is not self.unit:
            raise ValueError(f"{self} cannot be extended by {more}")
        return Limit(self.n + more.n, self.unit)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time during which a clock stands still; `end` is None while it lasts.

    `basis` is the legal basis in words, `kind` the special procedure. Which clocks a pause may stop is
    for the caller to know: hand only those in that stop this clock.
    """

    start: datetime
    end: datetime | None
    basis: str
    kind: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", local(self.start))
        if self.end is not None:
            object.__setattr__(self, "end", local(self.end))
            if self.end < self.start:
                raise ValueError(f"a pause ends after it starts: {self.start} to {self.end}")

    def covers(self, day: date) -> bool:
        """Whether the day stands still: the ones after that of the start, through that of the end."""
        return self.start.date() < day and (self.end is None or day <= self.end.date())


class Standstill:
    """All pauses of one clock together; where they overlap, time stands still once."""

    def __init__(self, pauses: Iterable[Pause]) -> None:
        self.pauses = tuple(sorted(pauses, key=lambda p: p.start))

    @cached_property
    def open_from(self) -> datetime | None:
        return min((p.start for p in self.pauses if p.end is None), default=None)

    def covers(self, day: date) -> bool:
        return any(p.covers(day) for p in self.pauses)

    def never_ends_before(self, day: date) -> bool:
        """Whether the day and all after it lie in a pause whose end is not known."""
        return self.open_from is not None and self.open_from.date() < day

    def holds(self, at: datetime) -> bool:
        return any(p.start <= at and (p.end is None or at < p.end) for p in self.pauses)

    def running(self, span: Span) -> Iterator[Span]:
        """The parts of the span during which the clock runs."""
        begin = span.begin
        for pause in self.pauses:
            if begin < min(pause.start, span.end):
                yield Span(begin, min(pause.start, span.end))
            if pause.end is None:
                return
            begin = max(begin, pause.end)
        if begin < span.end:
            yield Span(begin, span.end)
