"""The draft that a grant begins: the holder's document with the receiver's agency, level, code, halls and contact."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any

from onewindow.catalogue.models import Edition
from onewindow.catalogue.placing import halls_of, next_number, placed
from onewindow.catalogue.rows import new_row, settled
from onewindow.core.roles import SYSTEM
from onewindow.delegation.models import Delegation
from onewindow.places.directory import agency


def begun(row: Delegation, item: Edition, at: datetime) -> Edition | None:
    """The draft, not stored yet; None where a higher level that takes over (上收) handles the item already.

    The platform is its author, so that two persons still have to work on it.
    """
    if row.form == "raise" and handles(row.to_agency, item.base_code):
        return None
    document = _with_windows(item, row) if row.form == "forward" else _of_the_receiver(item, row)
    document["effective_from"] = row.effective_from.isoformat()
    return new_row(settled(document), by=SYSTEM, at=at)


def handles(agency_code: str, base_code: str) -> bool:
    """Whether the agency has a list of its own of that base item, or is at work on one."""
    same = Edition.objects.filter(agency_code=agency_code, base_code=base_code)
    return same.exclude(stage__in=("discarded", "withdrawn")).exists()


def _with_windows(item: Edition, row: Delegation) -> dict[str, Any]:
    """前移窗口: the power stays; the next edition of the same item is also taken in at the receiver's halls."""
    halls = [*item.document["halls"], *(hall.code for hall in halls_of(agency(row.to_agency)))]
    document: dict[str, Any] = deepcopy(item.document) | {
        "halls": list(dict.fromkeys(halls)),
        "edition": next_number(item.slug),
    }
    document.pop("effective_to", None)
    return document


def _of_the_receiver(item: Edition, row: Delegation) -> dict[str, Any]:
    document = placed(item.document, agency(row.to_agency))
    return document | ({"in_name_of": row.from_agency} if row.form == "entrusted" else {})
