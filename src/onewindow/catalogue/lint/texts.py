"""The words of an edition that people read, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onewindow.catalogue.schema import Edition

Placed = tuple[str, str]
READ: dict[str, tuple[str, ...]] = {
    "situations": ("question",),
    "materials": ("name", "requirement", "sample", "justification", "hearing"),
    "form": ("label", "help"),
    "steps": ("name", "note"),
    "special_procedures": ("name",),
    "fees": ("name", "note"),
    "results": ("name",),
    "collect_on_issue": ("name", "requirement"),
    "faq": ("q", "a"),
    "terms": ("meaning",),
    "legal_bases": ("gist",),
}
LISTS: dict[str, tuple[str, ...]] = {"materials": ("checkpoints", "common_mistakes")}


def texts(guide: Edition) -> Iterator[Placed]:
    """Everything written in words, in the order of the parts of an edition."""
    yield "name", guide.name
    if guide.plain is not None:
        yield "plain", guide.plain
    yield from _listed("conditions", guide.conditions)
    for part in READ:
        for n, one in enumerate(getattr(guide, part)):
            yield from _of_part(f"{part}[{n}]", part, one)
    yield "contact.hours", guide.contact.hours
    yield from _listed("contact.transport", guide.contact.transport)
    yield "accountability", guide.accountability


def _of_part(place: str, part: str, one: Any) -> Iterator[Placed]:
    for field in READ[part]:
        if (text := getattr(one, field)) is not None:
            yield f"{place}.{field}", text
    for field in LISTS.get(part, ()):
        yield from _listed(f"{place}.{field}", getattr(one, field))
    if part == "situations":
        for n, answer in enumerate(one.answers):
            yield f"{place}.answers[{n}].label", answer.label
            if answer.hint is not None:
                yield f"{place}.answers[{n}].hint", answer.hint


def _listed(place: str, several: tuple[str, ...]) -> Iterator[Placed]:
    for n, text in enumerate(several):
        yield f"{place}[{n}]", text
