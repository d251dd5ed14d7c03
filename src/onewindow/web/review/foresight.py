"""What a special procedure or an extension would do to the limits, shown before it is started."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onewindow.cases.folder import Folder
from onewindow.catalogue import schema
from onewindow.clocks.board import limit_of, pauses_of
from onewindow.clocks.models import Clock
from onewindow.core import clock as reckoning
from onewindow.core.clock import Unit
from onewindow.web.wording import spell_amount, spell_date

LIMITS = {"promised": "承诺办结", "statutory": "法定办结"}


@dataclass(frozen=True)
class Stop:
    """What becomes of one limit while the procedure runs, and why."""

    label: str
    stops: bool
    why: str


@dataclass(frozen=True)
class Outlook:
    """One procedure of the edition: which clocks it stops, and for each length the days it leads to."""

    procedure: schema.SpecialProcedure
    basis: str
    stops: list[Stop]
    lengths: list[tuple[str, str]]


def outlook(folder: Folder, procedure: schema.SpecialProcedure) -> Outlook:
    stopped = folder.board.rules.may_stop(procedure.kind, procedure.stops)
    basis = folder.guide.legal_basis(procedure.basis).label
    return Outlook(
        procedure=procedure,
        basis=basis,
        stops=[_stop(folder, procedure, name, name in stopped) for name in LIMITS],
        lengths=[
            (str(n), _length(folder, procedure, n, stopped, basis)) for n in range(1, procedure.cap.n + 1)
        ],
    )


def _stop(folder: Folder, procedure: schema.SpecialProcedure, name: str, stops: bool) -> Stop:
    rule = folder.board.rules.pauses.get(procedure.kind)
    if stops and rule is not None:
        return Stop(f"{LIMITS[name]}时限", True, f"暂停计时，依据：{rule.basis}")
    if name == "statutory":
        return Stop(
            "法定办结时限", False, f"照常计时：{procedure.kind_label}不在行政许可法第四十五条所列之内"
        )
    return Stop("承诺办结时限", False, f"照常计时：没有允许{procedure.kind_label}暂停承诺时限的规定")


def _length(
    folder: Folder, procedure: schema.SpecialProcedure, n: int, stopped: tuple[str, ...], basis: str
) -> str:
    """3个工作日，最晚 3月6日（星期五）；承诺办结顺延到 3月12日（星期四）."""
    unit, now = Unit(procedure.cap.unit), folder.commit.at
    ends = reckoning.due(reckoning.Limit(n, unit), now, folder.board.calendar).at
    parts = [
        f"{spell_amount(n, unit)}，最晚 {spell_date(ends, now.date())}" if ends else spell_amount(n, unit)
    ]
    for clock in _open(folder, stopped):
        due = _paused(folder, clock, ends, procedure.kind, basis)
        if due is not None:
            parts.append(f"{LIMITS[clock.name]}顺延到 {spell_date(due, now.date())}")
    return "；".join(parts)


def _paused(folder: Folder, clock: Clock, ends: datetime | None, kind: str, basis: str) -> datetime | None:
    pause = reckoning.Pause(start=folder.commit.at, end=ends, basis=basis, kind=kind)
    closed = [earlier for earlier in pauses_of(clock) if earlier.end is not None]
    return reckoning.due(limit_of(clock), clock.started_at, folder.board.calendar, [*closed, pause]).at


def lengthened(folder: Folder, n: int) -> list[tuple[str, str]]:
    """Each open limit with its due day now and after an extension by `n` of its units."""
    now = folder.commit.at.date()
    rows = []
    for clock in _open(folder, tuple(LIMITS)):
        limit = reckoning.Limit(clock.amount + n, Unit(clock.unit))
        later = reckoning.due(limit, clock.started_at, folder.board.calendar, pauses_of(clock)).at
        before = spell_date(clock.due_at, now) if clock.due_at else "暂停中"
        rows.append(
            (f"{LIMITS[clock.name]}时限", f"{before} → {spell_date(later, now) if later else '暂停中'}")
        )
    return rows


def _open(folder: Folder, names: tuple[str, ...]) -> list[Clock]:
    return [clock for clock in folder.board.clocks if clock.name in names and clock.is_open]
