"""The choices of the editor's fields that hang on the document and on what is there: agencies, halls, items, fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from onewindow.bundles.commands.composing import led
from onewindow.catalogue.schema import Edition as Guide
from onewindow.core.roles import Actor
from onewindow.places.directory import directory
from onewindow.web.bundling.desk import members_in, named
from onewindow.web.bundling.vocabulary import JOINT
from onewindow.web.items.parts import value_at
from onewindow.web.items.vocabulary import Choices, Field, Section

Items = Mapping[str, Guide]
PAPER_FORM = "form"


def fitted(
    section: Section, part: Mapping[str, Any], document: Mapping[str, Any], items: Items, by: Actor
) -> Section:
    """The section with the choices that this part of this document has."""
    fields = tuple(
        replace(field, choices=_kept(tuple(offered), value_at(part, field.path)))
        if (offered := _offered(section, field, part, document, items, by)) is not None
        else field
        for field in section.fields
    )
    return replace(section, fields=fields)


def _offered(
    section: Section, field: Field, part: Mapping[str, Any], document: Mapping[str, Any], items: Items, by: Actor
) -> Iterator[tuple[str, str]] | None:  # fmt: skip
    places = directory()
    match field.path:
        case "lead":
            whose = places.agencies if section.part == JOINT else led(by)
            return ((code, places.agencies[code].name) for code in sorted(whose))
        case "halls":
            return ((hall.code, hall.name) for hall in places.halls.values())
        case "prints":
            return _paper_forms(items.get(str(part.get("item"))))
        case "fields" | "apart":
            return form_fields(document, items)
    return None


def _paper_forms(guide: Guide | None) -> Iterator[tuple[str, str]]:
    return ((one.id, one.name) for one in (guide.materials if guide else ()) if one.form == PAPER_FORM)


def form_fields(document: Mapping[str, Any], items: Items) -> Iterator[tuple[str, str]]:
    """Every field of every member's form, by `<member>.<field>`."""
    for one in members_in(named(document, items)):
        guide = items.get(str(one.get("item")))
        for field in guide.form if guide else ():
            yield f"{one.get('id')}.{field.id}", f"{one['label']}：{field.label}"


def _kept(offered: Choices, value: Any) -> Choices:
    """With what was chosen and is on offer no longer, so that it is seen and not lost."""
    chosen = value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []
    known = {name for name, _ in offered}
    return (*offered, *((str(one), f"{one}（已经没有）") for one in chosen if str(one) not in known))
