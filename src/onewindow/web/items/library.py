"""共享材料库 and 字段字典: what is there, where it is used, what became of it, and a change of it proposed and answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.commands import sharing
from onewindow.catalogue.keeping import agencies_kept, keeps_library
from onewindow.catalogue.library import SHARED
from onewindow.catalogue.lint import Mark
from onewindow.catalogue.models import Edition, LibraryChange, LibraryEntry
from onewindow.catalogue.wording import said
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency_shown
from onewindow.web.answering import new_key, submit
from onewindow.web.items.checking import beside
from onewindow.web.items.parts import Document, shown_part, typed_part
from onewindow.web.items.vocabulary import ENTRIES, PART_OF, WORDED
from onewindow.web.visit import Visit, visit_of

ANSWERS: dict[str, Callable[..., Answer]] = {
    "adopt": sharing.adopt, "refuse": sharing.refuse, "withdraw": sharing.withdraw,
}  # fmt: skip
DONE: dict[str, str] = {
    "propose": "改动已提出，由另一人审核。", "adopt": "已采用。已有的清单不变；以后取用的按新的内容。",
    "refuse": "已答复不采用。", "withdraw": "已撤回。",
}  # fmt: skip
SIGNS: dict[str, str] = {"proposed": "soon", "adopted": "done", "refused": "stopped", "withdrawn": "stopped"}


@dataclass(frozen=True)
class Line:
    """An entry in the list; `note` is what it asks, `waits` whether a change of it waits for a second person."""

    name: str
    key: str
    url: str
    note: str
    waits: bool


@dataclass(frozen=True)
class User:
    """An edition that has a part of that key."""

    name: str
    agency: str
    edition: int
    url: str


@dataclass(frozen=True)
class Told:
    """A change with its differences: label, before, after."""

    row: LibraryChange
    sign: str
    differences: list[tuple[str, str, str]]


def library(request: HttpRequest, kind: str) -> HttpResponse:
    """All entries of a kind, and the changes that wait."""
    section = _section(kind)
    text = request.GET.get("q", "").strip()[:60]
    rows = LibraryEntry.objects.filter(kind=kind)
    waiting = dict(LibraryChange.objects.filter(kind=kind, stage="proposed").values_list("key", "before"))
    lines = [_line(row, row.key in waiting) for row in rows]
    found = [line for line in lines if text in line.name + line.key]
    fresh = [
        (key, reverse("items-library-entry", args=[kind, key])) for key, before in waiting.items() if before is None
    ]  # fmt: skip
    context = {
        "kind": kind, "section": section, "kinds": _kinds(), "rows": sorted(found, key=lambda line: line.name), "q": text,
        "fresh": fresh, "keeper": keeps_library(visit_of(request).by),
    }  # fmt: skip
    return render(request, "items/library.html", context)


def new_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of an entry that is not there yet."""
    _section(kind)
    return _form(request, kind, request.POST.get("key", "").strip(), None, new=True)


