"""Which items in force ask for which service of the 中介服务清单, in the city and in each district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onewindow.catalogue.intermediary import Service, services
from onewindow.catalogue.lint.rules.intermediaries import INTERMEDIARY
from onewindow.catalogue.models import Edition, published_stamp
from onewindow.catalogue.search import Stamp
from onewindow.places.directory import directory

AREA_DIGITS = 6
"""Of a division's code: the city or the district that it lies in."""


@dataclass(frozen=True)
class AreaList:
    """市级清单 or 区级清单: what the agencies of the city itself, or of one district, may ask for; `code` has six digits."""

    code: str
    name: str
    services: tuple[Service, ...]


def asking(on: date) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """By service, slug, name and agency's code of the items in force that ask for it; read anew when an edition was published."""
    return _asking(published_stamp(), on)


@lru_cache(maxsize=4)
def _asking(stamp: Stamp, on: date) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    rows = Edition.objects.in_force(on).order_by("name", "slug")
    for slug, name, agency, materials in rows.values_list(
        "slug", "name", "agency_code", "document__materials"
    ):
        for one in materials:
            if one["source"] == INTERMEDIARY and one.get("service") and not one.get("spared"):
                found.setdefault(one["service"], {})[slug, name, agency] = None
    return {key: tuple(items) for key, items in found.items()}


def area_lists(on: date) -> list[AreaList]:
    """The list of the city first, then those of its districts, by code; a town's agencies count to their district."""
    asked: dict[str, set[str]] = {}
    for key, items in asking(on).items():
        for _, _, agency in items:
            asked.setdefault(area_of(agency), set()).add(key)
    names = {one.division_id: one.division.name for one in directory().agencies.values()}
    return [
        AreaList(code, names.get(code, code), tuple(one for one in services() if one.key in asked[code]))
        for code in sorted(asked)
        if code
    ]


def area_of(agency: str) -> str:
    """The code of the city or district that this agency is of; empty for one that is not in the directory."""
    found = directory().agencies.get(agency)
    return found.division_id[:AREA_DIGITS] if found else ""
