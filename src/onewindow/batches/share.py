"""How many of the items in force need at most one visit, and how many of those were published; what C11 and C13 measure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from onewindow.batches.models import Batch, Entry
from onewindow.batches.standing import MOST_VISITS, standing


@dataclass(frozen=True, slots=True)
class Share:
    """Numbers of items in force: all, those with at most one visit, with none, and those published in a batch."""

    total: int
    once: int
    zero: int
    announced: int

    @property
    def percent(self) -> Fraction | None:
        """The share with at most one visit; None where nothing is in force."""
        return Fraction(100 * self.once, self.total) if self.total else None


def share(on: date) -> Share:
    """Two statements, three after a change of the catalogue."""
    items, listed = standing(on), announced(on)
    once = [item for item in items.values() if item.visits <= MOST_VISITS]
    return Share(
        total=len(items), once=len(once), zero=sum(not item.visits for item in once),
        announced=sum(item.slug in listed for item in once),
    )  # fmt: skip


def announced(on: date) -> frozenset[str]:
    """The items that stand in a batch published by that day."""
    entries = Entry.objects.filter(state="listed", batch__in=Batch.objects.public(on).order_by())
    return frozenset(entries.values_list("slug", flat=True))
