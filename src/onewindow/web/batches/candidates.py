"""Choosing the items of a batch: those in force that need at most one visit and stand on no list yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.batches.commands import edit
from onewindow.batches.models import Batch
from onewindow.batches.standing import candidates
from onewindow.catalogue.listing import Listed
from onewindow.catalogue.schema.kinds import ITEM_TYPES
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency_shown
from onewindow.web.answering import new_key, submit
from onewindow.web.visit import Visit, visit_of

PAGE = 100
LONGEST_WORD = 60
NOTHING_CHOSEN = "请先选择事项。"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to: an agency, a type of items, a word in the name. An empty one narrows nothing."""

    agency: str
    type: str
    q: str

    @classmethod
    def of(cls, words: QueryDict) -> Self:
        return cls(words.get("agency", ""), words.get("type", ""), words.get("q", "").strip()[:LONGEST_WORD])

    def among(self, items: Iterable[Listed]) -> list[Listed]:
        """By agency, within it by type and name."""
        met = [
            item
            for item in items
            if self.agency in ("", item.agency)
            and self.type in ("", item.item_type)
            and (self.q in item.name or self.q in item.slug)
        ]
        return sorted(met, key=lambda item: (item.agency, item.item_type, item.name))

    @property
    def query(self) -> str:
        return urlencode({"agency": self.agency, "type": self.type, "q": self.q})


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
        chosen = [one.slug for one in Wanted.of(typed).among(candidates(row.office, local(visit.at).date()))]
    if not chosen:
        finding = Finding("items", NOTHING_CHOSEN)
        raise Refusal("batch-faulty", NOTHING_CHOSEN, status=422, findings=[finding])
    return edit(
        row.pk, title=row.title, publish_on=row.publish_on, add=chosen, by=visit.by, at=visit.at,
    )  # fmt: skip


def _page(request: HttpRequest, row: Batch, refusal: Refusal | None = None) -> HttpResponse:
    words = request.POST if refusal else request.GET
    offered = candidates(row.office, local(visit_of(request).at).date())
    wanted = Wanted.of(words)
    found = wanted.among(offered)
    page = Paginator(found, PAGE).get_page(words.get("page"))
    agencies, types = Counter(one.agency for one in offered), Counter(one.item_type for one in offered)
    context = {
        "row": row, "page": page, "found": len(found), "wanted": wanted,
        "lines": [(one, agency_shown(one.agency).name) for one in page],
        "agencies": sorted((agency_shown(code).name, code, n) for code, n in agencies.items()),
        "types": [(label, code, types[code]) for code, label in ITEM_TYPES.items() if code in types],
        "ticked": set(words.getlist("items")), "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "", "submission": new_key(),
    }  # fmt: skip
    return render(request, "batches/candidates.html", context)
