"""待发放: what lies on the shelf, by applicant; one card, number or name finds everything of that person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from onewindow.cases.models import Case
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.roles import Actor
from onewindow.issuance.counter import parties_found
from onewindow.issuance.models import Delivery, DeliveryQuerySet, Result
from onewindow.people.models import masked_number
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace, Turn
from onewindow.web.issue.frame import frame
from onewindow.web.review.turning import Keyset
from onewindow.web.visit import visit_of

PAGE, ELSEWHERE, LONGEST_QUERY = 40, 10, 80
ORDER = Keyset(("decided", datetime.fromisoformat), ("id", UUID))
"""The delivery clock runs from the decision, so the most overdue stand first."""


@dataclass(frozen=True)
class Row:
    """One case whose results lie here; `key` opens it from the keyboard."""

    delivery: Delivery
    results: Sequence[Result]
    face: ClockFace | None
    key: str = ""

    @property
    def shelves(self) -> str:
        return "、".join(dict.fromkeys(result.shelf for result in self.results if result.shelf))


@dataclass(frozen=True)
class Person:
    """One applicant with everything that waits for them on this page."""

    name: str
    number: str
    rows: Sequence[Row]


def shelf(request: HttpRequest) -> HttpResponse:
    """The shelf, or what was found; a single find opens at once."""
    visit = visit_of(request)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    waiting = (
        Delivery.objects.of_hall(visit.by.hall).filter(stage="ready").annotate(decided=F("case__decided_at"))
    )
    parties = parties_found(query) if query else set()
    if query:
        waiting = _of(waiting, parties, query)
    found, after = ORDER.page(waiting, request.GET.get("after", ""), PAGE)
    if len(found) == 1 and parties and not after:
        return redirect("issue-hand-out", no=found[0].case.no)
    rows = rows_of(found, "delivery", visit.at)
    context = {
        "q": query,
        "persons": _persons(rows if not query else _keyed(rows)),
        "elsewhere": _elsewhere(visit.by, parties, query) if parties or (query and not rows) else [],
        "turn": _turn(request, query, after),
    }
    return render(request, "issue/shelf.html", frame(request) | context)


def _of(waiting: DeliveryQuerySet, parties: set[UUID], query: str) -> DeliveryQuerySet:
    if parties:
        return waiting.filter(case__application__party__in=parties)
    return waiting.filter(case__applicant_name__contains=query)


def rows_of(deliveries: Sequence[Delivery], clock_name: str, now: datetime) -> list[Row]:
    """The deliveries with their results and clock: two statements."""
    ids = [delivery.case_id for delivery in deliveries]
    results: dict[UUID, list[Result]] = defaultdict(list)
    for result in Result.objects.filter(case__in=ids).order_by("no"):
        results[result.case_id].append(result)
    clocks = Clock.objects.open().filter(case_id__in=ids, name=clock_name)
    faces = {clock.case_id: clock_face(clock, now, work_calendar()) for clock in clocks}
    return [Row(d, results[d.case_id], faces.get(d.case_id)) for d in deliveries]


def _keyed(rows: Iterable[Row]) -> list[Row]:
    return [
        Row(row.delivery, row.results, row.face, str(place) if place < 10 else "")
        for place, row in enumerate(rows, 1)
    ]


def _persons(rows: Sequence[Row]) -> list[Person]:
    """Grouped by applicant, the person with the most urgent result first."""
    groups: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.delivery.case.application.party_id].append(row)
    persons = []
    for group in groups.values():
        party = group[0].delivery.case.application.party
        persons.append(Person(party.name, masked_number(party.facts()["number"]), group))
    return persons


def _elsewhere(by: Actor, parties: set[UUID], query: str) -> list[Case]:
    """Cases of the same person whose results do not lie here, so that the clerk can say where they are."""
    cases = Case.objects.for_actor(by).exclude(delivery__stage="ready").select_related("delivery")
    whose = {"application__party__in": parties} if parties else {"applicant_name__contains": query}
    return list(cases.filter(**whose).order_by("-received_at")[:ELSEWHERE])


def _turn(request: HttpRequest, query: str, after: str) -> Turn:
    base = f"{reverse('issue-shelf')}?" + (urlencode({"q": query}) + "&" if query else "")
    return Turn(
        previous_url=base.rstrip("?&") if "after" in request.GET else "",
        next_url=f"{base}after={after}" if after else "",
        words="上一页回到最早决定的",
    )
