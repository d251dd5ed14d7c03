"""What the counter hands on: the delivery of a case with its results and clocks, several in one commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Paper
from onewindow.cases.scope import visible
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.commit import Commit
from onewindow.sql.reading import fetch


@dataclass
class Parcel:
    """All results of one case; what is done with several parcels stands in one commit."""

    folder: Folder
    delivery: Delivery
    results: list[Result]

    @property
    def to_collect(self) -> dict[str, str]:
        """What must be collected on issue: {name: requirement}."""
        return {entry["name"]: entry["requirement"] for result in self.results for entry in result.collect}


def _ready(numbers: Sequence[str], by: Actor) -> QuerySet[Result]:
    mine = Result.objects.filter(visible(by, "case__"), case__no__in=numbers)
    return mine.with_intake().select_related("case__delivery").order_by("no")


def _clocks(cases: Sequence[UUID]) -> QuerySet[Clock]:
    return Clock.objects.filter(case_id__in=cases)


def _papers(cases: Sequence[UUID]) -> QuerySet[Paper]:
    return Paper.objects.filter(case__in=cases).order_by("barcode")


def open_parcels(numbers: Sequence[str], *, by: Actor, at: datetime, stage: str) -> list[Parcel]:
    """The parcels of these cases in the order asked for: two statements, however many.

    Raises Refusal `no-such-case` (404), `not-ready` (409) before the counter has the results,
    `wrong-stage` (409) naming the first delivery that is elsewhere.
    """
    results: dict[str, list[Result]] = defaultdict(list)
    for result in fetch(_ready, list(dict.fromkeys(numbers)), by):
        results[result.case.no].append(result)
    clocks: dict[UUID | None, list[Clock]] = defaultdict(list)
    for clock in fetch(_clocks, [group[0].case_id for group in results.values()]):
        clocks[clock.case_id].append(clock)
    commit = Commit(by=by, at=at)
    parcels = []
    for number in dict.fromkeys(numbers):
        if not results[number] or not hasattr(results[number][0].case, "delivery"):
            open_folder(number, by=by, at=at)
            raise Refusal("not-ready", "结果尚未由综合出件窗口接收，不能发放。")
        parcels.append(_parcel(commit, results[number], clocks))
    for parcel in parcels:
        if parcel.delivery.stage != stage:
            word = parcel.delivery.stage_label
            raise Refusal(
                "wrong-stage", f"办件 {parcel.folder.case.no} 的送达目前为“{word}”，不能办理这一步。"
            )
    return parcels


def _parcel(commit: Commit, results: list[Result], clocks: dict[UUID | None, list[Clock]]) -> Parcel:
    case = results[0].case
    for result in results:
        result.case = case
    delivery = case.delivery
    delivery.case = case
    place = Place(case.id, case.no, case.agency_code, case.hall_code)
    return Parcel(Folder(case, commit, Board(commit, place, clocks[case.id])), delivery, results)


def read_papers(parcels: Sequence[Parcel]) -> None:
    """Read the papers of all parcels in one statement."""
    papers: dict[UUID, list[Paper]] = defaultdict(list)
    for paper in fetch(_papers, [parcel.folder.case.id for parcel in parcels]):
        papers[paper.case_id].append(paper)
    for parcel in parcels:
        parcel.folder.__dict__["papers"] = papers[parcel.folder.case.id]
