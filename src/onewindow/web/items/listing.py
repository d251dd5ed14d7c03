"""The items that a post keeps, as a tree of agencies; the base catalogue to claim from; what comes into force when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.commands import claim
from onewindow.catalogue.keeping import agencies_kept, kept_by
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.catalogue.models.edition import EditionQuerySet
from onewindow.catalogue.search import fold
from onewindow.core.calendar import local
from onewindow.core.lives import EDITION
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency, directory
from onewindow.web.answering import new_key, submit
from onewindow.web.visit import Visit, visit_of

PAGE = 60
HEAPS: dict[str, tuple[str, Q]] = {
    "": ("全部", ~Q(stage="discarded")),
    "draft": ("草稿", Q(stage="draft")),
    "submitted": ("待审核", Q(stage="submitted")),
    "published": ("已发布", Q(stage="published")),
    "ended": ("暂停和撤下", Q(stage__in=("suspended", "withdrawn"))),
}
STAGES = dict(EDITION.stages)
SIGNS: dict[str, str] = {
    "draft": "waiting", "submitted": "soon", "published": "done", "suspended": "paused", "withdrawn": "stopped",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One edition in a list."""

    row: Edition
    url: str
    sign: str
    agency: str
    when: str


def items(request: HttpRequest) -> HttpResponse:
    """Of each item the newest edition, and the drafts; those of one agency stand together."""
    visit = visit_of(request)
    heap = request.GET.get("heap", "")
    heap = heap if heap in HEAPS else ""
    today = local(visit.at).date()
    mine = Edition.objects.filter(kept_by(visit.by)).light()
    chosen = _sought(mine.filter(HEAPS[heap][1]), request.GET.get("q", "").strip()[:60])
    page = Paginator(chosen.order_by("agency_code", "slug", "-edition"), PAGE).get_page(
        request.GET.get("page")
    )
    lines = [line_of(row, today) for row in page]
    context = {
        "heaps": [(name, label, mine.filter(test).count()) for name, (label, test) in HEAPS.items()],
        "heap": heap, "q": request.GET.get("q", "")[:60],
        "groups": [(name, list(rows)) for name, rows in groupby(lines, key=lambda line: line.agency)],
        "page": page, "may_exchange": visit.by.role == "administrator",
    }  # fmt: skip
    return render(request, "items/items.html", context)


def line_of(row: Edition, today: date) -> Line:
    url = reverse("items-edition", args=[row.pk])
    when = ""
    if row.stage == "published" and row.effective_from:
        begun = row.effective_from <= today
        when = (
            f"{row.effective_from.isoformat()} 起施行"
            if begun
            else f"将于 {row.effective_from.isoformat()} 生效"
        )
    return Line(row, url, SIGNS.get(row.stage, "waiting"), agency(row.agency_code).name, when)


def bases(request: HttpRequest) -> HttpResponse:
    """基本目录: who claimed what, and what this post may still claim."""
    visit = visit_of(request)
    if request.method == "POST":
        code, whom = request.POST.get("base", ""), request.POST.get("agency", "")
        return submit(
            request,
            lambda: _claimed(code, whom, visit),
            then=lambda answer: reverse("items-edition", args=[UUID(answer["edition"])]),
            again=lambda refusal: _bases(request, refusal),
        )
    return _bases(request)


def _claimed(code: str, whom: str, visit: Visit) -> Answer:
    if not code or not whom:
        raise Refusal("draft-without-identity", "请选择要认领的事项和部门。", status=422)
    return claim(code, whom, by=visit.by, at=visit.at)


def calendar(request: HttpRequest) -> HttpResponse:
    """发布日历: what takes effect, ends or waits for its reviewer, by day."""
    visit = visit_of(request)
    today = local(visit.at).date()
    mine = Edition.objects.filter(kept_by(visit.by)).light()
    coming = mine.filter(stage__in=("published", "submitted"), effective_from__gt=today)
    days: dict[date, list[tuple[str, Line]]] = defaultdict(list)
    for row in coming:
        if row.effective_from:
            days[row.effective_from].append((_expected(row), line_of(row, today)))
    for row in mine.filter(stage="published", effective_to__gte=today):
        if row.effective_to:
            days[row.effective_to].append(("最后一天", line_of(row, today)))
    recent = [line_of(row, today) for row in mine.filter(stage="published").order_by("-published_at")[:12]]
    return render(
        request, "items/calendar.html", {"days": sorted(days.items()), "recent": recent, "today": today}
    )


def _expected(row: Edition) -> str:
    return "生效" if row.stage == "published" else "拟生效（待审核）"


def _sought(rows: EditionQuerySet, text: str) -> EditionQuerySet:
    """By name, an everyday name, pinyin or a code."""
    if not text:
        return rows
    word = fold(text)
    return rows.filter(
        Q(tokens__contains=word) | Q(initials__contains=word) | Q(code__contains=text) | Q(slug=text)
    )


def _bases(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    mine = agencies_kept(visit.by)
    claims: dict[str, list[Edition]] = defaultdict(list)
    for row in Edition.objects.exclude(stage="discarded").exclude(base_code="").light().order_by("-edition"):
        claims[row.base_code].append(row)
    text = request.GET.get("q", "").strip()[:60]
    items = list(BaseItemRow.objects.defer("document"))
    holders: dict[str, set[str]] = defaultdict(set)
    for base in items:
        holders[base.department] |= {row.agency_code for row in claims[base.code]}
    rows = [
        _base(base, claims[base.code], mine & holders[base.department])
        for base in items
        if text in base.name + base.code
    ]
    claimed = sum(bool(row["agencies"]) for row in rows)
    context = {
        "rows": rows, "claimed": claimed, "q": text, "submission": new_key(),
        "share": f"{100 * claimed / len(rows):.1f}" if rows else "0",
        "findings": refusal.findings if refusal else [], "message": refusal.message if refusal else "",
    }  # fmt: skip
    return render(request, "items/bases.html", context)


def _base(base: BaseItemRow, claims: list[Edition], able: frozenset[str]) -> dict[str, object]:
    """`able` are the agencies of this post that hold matters of the same department."""
    places, claimed = directory().agencies, {row.agency_code for row in claims}
    free = [places[code] for code in sorted(able - claimed) if places[code].division.level in base.levels]
    return {
        "base": base, "agencies": [places[code].name for code in sorted(claimed) if code in places],
        "free": free, "department": base.department,
    }  # fmt: skip
