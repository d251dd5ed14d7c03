"""One page of the editor of bundles: a part of the document as fields, with the marks of the check beside them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from onewindow.bundles.commands import edit
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.places.directory import agency
from onewindow.web.answering import submit
from onewindow.web.bundling.answers import answered, typed_answers
from onewindow.web.bundling.desk import Desk, items_of, members_in, named, open_bundle
from onewindow.web.bundling.fitting import fitted
from onewindow.web.bundling.marks import marks_of
from onewindow.web.bundling.vocabulary import MEMBERS, SECTIONS
from onewindow.web.items.checking import beside, elsewhere
from onewindow.web.items.parts import Document, is_number, shown_part, typed_part, value_at
from onewindow.web.items.vocabulary import Section

NEW = "new"
MOVES = {"up": -1, "down": 1}
SUGGESTED = 300
"""So many items are suggested by name; any other can still be written."""


def section(request: HttpRequest, bundle_id: UUID, name: str, place: str = "") -> HttpResponse:
    """Show a page of the editor, or save what was typed on it. `place` is the number of a part, or `new`."""
    desk, page = open_bundle(request, bundle_id), _section(name)
    if request.method != "POST":
        return _page(request, desk, page, place)
    if not desk.is_draft:
        raise Refusal("wrong-stage", f"这一版目前为“{desk.row.stage_label}”，不能修改。")
    document, there = _changed(desk, page, place, request)
    version = request.POST.get("version", "")
    return submit(
        request,
        lambda: edit(
            bundle_id, document, version=int(version) if is_number(version) else -1, by=desk.visit.by, at=desk.visit.at
        ),
        then=lambda _: there,
        again=lambda refusal: _page(request, desk, page, place, refusal, document),
    )  # fmt: skip


def check(request: HttpRequest, bundle_id: UUID, name: str, place: str = "") -> HttpResponse:
    """The marks of what is typed so far, without saving it."""
    desk, page = open_bundle(request, bundle_id), _section(name)
    document, _ = _changed(desk, page, place, request)
    return render(request, "items/marks.html", _fields(desk, page, place, document) | {"oob": True})


def _section(name: str) -> Section:
    if name not in SECTIONS:
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return SECTIONS[name]


def _changed(desk: Desk, page: Section, place: str, request: HttpRequest) -> tuple[Document, str]:
    """The document with what was typed, and the page to go to when it is saved."""
    act = request.POST.get("act", "save")
    document = deepcopy(desk.row.document)
    here = reverse("bundling-section", args=[desk.row.pk, page.name])
    if not page.part:
        return _without_empty(typed_part(page, request.POST, document, document)), here
    parts = document[page.part] = list(document.get(page.part, []))
    if place == NEW:
        parts.append(_typed(request, desk, page, document, {}))
        return document, _url(desk, page, len(parts) - 1)
    n = _number(place, parts)
    if act == "remove":
        del parts[n]
        return _without_empty(document), here
    if act in MOVES:
        to = min(max(n + MOVES[act], 0), len(parts) - 1)
        parts.insert(to, parts.pop(n))
        return document, _url(desk, page, to)
    parts[n] = _typed(request, desk, page, document, parts[n])
    return document, _url(desk, page, n)


def _typed(request: HttpRequest, desk: Desk, page: Section, document: Document, before: Document) -> Document:
    """One part of a list as it was typed; a member with the answers to its item's questions and an id of its own."""
    part = typed_part(page, request.POST, document, before)
    if page.part != MEMBERS:
        return part
    part["item"] = _slug_of(str(part.get("item", "")), desk)
    guide = items_of({MEMBERS: [part]}, desk.shown_on).get(part["item"])
    part["answers"] = typed_answers(request.POST, guide, document)
    if not part.get("id"):
        part["id"] = _free_id(part["item"], {str(one.get("id")) for one in members_in(document)})
    return {name: value for name, value in part.items() if value not in ("", {})}


def _slug_of(said: str, desk: Desk) -> str:
    """The item that somebody means by its name or its slug, of several the lead's own; else what was typed."""
    in_force = Edition.objects.in_force(desk.shown_on)
    named_so = list(in_force.filter(name=said).order_by("slug").values_list("slug", "agency_code"))
    found = [slug for slug, _ in named_so]
    own = [slug for slug, whose in named_so if whose == desk.row.lead]
    return next((one[0] for one in (found, own) if len(one) == 1), said)


