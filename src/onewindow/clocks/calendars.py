"""Loading the published calendars from a directory such as content/calendars."""

from functools import cache
from pathlib import Path

import yaml

from onewindow.core.calendar import WorkCalendar


@cache
def load_calendars(directory: Path) -> WorkCalendar:
    """The calendar of all `<year>.yaml` in the directory, read once; ValueError names the file at fault.

    A new edition of a year counts after `load_calendars.cache_clear()` or in a new process.
    """
    paths = sorted(directory.glob("*.yaml"))
    if not paths:
        raise ValueError(f"no calendars in {directory}")
    documents = []
    for path in paths:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or str(document.get("year")) != path.stem:
            raise ValueError(f"{path}: the file is named after its year")
        documents.append(document)
    return WorkCalendar.from_documents(documents)
