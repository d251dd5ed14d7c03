"""A batch brought to a stage of its life through the commands, by the city's office and the heads of its agencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from onewindow.batches.commands import approve, circulate, draw_up, edit, list_negative, pledge, publish
from onewindow.batches.models import Batch
from onewindow.catalogue.models import Edition
from onewindow.core.roles import Actor
from tests.access.drafts import new_item
from tests.stories.conftest import actor, at
from tests.stories.newer import newer, published

TITLE, DAY = "江州市“最多跑一次”事项", date(2026, 3, 20)
ITEMS = ("qiye-sheli", "shipin-jingying", "renli-ziyuan")
"""Two of the market regulator, at most one visit each; one of the labour office."""
HEADS = {"scjg": "zhou", "rsj": "hao"}
NUMBER = "江政发〔2026〕12号"
NEGATIVE = {
    "ground": "in_person",
    "reason": "申请人须先后两次到场核验。",
    "basis": "《行政许可法》第三十四条",
}


def drawn(items: Sequence[str] = ITEMS, *, title: str = TITLE, by: Actor | None = None) -> UUID:
    """编制中, with these items."""
    office = by or actor("yu2")
    batch = UUID(draw_up(office.agency, title=title, publish_on=DAY, by=office, at=at(3, 9))["batch"])
    edit(batch, title=title, publish_on=DAY, add=items, by=office, at=at(3, 10))
    return batch


def circulated(items: Sequence[str] = ITEMS, *, by: Actor | None = None) -> UUID:
    batch = drawn(items, by=by)
    circulate(batch, by=by or actor("yu2"), at=at(3, 11))
    return batch


def pledged(items: Sequence[str] = ITEMS, *, by: Actor | None = None) -> UUID:
    """Sent round, and the head of every agency in it has signed."""
    batch = circulated(items, by=by)
    agencies = (
        Batch.objects.get(pk=batch).entries.filter(state="listed").values_list("agency_code", flat=True)
    )
    for minute, agency in enumerate(sorted(set(agencies))):
        pledge(batch, title="局长", by=actor(HEADS[agency]), at=at(4, 9, minute))
    return batch


def approved(items: Sequence[str] = ITEMS, *, by: Actor | None = None) -> UUID:
    batch = pledged(items, by=by)
    approve(batch, number=NUMBER, approved_on=date(2026, 3, 5), by=actor("liao2"), at=at(5, 15))
    return batch


def announced(items: Sequence[str] = ITEMS, *, by: Actor | None = None, on: date = date(2026, 3, 6)) -> UUID:
    """Published from the day `on`."""
    batch = approved(items, by=by)
    publish(batch, on=on, by=actor("yu2"), at=at(6, 9))
    return batch


def twice(number: int, when: datetime | None = None) -> Edition:
    """A matter of the market regulator, in force, for which one has to come twice."""
    document = {**new_item(number), "visits": 2, "effective_from": "2026-03-05"}
    return published(document, when or at(5, 9))


def worse(slug: str, day: int = 9) -> Edition:
    """The next edition of an item, in force from that day, which needs two visits."""
    return newer(slug, at(day, 9), visits=2)


def excluded(slug: str, day: int = 6) -> UUID:
    """On the negative list."""
    return UUID(list_negative(slug, **NEGATIVE, by=actor("yu2"), at=at(day, 10))["negative"])
