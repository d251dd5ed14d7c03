"""A newer edition of an item, written, submitted and published as the catalogue asks."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from onewindow.catalogue.commands import begin, edit, publish, revise, submit
from onewindow.catalogue.models import Edition
from tests.access.drafts import author, head

REASON = "按上级要求修改清单。"


def published(document: dict[str, Any], when: datetime) -> Edition:
    """The first edition of an item."""
    edition_id = UUID(begin(document, by=author(), at=when)["edition"])
    return _published(edition_id, when)


def newer(slug: str, when: datetime, effective_from: str = "", **changes: Any) -> Edition:
    """The next edition, in force from the day on which it is published or from a later one."""
    last = Edition.objects.filter(slug=slug).latest("edition")
    edition_id = UUID(revise(last.pk, by=author(), at=when)["edition"])
    row = Edition.objects.get(pk=edition_id)
    dates = {"effective_from": effective_from or when.date().isoformat()}
    edit(
        edition_id, {**deepcopy(row.document), **dates, **changes}, version=row.version, by=author(), at=when
    )
    return _published(edition_id, when)


def _published(edition_id: UUID, when: datetime) -> Edition:
    submit(edition_id, reason=REASON, by=author(), at=when)
    publish(edition_id, by=head(), at=when)
    return Edition.objects.get(pk=edition_id)
