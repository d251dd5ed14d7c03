"""Loading the published calendars from a directory such as content/calendars."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import yaml

from onewindow.core.calendar import WorkCalendar

KEPT_SECONDS = 30.0
"""How long a changed file may stay unnoticed."""
log = logging.getLogger(__name__)


@dataclass
class Kept:
    calendar: WorkCalendar
    stamp: tuple[tuple[str, int, int], ...]
    looked_at: float


_kept: dict[Path, Kept] = {}


def load_calendars(directory: Path) -> WorkCalendar:
    """The calendar of all `<year>.yaml` in the directory; ValueError names the file at fault.

    A new edition of a year counts after half a minute. If it cannot be read, the one before goes on counting.
    """
    kept = _kept.get(directory)
    if kept is not None and monotonic() - kept.looked_at < KEPT_SECONDS:
        return kept.calendar
    stamp = _stamp(directory)
    if kept is None:
        kept = _kept[directory] = Kept(_read(directory), stamp, monotonic())
    elif kept.stamp != stamp:
        kept.calendar, kept.stamp = _read_anew(directory, kept.calendar), stamp
    kept.looked_at = monotonic()
    return kept.calendar


def forget() -> None:
    """Look at the files again at the next call; for whoever has just changed one."""
    for kept in _kept.values():
        kept.looked_at -= KEPT_SECONDS


def _stamp(directory: Path) -> tuple[tuple[str, int, int], ...]:
    facts = [(path.name, path.stat()) for path in sorted(directory.glob("*.yaml"))]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in facts)


def _read_anew(directory: Path, otherwise: WorkCalendar) -> WorkCalendar:
    try:
        return _read(directory)
    except (ValueError, yaml.YAMLError):
        log.exception("the calendars were changed and cannot be read; %s goes on counting", otherwise.edition)
        return otherwise


def _read(directory: Path) -> WorkCalendar:
    paths = sorted(directory.glob("*.yaml"))
    if not paths:
        raise ValueError(f"no calendars in {directory}")
    documents = []
    for path in paths:
        document = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if not isinstance(document, dict) or str(document.get("year")) != path.stem:
            raise ValueError(f"{path}: the file is named after its year")
        documents.append(document)
    return WorkCalendar.from_documents(documents)
