"""Examining an installation: every invariant over every case, sheet and number, while the platform runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from uuid import UUID

from django.db import connection

from onewindow.cases.models import Case
from onewindow.core.refusal import Refusal
from onewindow.invariants import (
    batches,
    cards,
    clocks,
    copies,
    decisions,
    deputies,
    documents,
    intake,
    journal,
    notices,
    numbers,
    papers,
    privacy,
    replay,
    requests,
    results,
)
from onewindow.invariants.breach import REGISTERED, Breach, Invariant
from onewindow.invariants.reading import Batch, CaseFile, case_batches
from onewindow.invariants.sheets import sheet_batches
from onewindow.journal.models import Event

THEMES = (
    numbers, journal, intake, decisions, deputies, clocks, cards, requests, notices, copies, papers, results, documents, privacy,
    batches, replay,
)  # fmt: skip
"""The modules whose predicates are registered by being read."""
KEPT = 100
"""How many breaches of one invariant are named; all are counted."""
Progress = Callable[[str, int], None]


@dataclass
class Examined:
    """How one invariant fared: what was looked at, what broke, and how long the looking took."""

    invariant: Invariant
    looked_at: int = 0
    broken: int = 0
    breaches: list[Breach] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, found: Iterator[Breach]) -> None:
        began = perf_counter()
        for breach in found:
            self.broken += 1
            if len(self.breaches) < KEPT:
                self.breaches.append(breach)
        self.seconds += perf_counter() - began


def examine(
    only: Collection[str] = (), *, since: datetime | None = None, progress: Progress = lambda what, many: None
) -> list[Examined]:
    """Look at everything, or at the invariants named in `only`, and tell of each how it fared.

    With `since`, of cases and sheets only those in which something happened from then on; what holds of
    the whole installation is looked at whole. Nothing is written and no writer is made to wait.
    Raises Refusal `no-such-invariant` (404).
    """
    chosen = [Examined(invariant) for invariant in _chosen(only)]
    by_scope = {scope: [e for e in chosen if e.invariant.scope == scope] for scope in ("case", "sheet")}
    if by_scope["case"]:
        _cases(by_scope["case"], since, progress)
    if by_scope["sheet"]:
        _sheets(by_scope["sheet"], since, progress)
    for examined in chosen:
        if examined.invariant.scope == "installation":
            with snapshot():
                examined.add(examined.invariant.in_installation())
            examined.looked_at = 1
            progress(examined.invariant.code, 1)
    return chosen


def examine_case(case: Case) -> list[Breach]:
    """Every breach of one case, for whoever has just changed it."""
    file = CaseFile(case, Batch([case]))
    return [breach for invariant in REGISTERED.values() for breach in invariant.in_case(file)]


@contextmanager
def snapshot() -> Iterator[None]:
    """What is read inside is of one moment, without taking the writers' turn."""
    if connection.in_atomic_block:
        yield
        return
    isolation = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{isolation}")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _chosen(only: Collection[str]) -> list[Invariant]:
    unknown = sorted(set(only) - set(REGISTERED))
    if unknown:
        raise Refusal("no-such-invariant", f"没有这样的不变式：{'、'.join(unknown)}。", status=404)
    return [invariant for code, invariant in REGISTERED.items() if not only or code in only]


def _cases(chosen: list[Examined], since: datetime | None, progress: Progress) -> None:
    batches = case_batches(_touched(since) if since else None)
    done = 0
    while True:
        with snapshot():
            batch = next(batches, None)
            if batch is None:
                return
            for examined in chosen:
                _look(examined, batch)
        done += len(batch.cases)
        progress("cases", done)


def _look(examined: Examined, batch: Batch) -> None:
    """One invariant over one batch; the time that reading took is nobody's."""
    reading = batch.seconds_reading
    for case in batch.cases:
        examined.add(examined.invariant.in_case(CaseFile(case, batch)))
    examined.looked_at += len(batch.cases)
    examined.seconds -= batch.seconds_reading - reading


def _sheets(chosen: list[Examined], since: datetime | None, progress: Progress) -> None:
    batches = sheet_batches(since)
    done = 0
    while True:
        with snapshot():
            files = next(batches, None)
            if files is None:
                return
            for examined in chosen:
                for file in files:
                    examined.add(examined.invariant.in_sheet(file))
                examined.looked_at += len(files)
        done += len(files)
        progress("sheets", done)


def _touched(since: datetime) -> set[UUID]:
    """The cases in which something happened from then on: their ids stand in every event of theirs."""
    found: set[UUID] = set()
    events = Event.objects.filter(id__gte=first_id(since), at__gte=since)
    for kind, thing_id, touches in events.values_list("thing_kind", "thing_id", "touches").iterator():
        if kind == "case":
            found.add(thing_id)
        found.update(UUID(name[5:]) for name in touches if name.startswith("case:"))
    return found


def first_id(at: datetime) -> UUID:
    """Below every id that was made from this instant on: ids begin with their millisecond."""
    return UUID(int=int(at.timestamp() * 1000) << 80)
