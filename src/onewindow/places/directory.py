"""Names, phones and addresses of agencies, halls and windows, kept in memory for half a minute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from time import monotonic

from onewindow.places.models import Agency, Division, Hall, Window

KEPT_SECONDS = 30.0


@dataclass(frozen=True)
class Directory:
    """All places by code; each kind is read when it is first asked for, by one statement."""

    read_at: float

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        return {agency.code: agency for agency in Agency.objects.select_related("division")}

    @cached_property
    def halls(self) -> dict[str, Hall]:
        return {hall.code: hall for hall in Hall.objects.select_related("division")}

    @cached_property
    def windows(self) -> dict[str, Window]:
        return {window.code: window for window in Window.objects.select_related("hall")}


_kept: list[Directory] = []


def directory() -> Directory:
    """All places by code. They are configuration: at most three statements, once in half a minute a process."""
    if _kept and monotonic() - _kept[0].read_at < KEPT_SECONDS:
        return _kept[0]
    fresh = Directory(read_at=monotonic())
    _kept[:] = [fresh]
    return fresh


def forget() -> None:
    """Read afresh at the next call; for whoever has just changed a place."""
    _kept.clear()


def agency(code: str) -> Agency:
    return directory().agencies[code]


def hall(code: str) -> Hall:
    return directory().halls[code]


def agency_shown(code: str) -> Agency:
    """For pages that say who: an agency that is not in the directory is shown by its code, and nothing else of it."""
    return directory().agencies.get(code) or Agency(
        code=code, name=f"未登记的部门（{code}）", division=Division(code="", name="", level=0)
    )


def halls_shown(codes: Iterable[str]) -> list[Hall]:
    """For pages that say where: the halls that are in the directory."""
    halls = directory().halls
    return [halls[code] for code in codes if code in halls]


def window(code: str) -> Window:
    return directory().windows[code]
