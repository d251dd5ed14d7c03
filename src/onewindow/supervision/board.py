"""The supervisor's board: how many cases run, warn, are overdue or stand still, and exactly which they are.

Every figure counts the cases of a `Selection`, and the list behind it is the same selection. What is yellow or
red follows from the clocks and `now`, not from whether a card has fallen already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from onewindow.cases.models import Case
from onewindow.cases.models.case import NEVER, OPEN_STAGES, CaseQuerySet
from onewindow.cases.scope import agencies_watched
from onewindow.clocks.models import Clock
from onewindow.core.calendar import at_time, local
from onewindow.core.clock_kinds import KINDS
from onewindow.core.roles import Actor

CARDED = tuple(kind.name for kind in KINDS.values() if kind.carded)
SHOWN_KINDS = tuple(name for name in KINDS if name != "explanation")
"""An explanation is about a card, not about the case."""
READINGS = ("running", "yellow", "red", "paused")
SHOWS: dict[str, str] = {
    "open": "在办", "yellow": "黄牌", "red": "红牌", "paused": "暂停", "in": "今日收件", "out": "今日办结",
    "running": "计时中", "all": "全部",
}  # fmt: skip
"""What a list may show. The first six are the board's tiles."""
TILES = ("open", "yellow", "red", "paused", "in", "out")


@dataclass(frozen=True)
class Selection:
    """Which cases are meant: of whom, in which state, by which kind of clock, of which agency."""

    by: Actor
    now: datetime
    show: str = "open"
    kind: str = ""
    agency: str = ""

    def cases(self) -> CaseQuerySet:
        """The cases, with `urgent` for their order: the due time that matters here, or when they came or went."""
        cases = Case.objects.for_actor(self.by).filter(_stage(self.show, self.now))
        if self.agency:
            cases = cases.filter(agency_code=self.agency)
        if self._by_clock:
            cases = cases.filter(pk__in=self.clocks().values("case_id"))
        return cases.annotate(urgent=self._urgent())

    def clocks(self) -> QuerySet[Clock]:
        """The open clocks by which the cases are chosen."""
        clocks = Clock.objects.open().filter(name__in=[self.kind] if self.kind else SHOWN_KINDS)
        clocks = clocks.annotate(reading=reading_at(self.now))
        return clocks.filter(Q(reading=self.show)) if self.show in READINGS else clocks

    @property
    def _by_clock(self) -> bool:
        return self.show in READINGS or bool(self.kind)

    def _urgent(self) -> Coalesce:
        never = Value(NEVER)
        if self.show in {"in", "out"}:
            return Coalesce(
                "received_at" if self.show == "in" else "ended_at", never, output_field=DateTimeField()
            )
        if not self._by_clock:
            return Coalesce("due_at", never, output_field=DateTimeField())
        soonest = self.clocks().filter(case_id=OuterRef("pk")).order_by().values("case_id")
        due = Subquery(soonest.annotate(soonest=Min("due_at")).values("soonest"))
        return Coalesce(due, never, output_field=DateTimeField())


def _stage(show: str, now: datetime) -> Q:
    midnight = at_time(local(now).date(), time())
    stages = {
        "open": Q(stage__in=OPEN_STAGES),
        "in": Q(received_at__gte=midnight),
        "out": Q(stage="closed", ended_at__gte=midnight),
    }
    return stages.get(show, Q())


def reading_at(now: datetime) -> Choose:
    """How an open clock reads: overdue is red even if it stands still, warned is yellow."""
    return Choose(
        When(name__in=CARDED, due_at__lt=now, then=Value("red")),
        When(state="paused", then=Value("paused")),
        When(yellow_at__lte=now, then=Value("yellow")),
        default=Value("running"), output_field=CharField(),
    )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Numbers of cases: by tile, by kind of clock and its reading, by agency and reading (`open` for those in work)."""

    tiles: dict[str, int]
    kinds: dict[str, dict[str, int]]
    agencies: dict[str, dict[str, int]]


def standing(by: Actor, now: datetime) -> Standing:
    """Everything the board counts: five statements. A case counts once however many of its clocks read alike."""
    # Each of these has an index of its own; counted together they would read every case there ever was.
    tiles = {show: Case.objects.for_actor(by).filter(_stage(show, now)).count() for show in ("in", "out")}
    kinds: dict[str, dict[str, int]] = defaultdict(dict)
    agencies: dict[str, dict[str, int]] = defaultdict(dict)
    open_cases = Case.objects.for_actor(by).open().values_list("agency_code").annotate(n=Count("pk"))
    for code, n in open_cases.order_by():
        agencies[code]["open"] = n
    tiles["open"] = sum(row["open"] for row in agencies.values())
    clocks = _watched(by, now).order_by()
    running = clocks.filter(Q(reading="running")).values_list("name")
    for name, n in running.annotate(n=Count(F("case_id"), distinct=True)):
        kinds[name]["running"] = n
    for (what, key, reading), cases in _not_running(clocks).items():
        table = {"all": {"": tiles}, "kind": kinds, "agency": agencies}[what]
        table[key][reading] = len(cases)
    in_order = sorted(agencies.items(), key=lambda row: -row[1].get("open", 0))
    return Standing(
        {show: tiles.get(show, 0) for show in TILES},
        {name: kinds[name] for name in SHOWN_KINDS if name in kinds},
        dict(in_order),
    )


def _not_running(clocks: QuerySet[Clock]) -> dict[tuple[str, str, str], set[UUID]]:
    """The cases of clocks that warn, are overdue or stand still: over all, by kind and by agency."""
    heaps: dict[tuple[str, str, str], set[UUID]] = defaultdict(set)
    rows = clocks.exclude(Q(reading="running")).values_list("case_id", "name", "agency_code", F("reading"))
    for case_id, name, agency_code, reading in rows:
        if case_id is not None:
            for heap in (("all", "", reading), ("kind", name, reading), ("agency", agency_code, reading)):
                heaps[heap].add(case_id)
    return heaps


def _watched(by: Actor, now: datetime) -> QuerySet[Clock]:
    """The open clocks of the cases that `Case.for_actor` gives, found without looking at the cases."""
    clocks = Selection(by, now, "all").clocks()
    if by.role == "manager":
        return clocks.filter(hall_code=by.hall)
    return clocks.filter(agency_code__in=agencies_watched(by))
