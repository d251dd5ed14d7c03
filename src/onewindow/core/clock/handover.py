"""When the papers taken in must be handed over to the agency (材料交接移交时限)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from onewindow.core.calendar import WorkCalendar, at_time, local


class Half(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def label(self) -> str:
        return "上午" if self is Half.MORNING else "下午"


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """The half of a working day to which an intake belongs (收件时段)."""

    day: date
    half: Half

    def __str__(self) -> str:
        return f"{self.day.month}月{self.day.day}日{self.half.label}"


@dataclass(frozen=True, slots=True)
class HandoverRule:
    """Taken in before noon: by `morning_due` of that day; later: by `afternoon_due` of the next working day.

    The days are working days after the day of the intake; the default is the rule of 无锡经开区.
    """

    noon: time = time(12)
    morning_due: time = time(15)
    morning_days: int = 0
    afternoon_due: time = time(10)
    afternoon_days: int = 1


@dataclass(frozen=True, slots=True)
class HandoverDue:
    at: datetime
    provisional: bool
    session: Session


def intake_session(
    received_at: datetime, calendar: WorkCalendar, rule: HandoverRule | None = None
) -> Session:
    """Where the intake belongs; on a day of rest to the next working morning, late to the afternoon."""
    rule = rule or HandoverRule()
    received_at = local(received_at)
    day = received_at.date()
    if not calendar.is_working_day(day):
        return Session(calendar.next_working_day(day), Half.MORNING)
    return Session(day, Half.MORNING if received_at.time() < rule.noon else Half.AFTERNOON)


def handover_due(
    received_at: datetime, calendar: WorkCalendar, rule: HandoverRule | None = None
) -> HandoverDue:
    """By when what was taken in at this instant must be handed over."""
    rule = rule or HandoverRule()
    session = intake_session(received_at, calendar, rule)
    morning = session.half is Half.MORNING
    days, clock = (
        (rule.morning_days, rule.morning_due) if morning else (rule.afternoon_days, rule.afternoon_due)
    )
    day, provisional = calendar.add_working_days(session.day, days)
    unknown = calendar.has_unknown(local(received_at).year, day.year)
    return HandoverDue(at_time(day, clock), provisional or unknown, session)
