"""督办: what was urged, what was answered, and what is settled."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.life import next_steps
from onewindow.core.lives import URGING
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.places.directory import agency
from onewindow.supervision.commands.answer import end_urging
from onewindow.supervision.models import Urging
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.visit import visit_of
from onewindow.web.watch.done import done_line
from onewindow.web.watch.newest import newest

PAGE = 40
STAGES: dict[str, str] = {"answered": "已答复待销号", "sent": "待答复", "ended": "已销号", "": "全部"}


def urgings(request: HttpRequest) -> HttpResponse:
    return _page(request)


def ending(request: HttpRequest, urging_id: UUID) -> HttpResponse:
    """销号."""
    visit = visit_of(request)
    return submit(
        request,
        lambda: end_urging(urging_id, by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('watch-urgings')}?stage=answered&done=ended",
        again=lambda refusal: _page(request, refusal),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    mine = Urging.objects.for_actor(visit.by)
    stage = request.GET.get("stage", "")
    chosen = mine.filter(stage=stage) if stage and stage in STAGES else mine
    page, turn = newest(request, chosen.select_related("case"), "sent_at", PAGE)
    clocks = Clock.objects.filter(thing_id__in=[one.id for one in page], name="urging")
    faces = {clock.thing_id: clock_face(clock, visit.at, work_calendar()) for clock in clocks}
    context = {
        "stages": [
            (name, label, (mine.filter(stage=name) if name else mine).count())
            for name, label in STAGES.items()
        ],
        "stage": stage,
        "rows": [(one, agency(one.agency_code).name, faces.get(one.id)) for one in page],
        "may_end": {one.id for one in page if _may_end(one, visit.by)},
        "turn": turn,
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "done": done_line(request),
        "submission": new_key(),
    }
    return render(request, "watch/urgings.html", context)


def _may_end(urging: Urging, by: Actor) -> bool:
    """A supervisor, or the manager who urged."""
    steps = next_steps(URGING, urging.stage, by.role)
    return any(step.verb == "end" for step in steps) and (by.role == "supervisor" or urging.is_from(by))
