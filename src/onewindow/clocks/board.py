"""All clocks of one case, moved by the steps of lives. What a step does to clocks stands in its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from onewindow.clocks.calendars import load_calendars
from onewindow.clocks.models import Clock
from onewindow.clocks.rules import LocalLimit, Rules, local_rules
from onewindow.core import clock as reckoning
from onewindow.core.calendar import WorkCalendar
from onewindow.core.ids import uuid7
from onewindow.core.life import Clocks
from onewindow.journal.commit import Commit
from onewindow.journal.models import Thing

ANSWERS_FOR_A_REQUEST = frozenset(
    {"notice_service", "supplement", "deferral", "special", "correction", "explanation"}
)
"""Kinds of which a case may have several at once, one for each thing they stand for."""


def work_calendar() -> WorkCalendar:
    """The published calendars of this installation."""
    return load_calendars(_calendars_in(settings.CONTENT_DIR))


@lru_cache(maxsize=4)
def _calendars_in(content: Path) -> Path:
    return content / "calendars"


@dataclass(frozen=True)
class Place:
    """Whose case the clocks belong to, copied to each clock for lists and cards."""

    case_id: UUID | None
    case_no: str
    agency_code: str
    hall_code: str


@dataclass(frozen=True)
class Cause:
    """Why clocks stand still: the kind of special procedure and its legal basis."""

    kind: str
    basis: str


@dataclass
class Board:
    """The clocks of one case as read, and what this commit does to them."""

    commit: Commit
    place: Place
    clocks: list[Clock] = field(default_factory=list)
    rules: Rules = field(default_factory=local_rules)
    calendar: WorkCalendar = field(default_factory=work_calendar)

    def apply(
        self,
        effects: Clocks,
        thing: Thing,
        *,
        limits: Mapping[str, LocalLimit] | None = None,
        since: datetime | None = None,
        without: Sequence[str] = (),
        stops: Sequence[str] = (),
        cause: Cause | None = None,
    ) -> None:
        """Do to the clocks what the step says: meet, cancel, resume, pause, then start.

        `limits` gives lengths that the edition or the request sets; the others come from the local
        rules. `since` starts clocks earlier than now (视为受理). `without` leaves kinds unstarted.
        `stops` narrows a pause to the clocks its legal basis (`cause`) lets it stop.
        """
        for name in effects.meet:
            self._stop(name, thing, cancelled=False)
        for name in effects.cancel:
            self._stop(name, thing, cancelled=True)
        for name in effects.resume:
            self._resume(name, thing)
        for name in effects.pause:
            if name in stops and cause is not None:
                self._pause(name, thing, cause)
        for name in effects.start:
            if name not in without:
                self.start(name, thing, limits=limits or {}, since=since)

    def start(
        self, name: str, thing: Thing, *, limits: Mapping[str, LocalLimit], since: datetime | None = None
    ) -> Clock:
        began = since or self.commit.at
        clock = Clock(
            id=uuid7(self.commit.at), name=name, thing_kind=thing.thing_kind(), thing_id=thing.id,
            case_id=self.place.case_id, case_no=self.place.case_no, agency_code=self.place.agency_code,
            hall_code=self.place.hall_code, started_at=began, amount=0, unit="working_day",
        )  # fmt: skip
        if name == "handover":
            clock.rule, clock.basis = "handover", self.rules.handover.basis
        else:
            limit = limits.get(name) or self.rules.limits[name]
            clock.amount, clock.unit, clock.basis = limit.n, limit.unit.value, limit.basis
        self.clocks.append(clock)
        self.commit.insert(clock)
        self.reckon(clock)
        return clock

    def lengthen(self, name: str, n: int) -> None:
        """Add `n` of its own units to the open clocks of a kind (延期)."""
        for clock in self._open(name, None):
            self.commit.change(clock, amount=clock.amount + n)
            self.reckon(clock)

    def expire(self, thing_id: UUID, name: str = "") -> None:
        """Mark the open clocks of a thing as run out; what follows is for the caller."""
        for clock in self.clocks:
            if clock.is_open and clock.thing_id == thing_id and name in {"", clock.name}:
                self.commit.change(clock, state="expired", stopped_at=self.commit.at, next_alert_at=None)

    def reckon(self, clock: Clock) -> None:
        """Compute the stored copies of the due and alert times from the clock's inputs."""
        due: reckoning.Due | reckoning.HandoverDue
        yellow: datetime | None = None
        if clock.rule == "handover":
            due = handover_due_of(clock, self.calendar, self.rules)
            yellow = due.at - (due.at - clock.started_at) / 2
        else:
            due = due_of(clock, self.calendar)
            warning = self.rules.early_warning
            if clock.kind.carded:
                yellow = reckoning.yellow_at(due, self.calendar, warning.share, warning.least.limit)
        self.commit.change(
            clock,
            due_at=due.at,
            provisional=due.provisional,
            calendar=self.calendar.edition,
            yellow_at=yellow,
        )
        # A paused clock has a due time only if that had passed before: its card is still owed.
        self.commit.change(clock, next_alert_at=next_alert(clock) if clock.due_at else None)

    def binding(self) -> tuple[datetime | None, bool]:
        """The due time that a list shows for the case, and whether the case stands still."""
        for name in ("promised", "statutory", "intake_answer", "supplement"):
            opened = self._open(name, None)
            if opened:
                return opened[-1].due_at, opened[-1].state == "paused"
        return None, False

    def _open(self, name: str, thing: Thing | None) -> list[Clock]:
        return [
            clock for clock in self.clocks
            if clock.name == name and clock.is_open and (thing is None or clock.thing_id == thing.id)
        ]  # fmt: skip

    def _of(self, name: str, thing: Thing) -> list[Clock]:
        return self._open(
            name, thing if name in ANSWERS_FOR_A_REQUEST and thing.thing_kind() != "case" else None
        )

    def _stop(self, name: str, thing: Thing, *, cancelled: bool) -> None:
        for clock in self._of(name, thing):
            late = not cancelled and clock.due_at is not None and self.commit.at > clock.due_at
            self.commit.change(
                clock, state="cancelled" if cancelled else "late" if late else "met", stopped_at=self.commit.at,
                late_by=late_words(clock, self.commit.at, self.calendar) if late else "",
                next_alert_at=clock.due_at if late and clock.kind.carded and clock.alert != "red" else None,
            )  # fmt: skip

    def _pause(self, name: str, thing: Thing, cause: Cause) -> None:
        for clock in self._open(name, None):
            pause = {
                "from": self.commit.at.isoformat(), "until": None, "basis": cause.basis, "kind": cause.kind,
                "by": str(thing.id),
            }  # fmt: skip
            self.commit.change(clock, pauses=[*clock.pauses, pause], state="paused")
            self.reckon(clock)

    def _resume(self, name: str, thing: Thing) -> None:
        for clock in self._open(name, None):
            pauses = [
                {**pause, "until": self.commit.at.isoformat()}
                if pause["by"] == str(thing.id) and pause["until"] is None else pause
                for pause in clock.pauses
            ]  # fmt: skip
            still = any(pause["until"] is None for pause in pauses)
            self.commit.change(clock, pauses=pauses, state="paused" if still else "running")
            self.reckon(clock)


