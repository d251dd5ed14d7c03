"""A case on the pure core alone: the tables of `core/lives`, the separation of duties and the clocks of `core/clock`.

What a command adds (reading, papers, numbers, the database) is not here, so thousands of lives go by in a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from onewindow.clocks.calendars import load_calendars
from onewindow.core.clock import Limit, Pause, due, handover_due
from onewindow.core.life import NEW, Life, Step, take
from onewindow.core.lives import (
    CASE,
    DEFERRAL,
    DELIVERY,
    EXTENSION,
    RESULT,
    SPECIAL_PROCEDURE,
    SUPPLEMENT,
)
from onewindow.core.refusal import Refusal
from onewindow.core.roles import ROLES, Actor, Hands
from onewindow.core.separation import why_not

CALENDAR = load_calendars(Path(__file__).parents[2] / "content" / "calendars")
REQUESTS = {life.name: life for life in (SUPPLEMENT, DEFERRAL, SPECIAL_PROCEDURE, EXTENSION)}
FOR_A_REQUEST = frozenset({"notice_service", "supplement", "deferral", "special", "correction"})
UNDECIDED = frozenset({"not_accepted", "returned", "withdrawn", "acceptance_revoked", "terminated"})
DAYS = {"intake_answer": 2, "statutory_answer": 5, "notice_service": 1, "supplement": 5, "deferral": 5, "special": 10,
        "correction": 1, "delivery": 10, "receipt_return": 1, "statutory": 20, "promised": 8}  # fmt: skip
OF_ALL_TRADES = UUID(int=1)
STAFF = {
    role: [UUID(int=256 * place), OF_ALL_TRADES, UUID(int=256 * place + 1)]
    for place, role in enumerate(sorted(ROLES), start=1)
}
"""In every role somebody of its own, one person who holds them all, and a deputy of that one; the clock is nobody."""
DEPUTY = 2


def actor(role: str, which: int) -> Actor:
    person = None if role == "system" else STAFF[role][which]
    principal = OF_ALL_TRADES if person and which == DEPUTY else None
    return Actor(staff_id=person, name=f"{role}{which}", role=role, stands_for=principal)


@dataclass(frozen=True)
class PureClock:
    """A limit that runs; a moved clock is a new value."""

    name: str
    owner: int
    start: datetime
    limit: Limit
    pauses: tuple[tuple[Pause, int], ...] = ()
    stopped: datetime | None = None

    @property
    def due(self) -> datetime | None:
        if self.name == "handover":
            return handover_due(self.start, CALENDAR).at
        return due(self.limit, self.start, CALENDAR, [pause for pause, _ in self.pauses]).at

    @property
    def stands_still(self) -> bool:
        return any(pause.end is None for pause, _ in self.pauses)

    def paused(self, at: datetime, by: int) -> PureClock:
        return replace(
            self, pauses=(*self.pauses, (Pause(at, None, "行政许可法第四十五条", "expert_review"), by))
        )

    def resumed(self, at: datetime, by: int) -> PureClock:
        ended = tuple(
            (replace(pause, end=at) if owner == by and pause.end is None else pause, owner)
            for pause, owner in self.pauses
        )
        return replace(self, pauses=ended)


@dataclass
class PureThing:
    life: Life
    number: int
    stage: str = NEW
    journal: list[tuple[str, str]] = field(default_factory=list)
    """Verbs with the stage each led to."""
    by: dict[str, Hands] = field(default_factory=dict)
    stops: tuple[str, ...] = ()
    """Of a special procedure: the clocks that its basis lets it stop."""


@dataclass
class PureCase:
    """One case with what belongs to it; every move goes through the tables, or is refused and changes nothing."""

    now: datetime
    clocks: list[PureClock] = field(default_factory=list)
    things: list[PureThing] = field(default_factory=list)
    accepted_at: datetime | None = None
    decided_at: datetime | None = None
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        self.case = self._new(CASE)
        self.move(self.case, "receive", actor("clerk", 0))

    def _new(self, life: Life) -> PureThing:
        thing = PureThing(life, len(self.things))
        self.things.append(thing)
        return thing

    def of(self, life: Life) -> list[PureThing]:
        return [thing for thing in self.things if thing.life is life]

    @property
    def open_requests(self) -> list[PureThing]:
        return [t for t in self.things if t.life.name in REQUESTS and t.stage not in t.life.ends]

    @property
    def running(self) -> list[PureClock]:
        return [clock for clock in self.clocks if clock.stopped is None]

    def open(self, life: Life, verb: str, by: Actor, stops: tuple[str, ...] = ()) -> PureThing:
        """Bring something into being. Raises Refusal when the life or the case does not permit it."""
        wanted = {
            SUPPLEMENT: "received", DEFERRAL: "received", SPECIAL_PROCEDURE: "accepted", EXTENSION: "accepted",
            RESULT: "decided",
        }  # fmt: skip
        if life in wanted and self.case.stage != wanted[life]:
            raise Refusal("wrong-stage", "办件不在可以办理这一步的阶段。")
        if life is DELIVERY and (self.case.stage != "closed" or self.of(DELIVERY)):
            raise Refusal("wrong-stage", "办结后登记一次送达。")
        thing = self._new(life)
        thing.stops = stops
        try:
            self.move(thing, verb, by)
        except Refusal:
            self.things.remove(thing)
            raise
        return thing

    def move(self, thing: PureThing, verb: str, by: Actor) -> Step:
        """Take one step of a life with all that it does to the clocks."""
        step = take(thing.life, verb, thing.stage, by.role)
        self._rules(thing, verb, by)
        thing.stage = step.after
        thing.journal.append((verb, step.after))
        thing.by[f"{thing.life.name}.{verb}"] = by.hands
        self._dates(thing, verb)
        self._clocks(thing, step)
        self._settle(thing, by)
        return step

    def _rules(self, thing: PureThing, verb: str, by: Actor) -> None:
        """What the core knows besides the tables: two persons, and what must be settled first."""
        refusal = why_not(f"{thing.life.name}.{verb}", by, {**self.case.by, **thing.by})
        if refusal is not None:
            raise refusal
        waits = {request.life for request in self.open_requests}
        if verb in {"propose", "decide"} and thing is self.case and SPECIAL_PROCEDURE in waits:
            raise Refusal("procedure-running", "特别程序尚未结束。")
        if verb == "decide" and "case.propose" not in self.case.by:
            raise Refusal("not-proposed", "请先提出审查意见。")
        if verb == "close" and any(result.stage != "shelved" for result in self.of(RESULT) or [thing]):
            raise Refusal("not-received", "结果尚未全部接收。")

    def _dates(self, thing: PureThing, verb: str) -> None:
        if thing is self.case and verb == "deem_accepted":
            self.accepted_at = self.clocks[0].start
        elif thing is self.case and verb == "accept":
            self.accepted_at = self.now
        elif thing is self.case and verb == "decide":
            self.decided_at = self.now
        elif thing is self.case and verb == "close":
            self.closed_at = self.now

    def _clocks(self, thing: PureThing, step: Step) -> None:
        effects = step.clocks
        for name in (*effects.meet, *effects.cancel):
            self._each(name, thing, self._stopped)
        for name in effects.resume:
            self._each(name, self.case, lambda clock: clock.resumed(self.now, thing.number))
        for name in effects.pause:
            if name in thing.stops:
                self._each(name, self.case, lambda clock: clock.paused(self.now, thing.number))
        if step.verb == "lapse":
            self._each("", thing, self._stopped)
        elif step.verb == "deem_accepted":
            self._each("statutory_answer", thing, self._stopped)
        since = self.accepted_at if step.verb in {"accept", "deem_accepted"} else self.now
        for name in effects.start:
            on = self.case if name not in FOR_A_REQUEST and thing.life is not CASE else thing
            self.clocks.append(PureClock(name, on.number, since or self.now, Limit(DAYS.get(name, 1))))

    def _each(self, name: str, thing: PureThing, change: Callable[[PureClock], PureClock]) -> None:
        """Change the running clocks of this name; without a name, those of the thing that ran out."""
        mine = not name or (name in FOR_A_REQUEST and thing is not self.case)
        self.clocks = [
            change(clock)
            if clock.stopped is None
            and name in {"", clock.name}
            and (not mine or clock.owner == thing.number)
            else clock
            for clock in self.clocks
        ]

    def _stopped(self, clock: PureClock) -> PureClock:
        return replace(clock, stopped=self.now)

    def _settle(self, thing: PureThing, by: Actor) -> None:
        """What the case waited for ends with it, by whoever ends it."""
        if thing is not self.case:
            return
        for request in self.open_requests:
            ended = self.case.stage in UNDECIDED
            decided = self.case.stage == "decided" and request.life in (EXTENSION, DEFERRAL)
            accepted = self.case.stage == "accepted" and request.life is SUPPLEMENT
            if ended or decided or accepted:
                self.move(request, "void", by)

    def lengthen(self, days: int) -> None:
        """An approved extension: both limits grow."""
        for name in ("statutory", "promised"):
            self._each(name, self.case, lambda clock: replace(clock, limit=Limit(clock.limit.n + days)))

    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
