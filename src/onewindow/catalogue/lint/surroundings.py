"""What an edition is checked against: the library, the city's rules, and the other editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from onewindow.catalogue.keeping import CatalogueRules
from onewindow.catalogue.library import Library
from onewindow.catalogue.schema import BaseItem, Edition


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What the check needs of another issued edition. `collected` are keys and names of what it asks for."""

    slug: str
    edition: int
    name: str
    base_code: str
    handling_code: str
    effective_from: date | None
    collected: Mapping[str, str]

    @classmethod
    def of(cls, guide: Edition) -> Neighbour:
        asked = {one.key: one.name for one in guide.materials if not one.spared}
        return cls(
            guide.slug, guide.edition, guide.name, guide.base_code, guide.handling_code, guide.effective_from, asked
        )  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """`neighbours` by base code. `services` are the intermediary services (中介服务) that may be asked for, key → name;
    None as long as there is no list of them.
    """

    library: Library
    rules: CatalogueRules
    neighbours: Mapping[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    services: Mapping[str, str] | None = None

    def base(self, guide: Edition) -> BaseItem | None:
        """The base item that the edition carries out, if it is known."""
        return self.library.bases.get(guide.base_code)

    def earlier(self, guide: Edition) -> Iterator[tuple[str, Neighbour | None]]:
        """Each base code that the edition follows (前置事项), with the newest edition of it or None."""
        for code in guide.follows:
            found = self.neighbours.get(code, ())
            yield code, max(found, key=lambda one: one.edition, default=None)

    def others(self, guide: Edition) -> Iterator[Neighbour]:
        """Every other edition of the same base item."""
        for one in self.neighbours.get(guide.base_code, ()):
            if (one.slug, one.edition) != (guide.slug, guide.edition):
                yield one

    def among(self, guides: Iterable[Edition]) -> Surroundings:
        """The same with these editions beside those that are known."""
        known = (one for ones in self.neighbours.values() for one in ones)
        return replace(self, neighbours=by_base([*known, *map(Neighbour.of, guides)]))


def by_base(neighbours: Iterable[Neighbour]) -> dict[str, tuple[Neighbour, ...]]:
    found: dict[str, list[Neighbour]] = {}
    for one in neighbours:
        found.setdefault(one.base_code, []).append(one)
    return {code: tuple(ones) for code, ones in found.items()}
