"""最多跑一次: the batches that a post sees, a new one, and where lists and catalogue disagree."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.batches.commands import draw_up
from onewindow.batches.models import Batch, BatchQuerySet
from onewindow.batches.offices import office_of_post, pledging_for
from onewindow.batches.standing import Difference, candidates, differences
from onewindow.core.calendar import local
from onewindow.core.lives import BATCH
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency_shown
from onewindow.web.answering import new_key, submit
from onewindow.web.batches.forms import Terms
from onewindow.web.delegations.forms import read_day
from onewindow.web.visit import Visit, visit_of
from onewindow.web.watch.newest import newest

PAGE = 40
LISTED = Q(entries__state="listed")


def batches(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    mine = Batch.objects.seen_by(visit.by)
    stage = request.GET.get("stage", "")
    stages = dict(BATCH.stages)
    page, turn = newest(
        request, counted(mine.filter(stage=stage) if stage in stages else mine), "drawn_at", PAGE
    )
    office, today = office_of_post(visit.by), local(visit.at).date()
    numbers = dict(mine.order_by().values_list("stage").annotate(n=Count("pk")))
    context = {
        "stages": [
            (name, label, numbers.get(name, 0) if name else sum(numbers.values()))
            for name, label in {"": "全部", **stages}.items()
        ],
        "stage": stage, "rows": page, "turn": turn, "office": agency_shown(office).name if office else "",
        "at_odds": len(differences(office, today)) if office else 0,
        "candidates": len(candidates(office, today)) if office else 0,
        "mine": sum(pledging_for(visit.by) not in row.pledges for row in page if row.stage == "pledging")
        if pledging_for(visit.by) else 0,
    }  # fmt: skip
    return render(request, "batches/list.html", context)


def counted(rows: BatchQuerySet) -> BatchQuerySet:
    """Each with the number of its items and of the agencies whose heads pledge for it."""
    return rows.annotate(
        items=Count("entries", filter=LISTED),
        agencies=Count("entries__agency_code", filter=~Q(entries__state="dropped"), distinct=True),
    )


def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _new(request)
    return submit(
        request,
        lambda: _draw_up(visit_of(request), request.POST),
        then=lambda answer: reverse("batch-candidates", args=[answer["batch"]]),
        again=lambda refusal: _new(request, refusal),
    )


def _draw_up(visit: Visit, typed: QueryDict) -> Answer:
    office = office_of_post(visit.by)
    if not office:
        raise Refusal("not-your-step", "批次由同级行政审批局编制，不是您当前岗位的步骤。", status=403)
    return draw_up(
        office, title=typed.get("title", ""), publish_on=read_day(typed.get("publish_on", "")), by=visit.by,
        at=visit.at,
    )  # fmt: skip


def _new(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    office = office_of_post(visit_of(request).by)
    findings = refusal.findings if refusal else ()
    context = {
        "form": Terms(request.POST if refusal else None, findings), "findings": findings,
        "message": refusal.message if refusal else "", "office": agency_shown(office) if office else None,
        "submission": new_key(),
    }  # fmt: skip
    return render(request, "batches/new.html", context)


def at_odds(request: HttpRequest) -> HttpResponse:
    """差异: what was promised and is no longer so, what stands on the wrong list, what stands on none."""
    visit = visit_of(request)
    office = office_of_post(visit.by)
    found = differences(office, local(visit.at).date()) if office else []
    rows = [(one, agency_shown(one.agency_code).name, _where(one)) for one in found]
    return render(request, "batches/differences.html", {"rows": rows, "office": office})


def _where(one: Difference) -> str:
    if one.entry is not None:
        return f"{reverse('batch', args=[one.entry.batch_id])}?item={one.slug}#strike"
    return f"{reverse('negative-list')}?item={one.slug}"
