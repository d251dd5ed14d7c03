"""What a list that was taken over does differently from the one it was taken from, and where it still names the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.comparing import Change, differences
from onewindow.catalogue.keeping import kept_edition
from onewindow.catalogue.models import Edition
from onewindow.catalogue.placing import names_of
from onewindow.core.refusal import Refusal
from onewindow.journal.models import Event
from onewindow.places.directory import agency
from onewindow.web.items.vocabulary import SECTIONS
from onewindow.web.visit import visit_of

NUMBERED = ("doc_series",)
"""Fields that carry a place's own signs without naming it: they are always shown."""
STRUCK = "　"


@dataclass(frozen=True)
class Reminder:
    """A part that may still speak of the other agency, and the page of the editor that has it."""

    part: str
    text: str
    url: str


def comparison(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    row = kept_edition(edition_id, visit_of(request).by)
    source = _source(edition_id) if row else None
    if row is None or source is None:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    changes = differences(source.document, row.document)
    context = {
        "row": row, "source": source, "changes": changes,
        "here": agency(row.agency_code).name, "there": agency(source.agency_code).name,
        "reminders": list(_reminders(row, names_of(source.agency_code))),
        "editable": row.stage == "draft",
    }  # fmt: skip
    return render(request, "copying/comparison.html", context)


def _source(edition_id: UUID) -> Edition | None:
    """The edition it was taken over from, as the event says; None for one that began otherwise."""
    event = Event.objects.filter(thing_kind="edition", thing_id=edition_id, verb="copy").first()
    if event is None:
        return None
    body = json.loads(event.body)
    return Edition.objects.issued().filter(slug=body["from"], edition=body["from_edition"]).first()


def _reminders(row: Edition, names: tuple[str, ...]) -> Iterator[Reminder]:
    """The parts of the document that name the other place, told as the comparison tells a change."""
    for change in _naming(row.document, names):
        top = change.path.split("[")[0].split(".")[0]
        section = next((one.name for one in SECTIONS.values() if top in one.parts), "basic")
        yield Reminder(change.part, change.after, reverse("items-section", args=[row.pk, section]))


def _naming(document: Mapping[str, Any], names: tuple[str, ...]) -> list[Change]:
    found = differences(_without(document, names), document)
    return [change for change in found if change.kind == "changed"]


def _without(value: Any, names: tuple[str, ...], field: str = "") -> Any:
    """The same with the names struck out of every text, so that the comparison finds where they stood."""
    if isinstance(value, Mapping):
        return {name: _without(inner, names, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, names, field) for inner in value]
    if isinstance(value, str) and field not in {"id", "key", "slug"}:
        return STRUCK if field in NUMBERED or any(name in value for name in names) else value
    return value
