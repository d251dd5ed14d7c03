"""The sides of a comparison: an edition, the city, a division of it, or a reference city."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from pydantic import Field

from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema.edition import BaseCode
from onewindow.catalogue.schema.part import Flag, Name, Part, Text
from onewindow.places.directory import directory
from onewindow.reform.figures import Figure, Measured, measured
from onewindow.reform.ledger import Matter, Side
from onewindow.reform.shelf import Shelf, Stamp, read_shelf, stamp

KEPT = 20_000
MOST = 10_000
Stated = Annotated[int, Field(strict=True, ge=0, le=MOST)]
"""A number that another city states of one matter; whatever is beyond `MOST` is a slip of the pen."""


class ReferenceMatter(Part):
    """What a reference city states of a matter; `days` are working days."""

    name: Name
    steps: Stated | None = None
    materials: Stated | None = None
    days: Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False)] | None = None
    visits: Stated | None = None


class Reference(Part):
    """对标城市. `invented` marks one made up for the demonstration (演示)."""

    name: Name
    invented: Flag
    source: Text
    matters: dict[BaseCode, ReferenceMatter]

    @property
    def label(self) -> str:
        return f"{self.name}（演示）" if self.invented else self.name


@dataclass(frozen=True, slots=True)
class Choice:
    """A side as the page offers it: `city`, `division:…`, `reference:…` or `edition:<slug>:<number>`."""

    key: str
    label: str


_kept: dict[UUID, Measured] = {}


def in_force(on: date) -> list[Measured]:
    """Every edition in force, by slug. The documents are read once a process, for issued ones never change."""
    return measured_all(Edition.objects.in_force(on).order_by("slug").values_list("pk", flat=True))


def measured_all(ids: Iterable[UUID]) -> list[Measured]:
    wanted = list(ids)
    missing = [edition_id for edition_id in wanted if edition_id not in _kept]
    if len(_kept) + len(missing) > KEPT:
        _kept.clear()
        missing = wanted
    found = {row.pk: measured(row.guide) for row in Edition.objects.filter(pk__in=missing).iterator()}
    _kept.update(found)
    return [_kept[edition_id] for edition_id in wanted]


def choices() -> list[Choice]:
    """The city, its divisions by level, the reference cities."""
    divisions = {agency.division.code: agency.division for agency in directory().agencies.values()}
    ordered = sorted(divisions.values(), key=lambda division: (division.level, division.code))
    return [
        Choice("city", "全市现行事项"),
        *(Choice(f"division:{division.code}", division.name) for division in ordered),
        *(Choice(f"reference:{key}", city.label) for key, city in references().held.items()),
    ]


def revised() -> list[tuple[str, str, int]]:
    """Items with more than one issued edition: slug, name, newest number."""
    rows = Edition.objects.issued().values("slug").annotate(newest=Max("edition")).filter(newest__gt=1)
    newest = {row["slug"]: row["newest"] for row in rows}
    names = dict(
        Edition.objects.issued().filter(slug__in=newest).order_by("edition").values_list("slug", "name")
    )
    return [(slug, names[slug], newest[slug]) for slug in sorted(newest)]


def label_of(key: str) -> str | None:
    """How a side is called; None when there is none of that key."""
    kind, _, rest = key.partition(":")
    if kind == "edition":
        row = _edition(rest)
        return f"{row.name}（第{row.edition}版）" if row else None
    return next((choice.label for choice in choices() if choice.key == key), None)


def side(key: str, on: date) -> Side:
    """The matters of a side whose label is known."""
    kind, _, rest = key.partition(":")
    if kind == "edition":
        row = _edition(rest)
        return representatives(measured_all([row.pk] if row else []))
    if kind == "reference":
        return stated(references().held[rest])
    found = in_force(on)
    if kind == "division":
        places = directory().agencies
        found = [one for one in found if places[one.agency].division.code == rest]
    return representatives(found)


def representatives(found: Iterable[Measured]) -> Side:
    """Each base item once: where several agencies claimed it, as the one of the highest level does it."""
    ordered = sorted(found, key=lambda one: (one.level, one.slug), reverse=True)
    return {one.base_code: Matter(one.name, one.figures) for one in ordered}


def stated(city: Reference) -> Side:
    return {code: Matter(matter.name, _numbers(matter)) for code, matter in city.matters.items()}


def _numbers(matter: ReferenceMatter) -> dict[str, Figure]:
    numbers = matter.model_dump(exclude={"name"}, exclude_none=True)
    return {key: Figure(Fraction(str(n))) for key, n in numbers.items()}


def references() -> Shelf[Reference]:
    """The cities of content/reference by file name, and what is wrong with the files that hold none."""
    folder = settings.CONTENT_DIR / "reference"
    return _references(folder, stamp(folder))


@lru_cache(maxsize=1)
def _references(folder: Path, at: Stamp) -> Shelf[Reference]:
    return read_shelf(folder, Reference.model_validate)


def _edition(words: str) -> Edition | None:
    slug, _, number = words.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        return None
    return Edition.objects.issued().light().filter(slug=slug, edition=int(number)).first()
