"""Cases and sheets with everything about them, read in batches: one statement a table and batch, no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from time import perf_counter
from typing import Any, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db.models import Model, QuerySet

from onewindow.cases.models import Case, Paper, Request, Submission
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.clocks.models import Clock
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.handover.models import Sheet
from onewindow.invariants.entries import Entry, entries
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event, LivingThing, Thing
from onewindow.supervision.models import Card, Urging

BATCH = 250
SWEPT_BEFORE = timedelta(minutes=10)
"""A sweep works through its backlog in order of time, and tries what failed again after ten minutes."""
Row = TypeVar("Row", bound=Model)


@lru_cache(maxsize=2048)
def pinned(edition_id: UUID) -> Edition:
    """A published edition cannot change: each is read once a process."""
    return Edition.objects.get(pk=edition_id)


class Batch:
    """Some cases and, as soon as one is asked for, all their rows of a table."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.cases = cases
        self.ids = [case.id for case in cases]
        self.seconds_reading = 0.0
        for case in cases:
            case.edition = pinned(case.edition_id)

    def _of(self, rows: QuerySet[Row], column: str = "case_id") -> dict[UUID, list[Row]]:
        found: dict[UUID, list[Row]] = defaultdict(list)
        for row in rows.filter(**{f"{column}__in": self.ids}).order_by("id"):
            found[getattr(row, column)].append(row)
        return found

    def timed(self, name: str) -> Any:
        """A table's rows by case, and how long reading them took."""
        if name not in self.__dict__:
            began = perf_counter()
            getattr(self, name)
            self.seconds_reading += perf_counter() - began
        return getattr(self, name)

    @cached_property
    def clocks(self) -> dict[UUID, list[Clock]]:
        return self._of(Clock.objects.all())

    @cached_property
    def requests(self) -> dict[UUID, list[Request]]:
        return self._of(Request.objects.all())

    @cached_property
    def submissions(self) -> dict[UUID, list[Submission]]:
        return self._of(Submission.objects.all())

    @cached_property
    def papers(self) -> dict[UUID, list[Paper]]:
        return self._of(Paper.objects.all())

    @cached_property
    def results(self) -> dict[UUID, list[Result]]:
        return self._of(Result.objects.all())

    @cached_property
    def deliveries(self) -> dict[UUID, list[Delivery]]:
        return self._of(Delivery.objects.all())

    @cached_property
    def documents(self) -> dict[UUID, list[Document]]:
        return self._of(Document.objects.select_related("subject"))

    @cached_property
    def cards(self) -> dict[UUID, list[Card]]:
        return self._of(Card.objects.all())

    @cached_property
    def urgings(self) -> dict[UUID, list[Urging]]:
        return self._of(Urging.objects.all())

    @cached_property
    def swept_until(self) -> datetime | None:
        """Up to when every alert has been acted on: shortly before the newest card fell."""
        newest = (
            Event.objects.filter(thing_kind="card", verb="fall").order_by("-id").values_list("at", flat=True)
        )
        last = newest.first()
        return last - SWEPT_BEFORE if last else None

    @cached_property
    def evidence(self) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = defaultdict(list)
        rows = Evidence.objects.filter(case_no__in=[case.no for case in self.cases])
        for row in rows.select_related("party__key").order_by("id"):
            found[row.case_no].append(row)
        return found

    @cached_property
    def sheets(self) -> dict[UUID, Sheet]:
        """The sheets on which papers and results of these cases stand."""
        papers = {paper.sheet_id for rows in self.papers.values() for paper in rows if paper.sheet_id}
        results = {row.sheet_id for rows in self.results.values() for row in rows if row.sheet_id}
        return {sheet.id: sheet for sheet in Sheet.objects.filter(pk__in=papers | results)}

    @cached_property
    def journals(self) -> dict[UUID, list[Entry]]:
        """The journal of every living thing of these cases."""
        by_kind: dict[str, list[UUID]] = defaultdict(list)
        for case in self.cases:
            for thing in (case, case.application, *self._things(case.id)):
                by_kind[thing.thing_kind()].append(thing.id)
        found: dict[UUID, list[Entry]] = {}
        for kind, ids in by_kind.items():
            found |= entries(kind, list(dict.fromkeys(ids)))
        return found

    def _things(self, case_id: UUID) -> Iterator[LivingThing]:
        tables: tuple[Any, ...] = (
            self.requests, self.papers, self.results, self.deliveries, self.documents, self.cards, self.urgings,
        )  # fmt: skip
        for rows in tables:
            yield from rows.get(case_id, ())


