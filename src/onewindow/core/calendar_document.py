"""Reading one year's arrangement of holidays (节假日安排) as it stands in content/calendars.

    year: 2025
    papers: [the address of the notice by which it was arranged, …]
    holidays:
      - {name: 国庆节, from: 2025-10-01, to: 2025-10-08, workdays: [2025-09-28, 2025-10-11]}

Days may lie in the years next to it: the notice for 2007 made 2006-12-30 a working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

KEYS = frozenset({"year", "papers", "note", "holidays"})
HOLIDAY_KEYS = frozenset({"name", "from", "to", "workdays"})
LONGEST = 31
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearDays:
    """The days which an arrangement takes from work or gives to it, each with the holiday's name."""

    holidays: Mapping[date, str]
    workdays: Mapping[date, str]


def read_document(document: Mapping[str, Any]) -> tuple[int, YearDays]:
    """The year and its days; ValueError with the year, the holiday and what is wrong."""
    year = document.get("year")
    if not isinstance(year, int) or isinstance(year, bool):
        raise ValueError(f"calendar: year is not a number: {year!r}")
    where = f"calendar {year}"
    _only(document, KEYS, where)
    entries = document.get("holidays")
    if not isinstance(entries, list) or not entries:
        raise ValueError(f"{where}: holidays are missing")
    off: dict[date, str] = {}
    work: dict[date, str] = {}
    for entry in entries:
        _read_holiday(year, where, entry, off, work)
    both = sorted(off.keys() & work.keys())
    if both:
        raise ValueError(f"{where}: {both[0]} is both a holiday and a make-up working day")
    return year, YearDays(off, work)


def _read_holiday(
    year: int, where: str, entry: Mapping[str, Any], off: dict[date, str], work: dict[date, str]
) -> None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise ValueError(f"{where}: a holiday without a name: {entry!r}")
    name = entry["name"]
    where = f"{where}, {name}"
    _only(entry, HOLIDAY_KEYS, where)
    if ("from" in entry) != ("to" in entry):
        raise ValueError(f"{where}: from and to stand together or not at all")
    if "from" in entry:
        for day in _range(where, _day(year, where, entry["from"]), _day(year, where, entry["to"])):
            _put(where, off, day, name)
    for value in entry.get("workdays", ()):
        day = _day(year, where, value)
        if day.weekday() < SATURDAY:
            raise ValueError(f"{where}: {day} is worked anyway; a make-up working day falls on a weekend")
        _put(where, work, day, name)


def _put(where: str, days: dict[date, str], day: date, name: str) -> None:
    if day in days:
        raise ValueError(f"{where}: {day} stands there twice")
    days[day] = name


def _range(where: str, first: date, last: date) -> list[date]:
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST:
        raise ValueError(f"{where}: from {first} to {last} is no holiday")
    return [first + timedelta(days=n) for n in range(length)]


def _day(year: int, where: str, value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{where}: not a date: {value!r}")
    if abs(value.year - year) > 1:
        raise ValueError(f"{where}: {value} is not near {year}")
    return value


def _only(document: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    unknown = sorted(map(str, set(document) - allowed))
    if unknown:
        raise ValueError(f"{where}: unknown entries {', '.join(unknown)}")
