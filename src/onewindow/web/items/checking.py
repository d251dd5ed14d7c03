"""The marks of the check of items, at the fields of the part that is being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onewindow.catalogue.lint import Mark, examine, surroundings_of
from onewindow.web.items.parts import Shown
from onewindow.web.items.placing import within


def marks_of(document: Mapping[str, Any]) -> list[Mark]:
    """All marks of a document among what the database has, the gravest first."""
    return examine(document, surroundings_of(document))


def beside(fields: Iterable[Shown], marks: Iterable[Mark], prefix: str) -> list[Shown]:
    """The fields with the marks that belong to each; `prefix` is the path of their part, such as `materials[2]`."""
    found = list(marks)
    return [replace(field, marks=tuple(_of(found, f"{prefix}.{field.name}".lstrip(".")))) for field in fields]


def elsewhere(fields: Iterable[Shown], marks: Iterable[Mark]) -> list[Mark]:
    """The marks that stand beside no field."""
    shown = {mark for field in fields for mark in field.marks}
    return [mark for mark in marks if mark not in shown]


def _of(marks: Iterable[Mark], field: str) -> list[Mark]:
    return [mark for mark in marks if within(mark.field, field)]