@dataclass(frozen=True)
class CaseFile:
    """One case with everything that is stored about it."""

    case: Case
    batch: Batch

    def _rows(self, table: str) -> list[Any]:
        found: list[Any] = self.batch.timed(table).get(self.case.id, [])
        return found

    @property
    def guide(self) -> schema.Edition:
        return self.case.edition.guide

    @property
    def edition_at_intake(self) -> Edition:
        """The edition under which it was taken in, also after it went over to another."""
        moves = self.happened(self.case, "repin")
        return pinned(UUID(moves[0].body["from"]["id"])) if moves else self.case.edition

    @property
    def clocks(self) -> list[Clock]:
        return self._rows("clocks")

    @property
    def requests(self) -> list[Request]:
        return self._rows("requests")

    @property
    def submissions(self) -> list[Submission]:
        return self._rows("submissions")

    @property
    def papers(self) -> list[Paper]:
        return self._rows("papers")

    @property
    def results(self) -> list[Result]:
        return self._rows("results")

    @property
    def delivery(self) -> Delivery | None:
        return next(iter(self._rows("deliveries")), None)

    @property
    def documents(self) -> list[Document]:
        return self._rows("documents")

    @property
    def cards(self) -> list[Card]:
        return self._rows("cards")

    @property
    def urgings(self) -> list[Urging]:
        return self._rows("urgings")

    @property
    def evidence(self) -> list[Evidence]:
        found: list[Evidence] = self.batch.timed("evidence").get(self.case.no, [])
        return found

    def sheet(self, sheet_id: UUID | None) -> Sheet | None:
        found: Sheet | None = self.batch.timed("sheets").get(sheet_id)
        return found

    def journal(self, thing: Thing) -> list[Entry]:
        """What happened to a thing of this case, in order."""
        found: list[Entry] = self.batch.timed("journals").get(thing.id, [])
        return found

    def printed(self, document: Document) -> dict[str, Any]:
        """What the paper says; nothing when its seal does not open, which `document-data` tells."""
        try:
            return document.data()
        except (InvalidTag, ValueError):
            return {}

    def happened(self, thing: Thing, *verbs: str) -> list[Entry]:
        return [entry for entry in self.journal(thing) if entry.verb in verbs]

    @property
    def things(self) -> Iterable[LivingThing]:
        """All that has a life in this case, the case and its application first."""
        yield self.case
        yield self.case.application
        for rows in (self.requests, self.papers, self.results, self._rows("deliveries")):
            yield from rows
        for more in (self.documents, self.cards, self.urgings):
            yield from more


def case_batches(ids: Iterable[UUID] | None = None) -> Iterator[Batch]:
    """All cases, or those named, oldest first; a batch is read at a time and then forgotten."""
    if ids is not None:
        wanted = sorted(ids)
        for start in range(0, len(wanted), BATCH):
            yield Batch(_cases(Case.objects.filter(pk__in=wanted[start : start + BATCH])))
        return
    after: UUID | None = None
    while True:
        rows = Case.objects.filter(pk__gt=after) if after else Case.objects.all()
        cases = _cases(rows)
        if not cases:
            return
        yield Batch(cases)
        after = cases[-1].id


def _cases(rows: QuerySet[Case]) -> list[Case]:
    return list(rows.select_related("application__party__key").order_by("pk")[:BATCH])
