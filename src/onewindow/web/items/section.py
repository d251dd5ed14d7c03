"""One page of the editor: a part of the document as fields, with the marks of the check beside them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from onewindow.catalogue.commands import edit, edit_and_submit
from onewindow.catalogue.comparing.names import Names
from onewindow.catalogue.wording import BY_PATH, ITEM, said
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.web.answering import submit
from onewindow.web.items.checking import beside, elsewhere, marks_of
from onewindow.web.items.desk import framed
from onewindow.web.items.drafts import Desk, open_edition
from onewindow.web.items.looking import VIEWS, look
from onewindow.web.items.offering import offered, taken_up
from onewindow.web.items.parts import (
    Document,
    is_number,
    parts_of,
    put_parts,
    shown_part,
    typed_part,
    value_at,
)
from onewindow.web.items.vocabulary import SECTIONS, SETTLED, Section

NEW = "new"
MOVES = {"up": -1, "down": 1}


def section(request: HttpRequest, edition_id: UUID, name: str, place: str = "") -> HttpResponse:
    """Show a page of the editor, or save what was typed on it. `place` is the number of a part, or `new`."""
    desk, page = open_edition(request, edition_id), _section(name)
    if request.method != "POST":
        return _page(request, desk, page, place)
    if not desk.is_draft:
        raise Refusal("wrong-stage", f"这一版目前为“{desk.row.stage_label}”，不能修改。")
    act = request.POST.get("act", "save")
    document, there = _changed(desk, page, place, request, act)

    def save() -> Answer:
        version, by, at = _version(request), desk.visit.by, desk.visit.at
        if act == "submit":
            reason = request.POST.get("reason", "")
            return edit_and_submit(edition_id, document, version=version, reason=reason, by=by, at=at)
        return edit(edition_id, document, version=version, by=by, at=at)

    return submit(
        request, save,
        then=lambda _: reverse("items-edition", args=[edition_id]) if act == "submit" else there,
        again=lambda refusal: _page(request, desk, page, place, refusal, document),
    )  # fmt: skip


@framed
def check(request: HttpRequest, edition_id: UUID, name: str, place: str = "") -> HttpResponse:
    """The marks of what is typed so far, or with `look` how it looks, without saving it."""
    desk, page = open_edition(request, edition_id), _section(name)
    document, _ = _changed(desk, page, place, request, "save")
    if (view := request.POST.get("look", "")) in VIEWS:
        return look(request, desk, document, view)
    return render(request, "items/marks.html", _fields(desk, page, place, document) | {"oob": True})


def _section(name: str) -> Section:
    if name not in SECTIONS:
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return SECTIONS[name]


def _changed(desk: Desk, page: Section, place: str, request: HttpRequest, act: str) -> tuple[Document, str]:
    """The document with what was typed, and the page to go to when it is saved."""
    document = deepcopy(desk.row.document)
    here = reverse("items-section", args=[desk.row.pk, page.name])
    if not page.part:
        return typed_part(page, request.POST, document, document, desk.fixed), here
    parts = parts_of(document, page)
    if page.whole in desk.fixed:
        return document, here
    if place == NEW:
        parts.append(typed_part(page, request.POST, document, {}))
        put_parts(document, page, parts)
        return document, _url(desk, page, len(parts) - 1)
    n = _number(place, parts)
    if act == "remove":
        del parts[n]
        put_parts(document, page, parts)
        return document, here
    if act in MOVES:
        to = min(max(n + MOVES[act], 0), len(parts) - 1)
        parts.insert(to, parts.pop(n))
        put_parts(document, page, parts)
        return document, _url(desk, page, to)
    parts[n] = typed_part(page, request.POST, document, parts[n])
    put_parts(document, page, parts)
    return document, _url(desk, page, n)


def _page(
    request: HttpRequest, desk: Desk, page: Section, place: str, refusal: Refusal | None = None,
    document: Document | None = None,
) -> HttpResponse:  # fmt: skip
    shown = document or desk.row.document
    parts = parts_of(shown, page) if page.part else []
    if page.part and not place and parts:
        return redirect(_url(desk, page, 0))
    saved = parts_of(desk.row.document, page) if page.part else []
    if place and place != NEW:
        _number(place, parts or saved)
    listed = [(n, _title(page, part, desk.row.document), _url(desk, page, n)) for n, part in enumerate(saved)]
    context = {
        **desk.context(page.name), **_fields(desk, page, place, shown, request.GET.get("use", "")), "section": page, "place": place,
        "listed": listed, "is_new": place == NEW, "locked": bool(page.part) and page.whole in desk.fixed,
        "findings": refusal.findings if refusal else [], "message": refusal.message if refusal else "",
        "offered": offered(page) if place == NEW else [], "use": request.GET.get("use", ""), "settled": _settled(shown) if page is SECTIONS["basic"] else [],
        "looks": VIEWS,
        "typed_reason": request.POST.get("reason", ""),
        "new_url": reverse("items-part", args=[desk.row.pk, page.name, NEW]),
    }  # fmt: skip
    return render(request, "items/section.html", context)


def _fields(desk: Desk, page: Section, place: str, document: Document, use: str = "") -> dict[str, Any]:
    """The fields of the part that is open with their marks, and the marks that stand beside none of them.

    What this page makes wrong on another keeps the edition from being published just as well: it is told here too.
    """
    found = marks_of(document)
    marks = desk.pages.of_section(found, page)
    others = [mark for mark in found if mark.severity == "blocking" and mark not in marks]
    if page.part and not place:
        return {"fields": [], "marks_left": desk.placed([*marks, *others])}
    parts = parts_of(document, page) if page.part else []
    n = len(parts) - 1 if place == NEW and document is not desk.row.document else -1
    n = _number(place, parts) if place not in {"", NEW} else n
    begun = taken_up(page, use) if place == NEW else {}
    part: Document = document if not page.part else parts[n] if n >= 0 else begun
    prefix = f"{page.part}[{n}]" if page.part else ""
    mine = [mark for mark in marks if not prefix or mark.field.startswith(prefix)]
    fields = beside(shown_part(page, part, document, desk.fixed), mine, prefix)
    return {"fields": fields, "marks_left": desk.placed([*elsewhere(fields, mine), *others])}


def _number(place: str, parts: list[Any]) -> int:
    n = int(place) if is_number(place) else -1
    if not 0 <= n < len(parts):
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return n


def _version(request: HttpRequest) -> int:
    """The version that was worked on; none at all was never the present one."""
    text = request.POST.get("version", "")
    return int(text) if is_number(text) else -1


def _url(desk: Desk, page: Section, n: int) -> str:
    return reverse("items-part", args=[desk.row.pk, page.name, n])


def _title(page: Section, part: Any, document: Document) -> str:
    """What a part of a list is called; conditions are told by the words of their questions."""
    value = value_at(part, page.title) if isinstance(part, dict) else None
    field = BY_PATH[page.part].field(page.title)
    return Names.of(document).said(field, value) if value else "（未填写）"


def _settled(document: Document) -> list[tuple[str, str, str]]:
    """Label, value and who settles it, of what no page edits."""
    fields = [(ITEM.field(path), path, why) for path, why in SETTLED.items()]
    return [(one.label, said(one, value_at(document, path)), why) for one, path, why in fields if one]