def _free_id(item: str, taken: set[str]) -> str:
    stem = "".join(one if one.isascii() and one.isalnum() else "_" for one in item.lower())[:30].strip("_")
    stem = stem if stem[:1].isalpha() else f"m_{stem}".rstrip("_")
    number = 1
    while (key := stem if number == 1 else f"{stem}_{number}") in taken:
        number += 1
    return key


def _page(
    request: HttpRequest, desk: Desk, page: Section, place: str, refusal: Refusal | None = None,
    document: Document | None = None,
) -> HttpResponse:  # fmt: skip
    saved = named(desk.row.document, desk.items).get(page.part, []) if page.part else []
    if page.part and not place and saved:
        return redirect(_url(desk, page, 0))
    if place and place != NEW:
        _number(place, saved)
    context = {
        **desk.context(page.name), **_fields(desk, page, place, document or desk.row.document), "section": page,
        "place": place, "is_new": place == NEW,
        "listed": [
            (n, str(value_at(part, page.title) or "（未填写）"), _url(desk, page, n)) for n, part in enumerate(saved)
        ],
        "findings": refusal.findings if refusal else [], "message": refusal.message if refusal else "",
        "new_url": reverse("bundling-part", args=[desk.row.pk, page.name, NEW]),
        "suggested": _suggested(desk) if page.part == MEMBERS and desk.is_draft else [],
    }  # fmt: skip
    return render(request, "bundling/section.html", context)


def _suggested(desk: Desk) -> list[tuple[str, str]]:
    rows = Edition.objects.in_force(desk.shown_on).order_by("name", "slug")
    return list(rows.values_list("slug", "name")[:SUGGESTED])


def _fields(desk: Desk, page: Section, place: str, document: Document) -> dict[str, Any]:
    """The fields of the part that is open with their marks, and the marks that stand beside none of them."""
    found = marks_of(document, desk.today)
    if page.part and not place:
        return {"fields": [], "marks_left": desk.placed(found)}
    parts = document.get(page.part, []) if page.part else []
    n = len(parts) - 1 if place == NEW and document is not desk.row.document else -1
    n = _number(place, parts) if place not in {"", NEW} else n
    part: Document = document if not page.part else parts[n] if n >= 0 else {}
    items = desk.items if document is desk.row.document else items_of(document, desk.shown_on)
    mine = [
        mark
        for mark in desk.pages.of_section(found, page)
        if mark.field.startswith(f"{page.part}[{n}]" if page.part else "")
    ]
    shown = _shown(desk, page, part, document, items)
    fields = beside(shown, mine, f"{page.part}[{n}]" if page.part else "")
    questions = answered(part, items.get(str(part.get("item"))), document) if page.part == MEMBERS else ()
    guide = items.get(str(part.get("item")))
    return {
        "fields": fields, "questions": list(questions), "marks_left": desk.placed(elsewhere(fields, found)),
        "item_name": f"{guide.name}，{agency(guide.agency).name}" if guide else "",
    }  # fmt: skip


def _shown(
    desk: Desk, page: Section, part: Document, document: Document, items: Mapping[str, Any]
) -> list[Any]:
    """The fields; a member is never offered itself, but a question that is called as it is."""
    whole = named(document, items)
    own = part.get("id") if page.part == MEMBERS else None
    known = {name: value for name, value in part.items() if name != "id" or own is None}
    shown = shown_part(fitted(page, part, document, items, desk.visit.by), known, whole)
    return [
        replace(one, choices=tuple(choice for choice in one.choices if choice[0] != own))
        if one.field.control == "parts"
        else one
        for one in shown
    ]


def _number(place: str, parts: list[Any]) -> int:
    n = int(place) if is_number(place) else -1
    if not 0 <= n < len(parts):
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return n


def _url(desk: Desk, page: Section, n: int) -> str:
    return reverse("bundling-part", args=[desk.row.pk, page.name, n])


def _without_empty(document: Document) -> Document:
    """Without lists and groups of fields of which nothing is left."""
    return {name: value for name, value in document.items() if value not in ([], {})}