def pauses_of(clock: Clock) -> list[reckoning.Pause]:
    return [
        reckoning.Pause(
            start=datetime.fromisoformat(pause["from"]),
            end=datetime.fromisoformat(pause["until"]) if pause["until"] else None,
            basis=pause["basis"],
            kind=pause["kind"],
        )
        for pause in clock.pauses
    ]


def limit_of(clock: Clock) -> reckoning.Limit:
    return reckoning.Limit(clock.amount, reckoning.Unit(clock.unit))


def due_of(clock: Clock, calendar: WorkCalendar) -> reckoning.Due:
    """The due time of an ordinary limit, recomputed from the stored inputs; nothing else decides it."""
    return reckoning.due(limit_of(clock), clock.started_at, calendar, pauses_of(clock))


def handover_due_of(clock: Clock, calendar: WorkCalendar, rules: Rules) -> reckoning.HandoverDue:
    """The fixed hour by which the paper of an intake must be handed over."""
    rule = reckoning.HandoverRule(
        noon=rules.handover.noon,
        morning_due=rules.handover.morning_due,
        afternoon_due=rules.handover.afternoon_due,
    )
    return reckoning.handover_due(clock.started_at, calendar, rule)


def next_alert(clock: Clock) -> datetime | None:
    """When the sweeper must look at an open clock next: at yellow, at red, then until its end had its effect."""
    if clock.alert == "red" or not clock.kind.carded:
        return clock.due_at if clock.kind.on_expiry else None
    return clock.due_at if clock.alert == "yellow" or clock.yellow_at is None else clock.yellow_at


def late_words(clock: Clock, at: datetime, calendar: WorkCalendar) -> str:
    """How late, in the clock's own unit, e.g. 已超期2个工作日."""
    if clock.due_at is None or at <= clock.due_at:
        return ""
    if clock.rule == "handover":
        minutes = int((at - clock.due_at).total_seconds() // 60)
        return f"已超期{minutes // 60}小时{minutes % 60}分"
    return reckoning.remaining(due_of(clock, calendar), at, calendar).text
