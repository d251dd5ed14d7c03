"""中介委托 at the window: the applicant chooses on the screen, the window records it, and later what was delivered."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.life import next_steps
from onewindow.core.lives import ENGAGEMENT
from onewindow.core.refusal import Refusal
from onewindow.intermediaries.commands import deliver, end
from onewindow.intermediaries.models import Engagement
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.clockfaces import clock_face
from onewindow.web.desk.choosing import CODE
from onewindow.web.visit import visit_of
from onewindow.web.watch.newest import newest

PAGE = 25
DONE = {"engage": "委托已登记。", "deliver": "交付已登记，委托人可以凭查询密码评价。", "end": "委托已解除。"}


def engagements(request: HttpRequest) -> HttpResponse:
    """The hall's engagements, newest first, each with its clock."""
    visit = visit_of(request)
    stage, stages = request.GET.get("stage", ""), dict(ENGAGEMENT.stages)
    mine = Engagement.objects.for_actor(visit.by).whole()
    page, turn = newest(request, mine.filter(stage=stage) if stage in stages else mine, "engaged_at", PAGE)
    clocks = {clock.thing_id: clock for clock in Clock.objects.filter(thing_id__in=[row.id for row in page])}
    calendar = work_calendar()
    context = {
        "rows": [(row, clock_face(clocks[row.id], visit.at, calendar, "委托")) for row in page],
        "turn": turn,
        "stage": stage,
        "stages": [("", "全部"), *stages.items()],
    }
    return render(request, "desk/engagements.html", context)


def engagement(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    return _page(request, engagement_id)


def delivery(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    visit, number = visit_of(request), request.POST.get("report_no", "")
    act = lambda: deliver(engagement_id, report_no=number, by=visit.by, at=visit.at)  # noqa: E731
    return _submit(request, engagement_id, "deliver", act)


def ending(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    visit, reason = visit_of(request), request.POST.get("reason", "")
    act = lambda: end(engagement_id, reason=reason, by=visit.by, at=visit.at)  # noqa: E731
    return _submit(request, engagement_id, "end", act)


def _submit(request: HttpRequest, engagement_id: UUID, verb: str, act: Callable[[], Answer]) -> HttpResponse:
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('desk-engagement', args=[engagement_id])}?done={verb}",
        again=lambda refusal: _page(request, engagement_id, refusal),
    )


def _page(request: HttpRequest, engagement_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    row = Engagement.objects.for_actor(visit.by).whole().filter(pk=engagement_id).first()
    if row is None:
        raise Http404
    clock = Clock.objects.get(thing_id=row.id)
    kept = request.session.get(CODE) or {}
    context = {
        "row": row,
        "face": clock_face(clock, visit.at, work_calendar(), "委托"),
        "steps": {step.verb for step in next_steps(ENGAGEMENT, row.stage, visit.by.role)},
        "query_code": kept.get("code", "") if kept.get("id") == str(row.id) else "",
        "typed": {name: request.POST.get(name, "")[:500] for name in ("report_no", "reason")},
        "wrong": {finding.field: finding.message for finding in refusal.findings} if refusal else {},
        "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "",
        "done": DONE.get(request.GET.get("done", "")),
        "submission": new_key(),
    }
    return render(request, "desk/engagement.html", context)
