"""本厅办件: the hall's cases, found by state, number or name."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from onewindow.cases.models import Case, CaseQuerySet, Paper, Request
from onewindow.core.roles import Actor
from onewindow.places.directory import agency
from onewindow.web.casework import binding_clocks, list_face
from onewindow.web.components import Turn
from onewindow.web.visit import visit_of

PAGE = 25
STATES: dict[str, tuple[str, Q]] = {
    "open": ("在办", Q(stage__in=("received", "accepted", "decided"))),
    "supplement": ("待补正", Q(waiting="supplement", stage="received")),
    "deferral": (
        "待补齐容缺",
        Q(pk__in=Request.objects.filter(what="deferral", stage="promised").values("case")),
    ),
    "received": ("已收件待受理", Q(stage="received")),
    "accepted": ("审查中", Q(stage="accepted")),
    "decided": ("待出件", Q(stage="decided")),
    "ended": ("已办结或终止", ~Q(stage__in=("received", "accepted", "decided"))),
    "all": ("全部", Q()),
}


def cases(request: HttpRequest) -> HttpResponse:
    """Newest first, one page at a time, each with the clock that binds it."""
    visit = visit_of(request)
    state = request.GET.get("state", "open")
    query = request.GET.get("q", "").strip()[:60]
    chosen = state if state in STATES else "open"
    page, turn = _page(_found(visit.by, chosen, query), request.GET, chosen, query)
    clocks = binding_clocks(page)
    rows = [(case, list_face(clocks, case, visit.at), agency(case.agency_code).name) for case in page]
    states = [(name, label) for name, (label, _) in STATES.items()]
    shown = {"rows": rows, "turn": turn, "states": states, "state": chosen, "q": query}
    return render(request, "desk/cases.html", shown)


def _found(by: Actor, state: str, query: str) -> CaseQuerySet:
    found = Case.objects.for_actor(by).filter(STATES[state][1])
    if not query:
        return found
    if query.isascii() and any(c.isdigit() for c in query):
        labelled = Paper.objects.filter(barcode=query.upper()).values("case")
        return found.filter(Q(no__istartswith=query) | Q(no__iendswith=query) | Q(pk__in=labelled))
    return found.filter(Q(applicant_name__icontains=query) | Q(item_name__icontains=query))


def _page(found: CaseQuerySet, get: QueryDict, state: str, query: str) -> tuple[list[Case], Turn]:
    """One page by keyset: `after` and `before` name the case at its edge."""
    back = _place(get.get("before", ""))
    onward = None if back else _place(get.get("after", ""))
    if back:
        at, key = back
        newer = found.filter(Q(received_at__gt=at) | Q(received_at=at, id__gt=key))
        rows = list(newer.order_by("received_at", "id")[: PAGE + 1])
        page, more, less = rows[:PAGE][::-1], True, len(rows) > PAGE
    else:
        if onward:
            at, key = onward
            found = found.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=key))
        rows = list(found.order_by("-received_at", "-id")[: PAGE + 1])
        page, more, less = rows[:PAGE], len(rows) > PAGE, onward is not None
    if not page:
        return [], Turn()
    previous = _url("before", page[0], state, query) if less else ""
    return page, Turn(previous_url=previous, next_url=_url("after", page[-1], state, query) if more else "")


def _place(text: str) -> tuple[datetime, UUID] | None:
    """The edge of a page as its address names it; None for what names none."""
    at, _, key = text.partition("_")
    try:
        moment, case = datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
    return (moment, case) if moment.tzinfo else None


def _url(way: str, case: Case, state: str, query: str) -> str:
    place = f"{case.received_at.isoformat()}_{case.id}"
    return "?" + urlencode({"state": state, "q": query, way: place})
