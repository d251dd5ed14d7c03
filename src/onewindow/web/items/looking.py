"""Looking at an edition beforehand: as the public, on a phone, in large type, as the clerk's handbook, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue import schema
from onewindow.catalogue.comparing import differences
from onewindow.catalogue.flow import flow_charts
from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema import EditionInvalid, read
from onewindow.core.refusal import Finding, Refusal
from onewindow.documents.printer import printer
from onewindow.places.directory import agency_shown
from onewindow.web.guides.handbook import handbook_data
from onewindow.web.guides.page import guide_page
from onewindow.web.guides.sheet import sheet_data
from onewindow.web.guides.situation import situation_of
from onewindow.web.items.desk import framed
from onewindow.web.items.drafts import Desk, open_edition
from onewindow.web.papers.views import pdf_response

VIEWS: dict[str, str] = {
    "public": "公众页面",
    "phone": "手机",
    "elder": "长辈版",
    "handbook": "标准化手册",
    "form": "申请表",
    "print": "打印",
}
SEEN_IN = {"public": "public", "phone": "public", "elder": "elder"}


def preview(request: HttpRequest, edition_id: UUID, view: str) -> HttpResponse:
    """The edition as it will look, in a frame; a draft that cannot be read yet says why."""
    desk = _viewed(request, edition_id, view)
    context = {
        **desk.context(), "view": view, "view_label": VIEWS[view], "unreadable": desk.pages.findings(_faults(desk), edition_id),
        "frame": reverse("items-frame", args=[edition_id, view]),
        "views": [(name, label, reverse("items-preview", args=[edition_id, name])) for name, label in VIEWS.items()],
    }  # fmt: skip
    return render(request, "items/preview.html", context)


@framed
def frame(request: HttpRequest, edition_id: UUID, view: str) -> HttpResponse:
    """The page inside the preview's frame."""
    desk = _viewed(request, edition_id, view)
    return _shown(request, desk, desk.row.guide, view)


def look(request: HttpRequest, desk: Desk, document: Mapping[str, Any], view: str) -> HttpResponse:
    """The same of a document as it is typed so far, saved nowhere; what cannot be read yet says why."""
    try:
        return _shown(request, desk, read(document), view)
    except EditionInvalid as invalid:
        faults = desk.pages.findings(invalid.findings, desk.row.pk)
        return render(request, "items/unseen.html", {"unreadable": faults})


def _shown(request: HttpRequest, desk: Desk, guide: schema.Edition, view: str) -> HttpResponse:
    if view == "print":
        sheet = printer().render("service_guide", sheet_data(situation_of(guide, {})))
        return pdf_response(sheet, f"{guide.name}办事指南（第{guide.edition}版）.pdf")
    if view == "form":
        blank = {"guide": guide, "agency": agency_shown(guide.agency), "here": "guide"}
        return render(request, "portal/blank_form.html", blank)
    if view == "handbook":
        version = {"state": "future", "label": desk.row.stage_label, "row": desk.row}
        book = {
            "guide": guide,
            "book": handbook_data(guide),
            "version": version,
            "charts": flow_charts(guide),
        }
        return render(request, "desk/handbook.html", book)
    answered_at = reverse("items-frame", args=[desk.row.pk, view])
    return render(
        request, "portal/guide.html", guide_page(guide, request.GET, answered_at) | {"mode": SEEN_IN[view]}
    )


def _viewed(request: HttpRequest, edition_id: UUID, view: str) -> Desk:
    if view not in VIEWS:
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return open_edition(request, edition_id)


def _faults(desk: Desk) -> tuple[Finding, ...]:
    """What keeps the document from being read; nothing when it can be."""
    try:
        read(desk.row.document)
    except EditionInvalid as invalid:
        return invalid.findings
    return ()


def changes(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """What this edition changes against an earlier one, by default the one before."""
    desk = open_edition(request, edition_id)
    others = list(
        Edition.objects.issued().filter(slug=desk.row.slug).exclude(pk=edition_id).order_by("-edition")
    )
    against = desk.compared_with(others, request.GET.get("with", ""))
    found = differences(against.document, desk.row.document) if against else []
    context = {**desk.context(), "against": against, "others": others, "changes": found}
    return render(request, "items/changes.html", context)
