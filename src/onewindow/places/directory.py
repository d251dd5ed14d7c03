"""Names, phones and addresses of agencies, halls and windows, kept in memory for half a minute."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from onewindow.places.models import Agency, Hall, Window

KEPT_SECONDS = 30.0


@dataclass(frozen=True)
class Directory:
    agencies: dict[str, Agency]
    halls: dict[str, Hall]
    windows: dict[str, Window]
    read_at: float


_kept: list[Directory] = []


def directory() -> Directory:
    """All places by code. They are configuration: three statements, once in half a minute a process."""
    if _kept and monotonic() - _kept[0].read_at < KEPT_SECONDS:
        return _kept[0]
    fresh = Directory(
        agencies={agency.code: agency for agency in Agency.objects.select_related("division")},
        halls={hall.code: hall for hall in Hall.objects.select_related("division")},
        windows={window.code: window for window in Window.objects.select_related("hall")},
        read_at=monotonic(),
    )
    _kept[:] = [fresh]
    return fresh


def forget() -> None:
    """Read afresh at the next call; for whoever has just changed a place."""
    _kept.clear()


def agency(code: str) -> Agency:
    return directory().agencies[code]


def hall(code: str) -> Hall:
    return directory().halls[code]


def window(code: str) -> Window:
    return directory().windows[code]
