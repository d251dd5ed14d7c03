"""The supervisor's board: how many cases run, warn, are overdue or stand still, and exactly which they are.

Every figure counts the cases of a `Selection`, and the list behind it is the same selection. What is yellow or
red follows from the clocks and `now`, not from whether a card has fallen already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, TypeAlias

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    F,
    Min,
    Q,
    QuerySet,
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
from onewindow.core.lives.case import ONCE_A_CASE
from onewindow.core.roles import Actor

CARDED = tuple(kind.name for kind in KINDS.values() if kind.carded)
SHOWN_KINDS = tuple(name for name in KINDS if name != "explanation")
"""An explanation is about a card, not about the case."""
SHARED_KINDS = tuple(name for name in SHOWN_KINDS if name not in ONCE_A_CASE)
"""Of these a case may have several: each request, each result and each lot of papers has its own."""
READINGS = ("running", "yellow", "red", "paused")
SHOWS: dict[str, str] = {
    "open": "在办", "yellow": "黄牌", "red": "红牌", "paused": "暂停", "in": "今日收件", "out": "今日办结",
    "running": "计时中", "all": "全部",
}  # fmt: skip
"""What a list may show. The first six are the board's tiles."""
TILES = ("open", "yellow", "red", "paused", "in", "out")
NOT_RUNNING = ~Q(reading="running")
CASES = Count("case_id", distinct=True)
STAGES_SHOWN = ("open", "in", "out")
"""These say something of the case; the others of its clocks, or nothing."""


Rows: TypeAlias = "QuerySet[Any, Any]"


@dataclass(frozen=True)
class Selection:
    """Which cases are meant: of whom, in which state, by which kind of clock, of which agency, by number or applicant."""

    by: Actor
    now: datetime
    show: str = "open"
    kind: str = ""
    agency: str = ""
    query: str = ""

    def keys(self) -> Rows:
        """A row of `case_id` and `urgent` for each case: what orders a list, read from an index where clocks choose."""
        rows = self._by_clocks() if self.by_clock else self._by_stage()
        keys: Rows = rows.values_list("case_id", "urgent", named=True)
        return keys

    def clocks(self) -> QuerySet[Clock]:
        """The open clocks by which the cases are chosen."""
        clocks = Clock.objects.open().filter(name__in=[self.kind] if self.kind else SHOWN_KINDS)
        clocks = clocks.annotate(reading=reading_at(self.now))
        return clocks.filter(Q(reading=self.show)) if self.show in READINGS else clocks

    @property
    def by_clock(self) -> bool:
        return self.show in READINGS or bool(self.kind)

    def _by_clocks(self) -> Rows:
        """Cases whose clocks read so, each once, by the clock that is due first."""
        clocks: Rows = self._here(self.clocks().filter(watched(self.by), case_id__isnull=False))
        if self.query or self.show in STAGES_SHOWN:
            clocks = clocks.filter(case_id__in=self._cases().values("pk"))
        rows: Rows = clocks.order_by().values("case_id").annotate(urgent=_or_never(Min("due_at")))
        return rows

    def _by_stage(self) -> Rows:
        when = {"in": "received_at", "out": "ended_at"}.get(self.show, "due_at")
        return self._here(self._cases()).values(case_id=F("pk"), urgent=_or_never(when))

    def _cases(self) -> CaseQuerySet:
        cases = Case.objects.for_actor(self.by).filter(_stage(self.show, self.now))
        if not self.query:
            return cases
        by_number = self.query.isdigit()
        return cases.filter(no=self.query) if by_number else cases.filter(applicant_name__contains=self.query)

    def _here(self, rows: Rows) -> Rows:
        return rows.filter(agency_code=self.agency) if self.agency else rows


def _or_never(due: str | Min) -> Coalesce:
    return Coalesce(due, Value(NEVER), output_field=DateTimeField())


def watched(by: Actor) -> Q:
    """Cases that `Case.for_actor` gives, and their clocks, by what stands on both and is indexed."""
    return Q(hall_code=by.hall) if by.role == "manager" else Q(agency_code__in=agencies_watched(by))


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
    """Everything the board counts: six statements. A case counts once however many of its clocks read alike."""
    # Each of these has an index of its own; counted together they would read every case there ever was.
    tiles = {show: Case.objects.for_actor(by).filter(_stage(show, now)).count() for show in ("in", "out")}
    agencies: dict[str, dict[str, int]] = defaultdict(dict)
    open_cases = Case.objects.filter(watched(by)).open().order_by().values_list("agency_code")
    for code, n in open_cases.annotate(n=Count("pk")):
        agencies[code]["open"] = n
    clocks: Rows = Clock.objects.open().filter(watched(by), case_id__isnull=False)
    clocks = clocks.annotate(reading=reading_at(now)).order_by()
    noted = clocks.filter(NOT_RUNNING, name__in=SHOWN_KINDS).values_list("agency_code", "reading")
    for code, reading, n in noted.annotate(n=CASES):
        agencies[code][reading] = n
    for show in ("open", "yellow", "red", "paused"):
        tiles[show] = sum(row.get(show, 0) for row in agencies.values())
    kinds = _by_kind(clocks)
    in_order = sorted(agencies.items(), key=lambda row: -row[1].get("open", 0))
    return Standing(
        {show: tiles[show] for show in TILES},
        {name: kinds[name] for name in SHOWN_KINDS if name in kinds},
        dict(in_order),
    )


def _by_kind(clocks: Rows) -> dict[str, dict[str, int]]:
    """Cases by kind of clock and its reading.

    Most clocks run. Where a case has one of a kind at a time, those that run are the open ones without the rest.
    """
    kinds: dict[str, dict[str, int]] = defaultdict(dict)
    counted = clocks.filter(NOT_RUNNING | Q(name__in=SHARED_KINDS), name__in=SHOWN_KINDS)
    for name, reading, n in counted.values_list("name", "reading").annotate(n=CASES):
        kinds[name][reading] = n
    for name, n in clocks.filter(name__in=ONCE_A_CASE).values_list("name").annotate(n=Count("case_id")):
        kinds[name]["running"] = n - sum(kinds[name].values())
    return kinds
