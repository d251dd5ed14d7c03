"""Choosing the items of a batch: those in force that need at most one visit and stand on no list yet."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.batches.commands import edit
from onewindow.batches.models import Batch
from onewindow.batches.standing import candidates
from onewindow.catalogue.listing import Listed
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency
from onewindow.web.answering import new_key, submit
from onewindow.web.visit import Visit, visit_of

PAGE = 100
NOTHING_CHOSEN = "请先选择事项。"


def choosing(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    visit = visit_of(request)
    row = Batch.objects.kept_by(visit.by).filter(pk=batch_id).first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return _page(request, row)
    return submit(
        request,
        lambda: _enter(row, request.POST, visit),
        then=lambda answer: f"{reverse('batch', args=[answer['batch']])}?done=edit",
        again=lambda refusal: _page(request, row, refusal),
    )


def _enter(row: Batch, typed: QueryDict, visit: Visit) -> Answer:
    chosen = typed.getlist("items")
    if typed.get("which") == "all":
        chosen = [one.slug for one in _narrowed(row, typed, visit)]
    if not chosen:
        finding = Finding("items", NOTHING_CHOSEN)
        raise Refusal("batch-faulty", NOTHING_CHOSEN, status=422, findings=[finding])
    return edit(
        row.pk, title=row.title, publish_on=row.publish_on, add=chosen, by=visit.by, at=visit.at,
    )  # fmt: skip


def _narrowed(row: Batch, words: QueryDict, visit: Visit) -> list[Listed]:
    """The candidates of one agency (`agency`), with a word in their name (`q`)."""
    whose, text = words.get("agency", ""), words.get("q", "").strip()[:60]
    return [
        one
        for one in candidates(row.office, local(visit.at).date())
        if (not whose or one.agency == whose) and (not text or text in one.name or text in one.slug)
    ]


def _page(request: HttpRequest, row: Batch, refusal: Refusal | None = None) -> HttpResponse:
    visit, words = visit_of(request), request.POST if refusal else request.GET
    found = sorted(_narrowed(row, words, visit), key=lambda one: (one.agency, one.name))
    numbers = Counter(one.agency for one in candidates(row.office, local(visit.at).date()))
    page = Paginator(found, PAGE).get_page(words.get("page"))
    context = {
        "row": row, "page": page, "found": len(found), "q": words.get("q", "").strip()[:60],
        "whose": words.get("agency", ""), "lines": [(one, agency(one.agency).name) for one in page],
        "agencies": sorted((agency(code).name, code, n) for code, n in numbers.items()),
        "ticked": set(words.getlist("items")), "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "", "submission": new_key(),
    }  # fmt: skip
    return render(request, "batches/candidates.html", context)
