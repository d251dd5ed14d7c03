"""When a clock runs out.

Days. The day of the event does not count (行政许可法第八十二条, 民法典第二百零一条); day 1 is the next one
that counts, and the last day ends with office hours. Calendar days count on, and a last day without
work moves to the next working day (民法典第二百零三条). A pause takes out the days after the one on which
it starts, up to and with the one on which it ends: the days of both events follow the rule above, so a
pause that starts and ends on one day moves nothing. A clock does not run out while it stands still: if
office hours of the last day end during a pause, the last day is the next one that counts.

Working hours count office time, minutes count all time; pauses are taken out of both exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onewindow.core.calendar import DAY, WorkCalendar, local
from onewindow.core.clock.course import Course
from onewindow.core.clock.limit import Limit, Pause, Standstill, Unit


@dataclass(frozen=True, slots=True)
class Due:
    """When the limit is reached, with all it was computed from.

    `at` is None while a pause lasts whose end is not known. `provisional` says that a year without a
    published calendar was counted through.
    """

    at: datetime | None
    provisional: bool
    limit: Limit
    start: datetime
    pauses: tuple[Pause, ...]
    edition: str
    office: str

    @property
    def inputs(self) -> dict[str, object]:
        """All that the result follows from, as JSON can hold it; `recompute` reads it."""
        return {
            "n": self.limit.n,
            "unit": str(self.limit.unit),
            "start": self.start.isoformat(),
            "calendar": self.edition,
            "office": self.office,
            "pauses": [
                {
                    "start": pause.start.isoformat(),
                    "end": None if pause.end is None else pause.end.isoformat(),
                    "basis": pause.basis,
                    "kind": pause.kind,
                }
                for pause in self.pauses
            ],
        }

    def course(self, calendar: WorkCalendar) -> Course:
        return Course(self.limit.unit, calendar, Standstill(self.pauses))


def due(limit: Limit, start: datetime, calendar: WorkCalendar, pauses: Iterable[Pause] = ()) -> Due:
    """When the limit that starts to run with an event at `start` is reached."""
    start = local(start)
    course = Course(limit.unit, calendar, Standstill(pauses))
    if limit.unit.in_days:
        at, provisional = _end_in_days(limit, start, course)
    else:
        at, provisional = _end_in_time(limit, start, course)
    return Due(at, provisional, limit, start, course.still.pauses, calendar.edition, str(calendar.office))


def recompute(inputs: Mapping[str, Any], calendar: WorkCalendar) -> Due:
    """The due time from stored `Due.inputs`, by the calendar of now."""
    pauses = [
        Pause(
            datetime.fromisoformat(pause["start"]),
            None if pause["end"] is None else datetime.fromisoformat(pause["end"]),
            pause["basis"],
            pause["kind"],
        )
        for pause in inputs["pauses"]
    ]
    limit = Limit(inputs["n"], Unit(inputs["unit"]))
    return due(limit, datetime.fromisoformat(inputs["start"]), calendar, pauses)


def _end_in_days(limit: Limit, start: datetime, course: Course) -> tuple[datetime | None, bool]:
    nth = course.nth_day(limit.n, start)
    last = None if nth is None else course.last_day(nth)
    if nth is None or last is None:
        return None, False
    # For calendar days only the last one has to be looked up in the calendar.
    first = nth if limit.unit is Unit.CALENDAR_DAY or limit.n == 0 else start.date() + DAY
    return course.calendar.closes(last), course.calendar.has_unknown(first.year, last.year)


def _end_in_time(limit: Limit, start: datetime, course: Course) -> tuple[datetime | None, bool]:
    office = limit.unit is Unit.WORKING_HOUR
    at = course.after(timedelta(hours=limit.n) if office else timedelta(minutes=limit.n), start)
    if at is None:
        return None, False
    return at, office and limit.n > 0 and course.calendar.has_unknown(start.year, at.year)
