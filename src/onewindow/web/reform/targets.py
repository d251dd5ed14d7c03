"""目标: every share, count and limit of the policy documents, with its live value and the items behind it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onewindow.core.calendar import local
from onewindow.reform.readings import ground
from onewindow.reform.targets import documents
from onewindow.web.reform.shown import STATES, Shown, behind, counted, shown_of
from onewindow.web.visit import visit_of


def targets(request: HttpRequest) -> HttpResponse:
    on = ground(local(visit_of(request).at).date())
    shelf = documents()
    rows = shown_of(shelf.held.values(), on)
    opened = next((row for row in rows if row.target.id == request.GET.get("target")), None)
    state = request.GET.get("state", "")
    groups: dict[str, list[Shown]] = {}
    for row in rows:
        if state not in STATES or row.state == state:
            groups.setdefault(row.target.group, []).append(row)
    context = {
        "groups": groups.items(),
        "total": len(on.editions),
        "states": [(key, label, counted(rows)[key]) for key, (label, _) in STATES.items()],
        "state": STATES[state][0] if state in STATES else "",
        "faults": shelf.findings,
        "opened": opened.target if opened else None,
        "split": opened is not None and opened.is_split,
        "outside": behind(opened.found.outside, opened.target.unit) if opened else [],
        "inside": behind(opened.found.inside, opened.target.unit) if opened else [],
    }
    return render(request, "reform/targets.html", context)
