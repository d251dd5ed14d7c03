"""The draft that a grant begins: the holder's document with the receiver's agency, level, code, halls and contact."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any

from onewindow.catalogue.models import Edition
from onewindow.catalogue.rows import new_row, settled
from onewindow.core.roles import SYSTEM
from onewindow.delegation.models import Delegation
from onewindow.places.directory import agency, directory
from onewindow.places.models import Agency

LONGEST_SLUG = 60


def begun(row: Delegation, item: Edition, at: datetime) -> Edition | None:
    """The draft, not stored yet; None where a higher level that takes over (上收) handles the item already.

    The platform is its author, so that two persons still have to work on it.
    """
    if row.form == "raise" and handles(row.to_agency, item.base_code):
        return None
    document = deepcopy(item.document)
    document["effective_from"] = row.effective_from.isoformat()
    document.pop("effective_to", None)
    document.update(_with_windows(item, row) if row.form == "forward" else _of_the_receiver(item, row))
    return new_row(settled(document), by=SYSTEM, at=at)


def handles(agency_code: str, base_code: str) -> bool:
    """Whether the agency has a list of its own of that base item, or is at work on one."""
    same = Edition.objects.filter(agency_code=agency_code, base_code=base_code)
    return same.exclude(stage__in=("discarded", "withdrawn")).exists()


def _with_windows(item: Edition, row: Delegation) -> dict[str, Any]:
    """前移窗口: the power stays; the next edition of the same item is also taken in at the receiver's halls."""
    halls = [*item.document["halls"], *halls_of(agency(row.to_agency))]
    return {"halls": list(dict.fromkeys(halls)), "edition": _next(item.slug)}


def _of_the_receiver(item: Edition, row: Delegation) -> dict[str, Any]:
    place = agency(row.to_agency)
    slug = f"{item.slug}-{place.code}"[:LONGEST_SLUG]
    contact = {
        **item.document["contact"], "phone": place.phone, "supervise_phone": place.supervise_phone,
        "address": place.address,
    }  # fmt: skip
    level = place.division.level
    return {
        "agency": place.code, "level": level, "code": f"{place.uscc}{level}{item.base_code}", "slug": slug,
        "edition": _next(slug), "halls": halls_of(place), "contact": contact,
        **({"in_name_of": row.from_agency} if row.form == "entrusted" else {}),
    }  # fmt: skip


def halls_of(place: Agency) -> list[str]:
    """The halls of the agency's own division; of a division without one, none: its administrators have to say."""
    return sorted(hall.code for hall in directory().halls.values() if hall.division_id == place.division_id)


def _next(slug: str) -> int:
    last = Edition.objects.issued().filter(slug=slug).order_by("-edition").first()
    return last.edition + 1 if last else 1