def entry(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """One entry: what it says, who uses it, what became of it; posted, a change is proposed."""
    _section(kind)
    row = LibraryEntry.objects.filter(kind=kind, key=key).first()
    if row is None and not LibraryChange.objects.filter(kind=kind, key=key).exists():
        raise Refusal("no-such-entry", "共享库没有这一条。", status=404)
    return _form(request, kind, key, row, new=False)


def answer(request: HttpRequest, change_id: UUID, verb: str) -> HttpResponse:
    """Adopt, refuse or take back what was proposed."""
    visit = visit_of(request)
    row = LibraryChange.objects.filter(pk=change_id).first()
    if row is None or verb not in ANSWERS:
        raise Refusal("no-such-change", "没有找到这处改动。", status=404)
    now = LibraryEntry.objects.filter(kind=row.kind, key=row.key).first()
    return submit(
        request,
        lambda: ANSWERS[verb](change_id, words=request.POST.get("words", ""), by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('items-library-entry', args=[row.kind, row.key])}?done={verb}",
        again=lambda refusal: _page(request, row.kind, row.key, now, refusal, answering=verb),
    )


def _form(request: HttpRequest, kind: str, key: str, row: LibraryEntry | None, *, new: bool) -> HttpResponse:
    if request.method != "POST":
        return _page(request, kind, key, row, new=new)
    visit, section = visit_of(request), ENTRIES[kind]
    typed = typed_part(section, request.POST, {}, dict(row.document) if row else {})
    reason = request.POST.get("reason", "")
    return submit(
        request,
        lambda: sharing.propose(kind, key, typed, new=new, reason=reason, by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('items-library-entry', args=[kind, key])}?done=propose",
        again=lambda refusal: _page(request, kind, key, row, refusal, typed=typed, new=new),
    )


def _page(
    request: HttpRequest, kind: str, key: str, row: LibraryEntry | None, refusal: Refusal | None = None, *,
    typed: Document | None = None, answering: str = "", new: bool = False,
) -> HttpResponse:  # fmt: skip
    visit, section = visit_of(request), ENTRIES[kind]
    document: Document = typed if typed is not None else dict(row.document) if row else {}
    changes = [] if new else [_told(one) for one in LibraryChange.objects.filter(kind=kind, key=key)]
    waiting = next((one for one in changes if one.row.stage == "proposed"), None)
    findings = refusal.findings if refusal else ()
    context = {
        "kind": kind, "key": key, "section": section, "row": row, "new": new, "changes": changes, "waiting": waiting,
        "name": _named(document, key), "editable": keeps_library(visit.by) and waiting is None and (new or row is not None),
        "fields": beside(shown_part(section, document, {}), _marks(findings), ""), "findings": findings,
        "message": refusal.message if refusal else "", "typed_reason": request.POST.get("reason", ""),
        "typed_words": request.POST.get("words", ""), "answering": answering, "submission": new_key(),
        **_steps(waiting, visit), "users": _users(kind, key, visit) if row else [],
        "done": DONE.get(request.GET.get("done", ""), ""), "key_wrong": _said_of(findings, "key"),
    }  # fmt: skip
    return render(request, "items/entry.html", context)


def _section(kind: str) -> Any:
    if kind not in SHARED:
        raise Refusal("no-such-page", "没有这一页。", status=404)
    return ENTRIES[kind]


def _kinds() -> list[tuple[str, str, str]]:
    return [(kind, ENTRIES[kind].label, reverse("items-library", args=[kind])) for kind in SHARED]


def _line(row: LibraryEntry, waits: bool) -> Line:
    note = str(row.document.get("help") or row.document.get("requirement") or "")
    url = reverse("items-library-entry", args=[row.kind, row.key])
    return Line(_named(row.document, row.key), row.key, url, note, waits)


def _named(document: Mapping[str, Any], key: str) -> str:
    return str(document.get("name") or document.get("label") or key)


def _marks(findings: Iterable[Finding]) -> list[Mark]:
    return [Mark("schema", "blocking", one.field, one.message, "") for one in findings]


def _said_of(findings: Iterable[Finding], field: str) -> str:
    return "；".join(one.message for one in findings if one.field == field)


def _told(row: LibraryChange) -> Told:
    before, differences = row.before or {}, []
    for field in WORDED[row.kind]:
        old, new = field.value(before), field.value(row.document)
        if old != new:
            differences.append(
                (field.label, said(field, old) if row.before is not None else "", said(field, new))
            )
    return Told(row, SIGNS[row.stage], differences)


def _steps(waiting: Told | None, visit: Visit) -> dict[str, Any]:
    """What this person may say to a change that waits, and why not the rest."""
    if waiting is None or not keeps_library(visit.by):
        return {"steps": [], "barred": ""}
    row = waiting.row
    done = {"library_change.propose": (row.proposer, row.proposer_for)}
    why = {verb: why_not(f"library_change.{verb}", visit.by, done) for verb in ANSWERS}
    barred = next((refusal.message for refusal in why.values() if refusal), "")
    may = [verb for verb, refusal in why.items() if refusal is None]
    own = sharing.proposed_by(row, visit.by)
    steps = [(verb, row.life.step(verb).label) for verb in may if own or verb != "withdraw"]
    return {"steps": steps, "barred": barred}


def _users(kind: str, key: str, visit: Visit) -> list[User]:
    """The editions in force that have a part of that key, and the drafts of this post."""
    mine = agencies_kept(visit.by)
    part = PART_OF[kind]
    rows = Edition.objects.in_force(local(visit.at).date()) | Edition.objects.open().filter(
        agency_code__in=mine
    )
    rows = rows.annotate(text=Cast("document", TextField())).filter(text__contains=f'"{key}"')
    columns = ("pk", "slug", "name", "edition", "agency_code", f"document__{part}")
    return [
        User(name or slug, agency_shown(code).name, edition, _link(pk, slug, code in mine))
        for pk, slug, name, edition, code, parts in rows.order_by("agency_code", "slug").values_list(*columns)
        if _has(parts, key)
    ]


def _has(parts: Sequence[Any] | None, key: str) -> bool:
    return any(isinstance(one, Mapping) and one.get("key") == key for one in parts or ())


def _link(edition: UUID, slug: str, kept: bool) -> str:
    return reverse("items-edition", args=[edition]) if kept else reverse("guide", args=[slug])
