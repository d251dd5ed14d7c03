"""中介机构名册: everybody on the registers that this post keeps, and how it went with them."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onewindow.core.life import NEW, next_steps
from onewindow.core.lives import INTERMEDIARY
from onewindow.intermediaries.models import Engagement, Intermediary, Tally, offices_of
from onewindow.web.visit import visit_of
from onewindow.web.watch.newest import newest

PAGE = 40


def register(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    mine = Intermediary.objects.kept_by(visit.by)
    stage, stages = request.GET.get("stage", ""), dict(INTERMEDIARY.stages)
    counts = dict(mine.order_by().values_list("stage").annotate(n=Count("id")))
    page, turn = newest(request, mine.filter(stage=stage) if stage in stages else mine, "recorded_at", PAGE)
    tallies = Engagement.objects.filter(intermediary__in=[row.id for row in page]).tallies(
        "intermediary_id", visit.at
    )
    shown = {"": sum(counts.values()), **counts}
    context = {
        "stages": [(name, label, shown.get(name, 0)) for name, label in {"": "全部", **stages}.items()],
        "stage": stage,
        "rows": [(row, [terms.service.name for terms in row.terms()], tallies.get(row.id, Tally())) for row in page],
        "turn": turn,
        "done": _brought(request),
        "may_record": bool(offices_of(visit.by)) and "record" in _open(visit.by.role),
    }  # fmt: skip
    return render(request, "register/list.html", context)


def _brought(request: HttpRequest) -> str:
    """What bringing in from the province's network did."""
    recorded, passed = (request.GET.get(name, "") for name in ("recorded", "passed"))
    if not all(text.isascii() and text.isdigit() and len(text) <= 3 for text in (recorded, passed)):
        return ""
    rest = f"{passed}家已经在册，或者没有本市清单上的服务，没有带入。" if passed != "0" else ""
    return f"带入{recorded}家，由另一名登记人员决定。{rest}"


def _open(role: str) -> set[str]:
    return {step.verb for step in next_steps(INTERMEDIARY, NEW, role)}
