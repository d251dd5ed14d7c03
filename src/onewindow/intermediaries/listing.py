"""Which items in force ask for which service of the 中介服务清单."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from onewindow.catalogue.lint.rules.intermediaries import INTERMEDIARY
from onewindow.catalogue.models import Edition, published_stamp
from onewindow.catalogue.search import Stamp


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
