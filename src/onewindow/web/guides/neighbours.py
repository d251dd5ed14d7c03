"""What stands beside a matter: who else offers it, what is approved before it, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onewindow.catalogue.listing import Listed, listing
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.kinds import PERMIT_CLASSES
from onewindow.places.directory import Directory, agency_shown, directory
from onewindow.places.models import Agency

PARTS = (2, 4, 6, 9, 12)
"""Where province, city, district, town and village end in a division's code (GB/T 2260, GB/T 10114)."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A matter in force, its agency in words, and how it follows the business licence (证照分离)."""

    slug: str
    name: str
    agency: str
    place: str
    phone: str
    reform: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`others` offer the same base item, the nearest first; `before` and `after` are its stages."""

    others: list[Neighbour]
    before: list[Neighbour]
    after: list[Neighbour]


def neighbours_of(guide: Edition, on: date) -> Neighbours:
    """One statement, two after a change of the catalogue; of the stages only the nearest agency's."""
    found, places = listing(on).items, directory()
    own = agency_shown(guide.agency)
    near = sorted(
        (item for item in found if item.slug != guide.slug and item.agency in places.agencies),
        key=lambda item: _distance(own, places.agencies[item.agency]),
    )
    return Neighbours(
        [_shown(item, places) for item in near if item.base_code == guide.base_code],
        _nearest([item for item in near if item.base_code in guide.follows], places),
        _nearest([item for item in near if guide.base_code in item.follows], places),
    )


def _nearest(items: list[Listed], places: Directory) -> list[Neighbour]:
    by_base: dict[str, Listed] = {}
    for item in items:
        by_base.setdefault(item.base_code, item)
    return [_shown(item, places) for item in by_base.values()]


def _distance(own: Agency, other: Agency) -> tuple[int, int, str]:
    """Fewer parts of the code in common are further away; of equals the one whose area is wider comes first."""
    mine, theirs = own.division_id, other.division_id
    common = sum(len(mine) >= end and mine[:end] == theirs[:end] for end in PARTS)
    return -common, len(theirs.rstrip("0")), other.code


def _shown(item: Listed, places: Directory) -> Neighbour:
    agency = places.agencies[item.agency]
    reform = next((label for kind, label in PERMIT_CLASSES.items() if kind == item.permit_class), "")
    return Neighbour(item.slug, item.name, agency.name, agency.division.name, agency.phone, reform)
