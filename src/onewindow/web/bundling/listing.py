"""The bundles that a post keeps, and the form by which a new one begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.bundles.commands import begin
from onewindow.bundles.commands.composing import led
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.search import fold
from onewindow.core.calendar import local
from onewindow.core.lives import BUNDLE
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import directory
from onewindow.web.answering import new_key, submit
from onewindow.web.bundling.desk import members_in
from onewindow.web.items.listing import SIGNS
from onewindow.web.visit import Visit, visit_of

PAGE = 40
LONGEST_QUERY = 60
LONGEST_NAME = 200
STAGES = dict(BUNDLE.stages)


@dataclass(frozen=True)
class Line:
    """One edition in the list."""

    row: BundleEdition
    url: str
    sign: str
    lead: str
    members: int
    promise: str
    when: str


def bundles(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    today = local(visit.at).date()
    mine = BundleEdition.objects.filter(lead__in=led(visit.by))
    stage, text = request.GET.get("stage", ""), request.GET.get("q", "").strip()[:LONGEST_QUERY]
    chosen = mine.filter(stage=stage) if stage in STAGES else mine.exclude(stage="discarded")
    if text:
        word = fold(text)
        chosen = chosen.filter(Q(tokens__contains=word) | Q(initials__contains=word) | Q(code__contains=text))
    page = Paginator(chosen.order_by("code", "-edition"), PAGE).get_page(request.GET.get("page"))
    numbers = dict(mine.order_by().values_list("stage").annotate(number=Count("pk")))
    whole = sum(number for name, number in numbers.items() if name != "discarded")
    context = {
        "lines": [_line(row, today) for row in page], "page": page, "stage": stage if stage in STAGES else "",
        "q": text, "may_begin": visit.by.role == "administrator" and bool(led(visit.by)),
        "stages": [("", "全部", whole), *((name, label, numbers.get(name, 0)) for name, label in STAGES.items())],
    }  # fmt: skip
    return render(request, "bundling/list.html", context)


def _line(row: BundleEdition, today: date) -> Line:
    place = directory().agencies.get(row.lead)
    promised = row.document.get("promised")
    when = ""
    if row.stage == "published" and row.effective_from:
        day = row.effective_from.isoformat()
        when = f"{day} 起办理" if row.effective_from <= today else f"将于 {day} 生效"
    return Line(
        row, reverse("bundling-bundle", args=[row.pk]), SIGNS.get(row.stage, "waiting"),
        place.name if place else row.lead, len(members_in(row.document)),
        row.bundle.promised.label if row.stage not in {"draft", "submitted", "discarded"} else _promise(promised), when,
    )  # fmt: skip


def _promise(promised: object) -> str:
    """What a draft says of its limit, whole or not."""
    from_draft = promised if isinstance(promised, dict) else {}
    units = {"working_day": "个工作日", "calendar_day": "天"}
    return (
        f"{from_draft.get('n')}{units.get(str(from_draft.get('unit')), '')}" if "n" in from_draft else "未写"
    )


def beginning(request: HttpRequest) -> HttpResponse:
    """Name a new bundle and its lead agency; the draft opens in the editor."""
    if request.method != "POST":
        return _form(request)
    visit = visit_of(request)
    return submit(
        request,
        lambda: _begun(request, visit),
        then=lambda answer: reverse("bundling-section", args=[answer["bundle"], "basic"]),
        again=lambda refusal: _form(request, refusal),
    )


def _begun(request: HttpRequest, visit: Visit) -> Answer:
    said = {name: request.POST.get(name, "").strip() for name in ("name", "slug", "code", "lead")}
    findings = [
        Finding(name, words)
        for name, words in (("name", "请写明这件事叫什么。"), ("lead", "请选择牵头部门。"))
        if not said[name]
    ]
    if len(said["name"]) > LONGEST_NAME:
        findings.append(Finding("name", f"最多{LONGEST_NAME}个字。"))
    taken = BundleEdition.objects.exclude(stage="discarded").filter(slug=said["slug"]).first()
    if said["slug"] and taken is not None:
        findings.append(
            Finding("slug", f"这个标识已经用于“{taken.name or taken.slug}”，它的下一版请从它的页面起草。")
        )
    if findings:
        raise Refusal("draft-without-identity", "请把这件事写明白。", status=422, findings=findings)
    return begin({name: value for name, value in said.items() if value}, by=visit.by, at=visit.at)


def _form(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    places = directory().agencies
    findings = refusal.findings if refusal else ()
    context = {
        "typed": {name: request.POST.get(name, "") for name in ("name", "slug", "code", "lead")},
        "leads": [(code, places[code].name) for code in sorted(led(visit_of(request).by))],
        "wrong": {one.field: one.message for one in findings}, "findings": findings,
        "message": refusal.message if refusal else "", "submission": new_key(),
    }  # fmt: skip
    return render(request, "bundling/new.html", context)
