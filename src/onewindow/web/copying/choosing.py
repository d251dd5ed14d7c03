"""照搬认领: the lists of other agencies that those of this post may take over, and taking one over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.commands import copy
from onewindow.catalogue.keeping import agencies_kept
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.catalogue.search import fold
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.journal.models import Event
from onewindow.places.directory import agency, directory
from onewindow.places.models import Agency
from onewindow.web.answering import new_key, submit
from onewindow.web.visit import Visit, visit_of

PAGE = 40
LONGEST_QUERY = 60
LOOKED_AT = 100
"""Of how many of the newest drafts those that were taken over are named beside the list."""


@dataclass(frozen=True)
class Offer:
    """An edition in force, and the agencies of this post that may take it over."""

    row: Edition
    holder: str
    free: tuple[Agency, ...]


def choosing(request: HttpRequest) -> HttpResponse:
    return _page(request)


def copying(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Take this edition over; the answer is the page of what is different."""
    visit = visit_of(request)
    return submit(
        request,
        lambda: _copied(edition_id, request.POST.get("agency", ""), visit),
        then=lambda answer: reverse("items-copy", args=[answer["edition"]]),
        again=lambda refusal: _page(request, refusal, edition_id),
    )


def _copied(edition_id: UUID, whom: str, visit: Visit) -> Answer:
    """Raises Refusal `draft-without-identity` (422) when no agency was chosen."""
    if not whom and Edition.objects.published().filter(pk=edition_id).exists():
        message = "请选择由哪个部门承接。"
        raise Refusal("draft-without-identity", message, status=422, findings=[Finding("agency", message)])
    if not whom:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    return copy(edition_id, whom, by=visit.by, at=visit.at)


def _page(request: HttpRequest, refusal: Refusal | None = None, refused: UUID | None = None) -> HttpResponse:
    visit = visit_of(request)
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    rows = Edition.objects.in_force(local(visit.at).date()).light()
    item = request.GET.get("item", "")[:LONGEST_QUERY]
    if item:
        rows = rows.filter(slug=item)
    elif text:
        rows = rows.filter(tokens__contains=fold(text)) | rows.filter(initials__contains=fold(text))
    offers = offered(rows.order_by("base_code", "agency_code"), agencies_kept(visit.by))
    page = Paginator(offers, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "q": text, "item": item, "submission": new_key(), "taken": _taken_over(visit),
        "refused": refused, "typed": request.POST.get("agency", ""),
        "findings": refusal.findings if refusal else [], "message": refusal.message if refusal else "",
    }  # fmt: skip
    return render(request, "copying/choosing.html", context)


def _taken_over(visit: Visit) -> list[tuple[str, str, str]]:
    """The drafts that were taken over and are not out yet: name, agency, and the page of what is different."""
    rows = Edition.objects.open().filter(agency_code__in=agencies_kept(visit.by)).light()
    newest = list(rows.order_by("-changed_at")[:LOOKED_AT])
    events = Event.objects.filter(thing_kind="edition", thing_id__in=[row.pk for row in newest], verb="copy")
    taken = set(events.values_list("thing_id", flat=True))
    return [
        (row.name, agency(row.agency_code).name, reverse("items-copy", args=[row.pk]))
        for row in newest
        if row.pk in taken
    ]


def offered(rows: Iterable[Edition], mine: frozenset[str]) -> list[Offer]:
    """The editions that some of `mine` may take over: of its level, of the same department, without a list so far.

    An agency belongs to the departments of whose base items it has a list. Where none of them does, those without any list so far may. Two
    statements beside the rows.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    taken = Edition.objects.exclude(stage="discarded").exclude(base_code="")
    for base_code, agency_code in taken.values_list("base_code", "agency_code").distinct():
        claims[base_code].add(agency_code)
    bases = {base.code: base for base in BaseItemRow.objects.defer("document")}
    holders: dict[str, set[str]] = defaultdict(set)
    for base in bases.values():
        holders[base.department] |= claims[base.code]
    new = mine - set().union(*claims.values())
    places = directory().agencies
    found: list[Offer] = []
    for row in rows:
        base_of = bases.get(row.base_code)
        if base_of is None:
            continue
        able = (mine & holders[base_of.department] or new) - claims[row.base_code]
        free = [places[code] for code in sorted(able) if places[code].division.level in base_of.levels]
        if free:
            found.append(Offer(row, agency(row.agency_code).name, tuple(free)))
    return found
