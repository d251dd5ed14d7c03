"""事权下放: what was asked for and what became of it, and the form by which an administrator asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.keeping import agencies_kept
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local
from onewindow.core.life import NEW, next_steps
from onewindow.core.lives import DELEGATION
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.delegation.commands import ask
from onewindow.delegation.models import CAPACITIES, Delegation
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency
from onewindow.web.answering import new_key, submit
from onewindow.web.delegations.forms import Asking, read_day
from onewindow.web.visit import Visit, visit_of
from onewindow.web.watch.newest import newest

PAGE = 40
NAMED = {"slug": "请选择事项。", "to_agency": "请选择承接机关。"}


def delegations(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    mine = Delegation.objects.seen_by(visit.by)
    stage = request.GET.get("stage", "")
    stages = dict(DELEGATION.stages)
    chosen = mine.filter(stage=stage) if stage in stages else mine
    page, turn = newest(request, chosen, "asked_at", PAGE)
    context = {
        "stages": [
            (name, label, (mine.filter(stage=name) if name else mine).count())
            for name, label in {"": "全部", **stages}.items()
        ],
        "stage": stage,
        "rows": page,
        "turn": turn,
        "may_ask": any(step.verb == "ask" for step in next_steps(DELEGATION, NEW, visit.by.role)),
    }
    return render(request, "delegations/list.html", context)


def asking(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request)
    return submit(
        request,
        lambda: _ask(request),
        then=lambda answer: f"{reverse('delegation', args=[answer['delegation']])}?done=ask",
        again=lambda refusal: _form(request, refusal),
    )


def _ask(request: HttpRequest) -> Answer:
    visit, typed = visit_of(request), request.POST
    unnamed = [Finding(name, words) for name, words in NAMED.items() if not typed.get(name)]
    if unnamed:
        raise Refusal("delegation-incomplete", "承接请求还不完整。", status=422, findings=unnamed)
    return ask(
        typed["slug"], typed["to_agency"], form=typed.get("form", ""),
        effective_from=read_day(typed.get("effective_from", "")), reason=typed.get("reason", ""),
        capacity={name: typed.get(name, "") for name in CAPACITIES}, by=visit.by, at=visit.at,
    )  # fmt: skip


def _form(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    form = Asking(request.POST if refusal else request.GET or None, refusal.findings if refusal else ())
    form.offer(items=_items(visit), agencies=_agencies(visit.by))
    context = {
        "form": form,
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "delegations/ask.html", context)


def _items(visit: Visit) -> list[tuple[str, str]]:
    """Every item in force with who handles it; of a post that covers certain matters only those."""
    rows = Edition.objects.in_force(local(visit.at).date()).light()
    rows = rows.filter(slug__in=sorted(visit.by.matters)) if visit.by.matters else rows
    found = rows.order_by("agency_code", "name").values_list("slug", "name", "agency_code")
    return [(slug, f"{name}（{agency(code).name}）") for slug, name, code in found]


def _agencies(by: Actor) -> list[tuple[str, str]]:
    return [(code, agency(code).name) for code in sorted(agencies_kept(by))]
