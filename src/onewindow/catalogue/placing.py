"""The list of one agency as that of another: what hangs on the agency is replaced, everything else stays equal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from onewindow.catalogue.models import Edition
from onewindow.places.directory import agency, directory
from onewindow.places.models import Agency, Hall

LONGEST_SLUG = 60
ABOVE = re.compile(r"^.*[市区县](?=.)")
OF_THE_AGENCY = ("effective_to", "in_name_of", "powers_no")
"""Left out: the end of the other's edition, in whose name it acts, and its number in its own list of powers."""


def placed(document: Mapping[str, Any], place: Agency) -> dict[str, Any]:
    """The document with the code, slug, level, halls and contact of that agency, as the next edition of its own list.

    A division without a hall gets none: its administrators have to say. One statement.
    """
    halls = halls_of(place)
    contact = {
        **document["contact"], "phone": place.phone, "supervise_phone": place.supervise_phone,
        "address": place.address,
    }  # fmt: skip
    contact.pop("transport", None)
    if transport := [way for hall in halls for way in hall.transport]:
        contact["transport"] = transport
    slug = slug_at(document["slug"], document["agency"], place.code)
    level = place.division.level
    kept = {name: deepcopy(value) for name, value in document.items() if name not in OF_THE_AGENCY}
    return kept | {
        "agency": place.code, "level": level, "code": f"{place.uscc}{level}{document['base_code']}", "slug": slug,
        "edition": next_number(slug), "halls": [hall.code for hall in halls], "contact": contact,
    }  # fmt: skip


def slug_at(slug: str, old: str, new: str) -> str:
    """hushi-zhuce-cqwj of the agency cqwj is hushi-zhuce-wsjk at wsjk."""
    return f"{slug.removesuffix(f'-{old}')}-{new}"[:LONGEST_SLUG]


def halls_of(place: Agency) -> list[Hall]:
    """The halls of the agency's own division, by code."""
    found = (hall for hall in directory().halls.values() if hall.division_id == place.division_id)
    return sorted(found, key=lambda hall: hall.code)


def next_number(slug: str) -> int:
    """The number of the item's next edition. One statement."""
    last = Edition.objects.issued().filter(slug=slug).order_by("-edition").first()
    return last.edition + 1 if last else 1


def names_of(agency_code: str) -> tuple[str, ...]:
    """What a text calls the agency and its place by: of 江州市临江区 the last part, 临江区."""
    place = agency(agency_code)
    return (place.name, place.short, ABOVE.sub("", place.division.name))
