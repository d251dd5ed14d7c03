"""本厅办件: the hall's cases, found by state, number or name."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
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
_PLACE = re.compile(r"(\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d)_([0-9a-f-]{36})")


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


def _page(found: CaseQuerySet, get: dict[str, str], state: str, query: str) -> tuple[list[Case], Turn]:
    """One page by keyset: `after` and `before` name the case at its edge."""
    back = _PLACE.fullmatch(get.get("before", ""))
    onward = None if back else _PLACE.fullmatch(get.get("after", ""))
    if back:
        at, key = datetime.fromisoformat(back[1]), back[2]
        newer = found.filter(Q(received_at__gt=at) | Q(received_at=at, id__gt=key))
        page = list(newer.order_by("received_at", "id")[: PAGE + 1])
        more, page = len(page) > PAGE, page[:PAGE][::-1]
        return page, Turn(previous_url=_url("before", page[0], state, query) if more and page else "",
                          next_url=_url("after", page[-1], state, query) if page else "")  # fmt: skip
    if onward:
        at, key = datetime.fromisoformat(onward[1]), onward[2]
        found = found.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=key))
    page = list(found.order_by("-received_at", "-id")[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    return page, Turn(previous_url=_url("before", page[0], state, query) if onward and page else "",
                      next_url=_url("after", page[-1], state, query) if more else "")  # fmt: skip


def _url(way: str, case: Case, state: str, query: str) -> str:
    place = f"{case.received_at.isoformat()}_{case.id}"
    return "?" + urlencode({"state": state, "q": query, way: place})
