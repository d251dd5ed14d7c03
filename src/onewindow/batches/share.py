"""How many of the items in force need at most one visit, and how many of those were published; what C11 and C13 measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from onewindow.batches.models import Batch, Entry
from onewindow.batches.standing import MOST_VISITS, standing
from onewindow.catalogue.listing import Listed


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


@dataclass(frozen=True, slots=True)
class Counted:
    """The items in force on a day, and the slugs of those that stand in a published batch."""

    items: Collection[Listed]
    published: frozenset[str]

    @property
    def whole(self) -> Share:
        return self._share(self.items)

    def by(self, part: Callable[[Listed], str]) -> dict[str, Share]:
        """The share of each part; the parts add up to the whole."""
        parts: dict[str, list[Listed]] = defaultdict(list)
        for item in self.items:
            parts[part(item)].append(item)
        return {name: self._share(items) for name, items in parts.items()}

    def _share(self, items: Iterable[Listed]) -> Share:
        items = list(items)
        once = [item for item in items if item.visits <= MOST_VISITS]
        return Share(
            total=len(items), once=len(once), zero=sum(not item.visits for item in once),
            announced=sum(item.slug in self.published for item in once),
        )  # fmt: skip


def counted(on: date) -> Counted:
    """Two statements, three after a change of the catalogue."""
    return Counted(standing(on).values(), announced(on))


def announced(on: date) -> frozenset[str]:
    """The items that stand in a batch published by that day."""
    entries = Entry.objects.filter(state="listed", batch__in=Batch.objects.public(on).order_by())
    return frozenset(entries.values_list("slug", flat=True))
