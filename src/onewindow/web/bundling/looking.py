"""Looking at a bundle beforehand as the public will see it, and at what an edition changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.bundles.models import BundleEdition
from onewindow.bundles.schema import BundleInvalid, read
from onewindow.bundles.wording import GROUPS
from onewindow.catalogue.comparing import differences
from onewindow.core.refusal import Finding, Refusal
from onewindow.web.bundling.desk import Desk, members_in, named, open_bundle
from onewindow.web.guides.bundle import bundle_page
from onewindow.web.items.desk import framed

VIEWS: dict[str, str] = {"public": "公众页面", "phone": "手机", "elder": "长辈版"}
MODES = {"public": "public", "phone": "public", "elder": "elder"}


def preview(request: HttpRequest, bundle_id: UUID, view: str) -> HttpResponse:
    """The bundle as it will look, in a frame; a draft that cannot be shown yet says why."""
    desk = _viewed(request, bundle_id, view)
    context = {
        **desk.context(), "view": view, "view_label": VIEWS[view], "unreadable": desk.pages.findings(_faults(desk), bundle_id),
        "frame": reverse("bundling-frame", args=[bundle_id, view]),
        "views": [(name, label, reverse("bundling-preview", args=[bundle_id, name])) for name, label in VIEWS.items()],
    }  # fmt: skip
    return render(request, "bundling/preview.html", context)


@framed
def frame(request: HttpRequest, bundle_id: UUID, view: str) -> HttpResponse:
    """The page inside the preview's frame."""
    desk = _viewed(request, bundle_id, view)
    given = {key: str(value) for key, value in request.GET.items()}
    context = bundle_page(desk.row.bundle, desk.items, given, request.path)
    return render(request, "portal/bundle.html", context | {"mode": MODES[view], "here": "bundles"})


def _viewed(request: HttpRequest, bundle_id: UUID, view: str) -> Desk:
    if view not in VIEWS:
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return open_bundle(request, bundle_id)


def _faults(desk: Desk) -> tuple[Finding, ...]:
    """What keeps the document from being read; nothing when it can be."""
    try:
        read(desk.row.document)
    except BundleInvalid as invalid:
        return invalid.findings
    return ()


def changes(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """What this edition changes against another, by default the one before."""
    desk = open_bundle(request, bundle_id)
    others = list(
        BundleEdition.objects.issued().filter(slug=desk.row.slug).exclude(pk=bundle_id).order_by("-edition")
    )
    against = desk.compared_with(others, request.GET.get("with", ""))
    found = differences(_plainly(against, desk), _plainly(desk.row, desk), GROUPS) if against else []
    context = {**desk.context(), "against": against, "others": others, "changes": found}
    return render(request, "bundling/changes.html", context)


def _plainly(row: BundleEdition, desk: Desk) -> dict[str, Any]:
    """The document with its members as people call them and what is answered for them in words."""
    document = named(row.document, desk.items)
    listed = members_in(document)
    names = {one.get("id"): one["label"] for one in listed}
    members = [
        {
            **one, "answers": _said(one.get("answers")), "after": _called(one.get("after"), names),
            "excludes": _called(one.get("excludes"), names),
        }
        for one in listed
    ]  # fmt: skip
    return {**document, "members": members} if members else document


def _called(ids: Any, names: Mapping[Any, str]) -> Any:
    return [names.get(one, one) for one in ids] if isinstance(ids, list) else ids


def _said(answers: Any) -> list[str] | None:
    """What is answered for a member: each of its item's questions by its id."""
    found = []
    for name, one in answers.items() if isinstance(answers, Mapping) else ():
        mapped = one if isinstance(one, Mapping) else {}
        meant = mapped.get("map")
        pairs = [f"{key}→{value}" for key, value in meant.items()] if isinstance(meant, Mapping) else []
        source = f"总是{mapped['fixed']}" if "fixed" in mapped else f"看{mapped.get('question')}的回答"
        found.append("，".join([f"{name}：{source}", *pairs]))
    return found or None
