"""负面清单: what cannot be done with at most one visit, with reason and law; listing and removing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.batches.commands import list_negative, remove_negative
from onewindow.batches.models import NegativeEntry
from onewindow.batches.offices import office_of_post
from onewindow.batches.rules import batch_rules
from onewindow.batches.standing import beyond
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency_shown
from onewindow.web.answering import new_key, submit
from onewindow.web.batches.forms import Negative
from onewindow.web.visit import Visit, visit_of

DONE = {"list": "已列入负面清单。", "remove": "已移出负面清单。"}


def negative(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    return submit(
        request,
        lambda: _list(visit_of(request), request.POST),
        then=lambda _: f"{reverse('negative-list')}?done=list",
        again=lambda refusal: _page(request, refusal),
    )


def _list(visit: Visit, typed: QueryDict) -> Answer:
    slug = typed.get("slug", "")
    if not slug:
        finding = Finding("slug", "请选择事项。")
        raise Refusal("negative-incomplete", "负面清单的事项还不完整。", status=422, findings=[finding])
    return list_negative(
        slug, ground=typed.get("ground", ""), reason=typed.get("reason", ""),
        basis=typed.get("basis", ""), by=visit.by, at=visit.at,
    )  # fmt: skip


def removal(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """移出."""
    visit, reason = visit_of(request), request.POST.get("reason", "")
    return submit(
        request,
        lambda: remove_negative(entry_id, reason=reason, by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('negative-list')}?done=remove",
        again=lambda refusal: _page(request, refusal, entry_id),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None, removing: UUID | None = None) -> HttpResponse:
    visit = visit_of(request)
    office = office_of_post(visit.by)
    rows = list(NegativeEntry.objects.kept_by(visit.by).listed())
    listing = refusal is not None and removing is None
    findings = refusal.findings if refusal else ()
    asked = request.GET.get("item", "")
    form = Negative(
        request.POST if listing else {"slug": asked} if asked else None, findings if listing else ()
    )
    known = {row.slug for row in rows}
    items = beyond(office, local(visit.at).date()) if office else []
    form.offer(
        items=[
            (one.slug, f"{one.name}（{agency_shown(one.agency).name}，到现场{one.visits}次）")
            for one in items
            if one.slug not in known
        ],
        grounds=batch_rules().grounds,
    )
    context = {
        "rows": rows, "form": form if office else None, "office": agency_shown(office).name if office else "",
        "findings": findings, "message": refusal.message if refusal else "", "removing": removing,
        "typed_reason": request.POST.get("reason", ""), "done": DONE.get(request.GET.get("done", "")),
        "submission": new_key(), "asked": asked,
    }  # fmt: skip
    return render(request, "batches/negative.html", context)
