"""What lists show of the items in force, kept in memory until an edition is published or withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from onewindow.catalogue.models import Edition, published_stamp
from onewindow.catalogue.schema import Limit
from onewindow.catalogue.schema.kinds import ITEM_TYPES
from onewindow.catalogue.search import Stamp

KEPT_LISTINGS = 2
WAYS: dict[str, str] = {"instant": "马上办", "online": "网上办", "nearby": "就近办", "one_trip": "一次办"}
AUDIENCES: dict[str, str] = {"person": "个人", "organisation": "法人和其他组织", "both": "个人和法人"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One item as a line of a list."""

    edition_id: UUID
    slug: str
    name: str
    aliases: tuple[str, ...]
    agency: str
    theme: str
    audience: str
    instant: bool
    visits: int
    promised: str
    ways: tuple[str, ...]
    halls: tuple[str, ...]
    base_code: str
    follows: tuple[str, ...]
    permit_class: str

    @property
    def visits_label(self) -> str:
        return f"到现场{self.visits}次" if self.visits else "不用到现场"

    @property
    def audience_label(self) -> str:
        return AUDIENCES[self.audience]

    @property
    def item_type(self) -> str:
        """A key of ITEM_TYPES; the third and fourth figure of a base code say it."""
        return self.base_code[2:4]

    @property
    def item_type_label(self) -> str:
        return ITEM_TYPES[self.item_type]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is narrowed to; an empty word narrows nothing. `way` is a key of WAYS."""

    audience: str = ""
    theme: str = ""
    agency: str = ""
    way: str = ""

    def having(self, name: str, word: str) -> Choice:
        """The same choice with another word of that name; with none, that name narrows nothing."""
        return Choice(**{one: word if one == name else getattr(self, one) for one in TESTS})


TESTS: dict[str, Callable[[Listed, str], bool]] = {
    "audience": lambda item, wanted: item.audience in (wanted, "both"),
    "theme": lambda item, wanted: item.theme == wanted,
    "agency": lambda item, wanted: item.agency == wanted,
    "way": lambda item, wanted: wanted in item.ways,
}


@dataclass(frozen=True, slots=True)
class Listing:
    """All items in force on one day, ordered by their codes."""

    items: tuple[Listed, ...]

    def chosen(self, choice: Choice) -> list[Listed]:
        wanted = [(TESTS[name], getattr(choice, name)) for name in TESTS if getattr(choice, name)]
        return [item for item in self.items if all(test(item, word) for test, word in wanted)]

    def counts(self, name: str, choice: Choice, words: Iterable[str]) -> dict[str, int]:
        """How many items each word would leave in place of the present one of that name."""
        left = self.chosen(choice.having(name, ""))
        return {word: sum(TESTS[name](item, word) for item in left) for word in words}

    def of(self, ids: Iterable[UUID]) -> list[Listed]:
        """The items of these editions, in the order of the ids."""
        known = {item.edition_id: item for item in self.items}
        return [known[one] for one in ids if one in known]

    @property
    def themes(self) -> dict[str, int]:
        """Each theme with its items, the fullest first."""
        return dict(Counter(item.theme for item in self.items).most_common())

    @property
    def agencies(self) -> dict[str, int]:
        return dict(Counter(item.agency for item in self.items).most_common())


def listing(on: date) -> Listing:
    """One statement, two after a change; the documents themselves are not read."""
    return _listing(published_stamp(), on)


@lru_cache(maxsize=KEPT_LISTINGS)
def _listing(stamp: Stamp, on: date) -> Listing:
    columns = ("id", "slug", "name", "document__aliases", "agency_code", "theme", "audience", "kind")
    parts = (
        "document__visits", "document__limits__promised", "document__ways", "document__halls",
        "base_code", "document__follows", "document__permit_class",
    )  # fmt: skip
    return Listing(tuple(_listed(*row) for row in Edition.objects.in_force(on).values_list(*columns, *parts)))


def _listed(
    edition_id: UUID, slug: str, name: str, aliases: list[str] | None, agency: str, theme: str, audience: str,
    kind: str, visits: int, promised: dict[str, object], ways: list[str], halls: list[str],
    base_code: str, follows: list[str] | None, permit_class: str | None,
) -> Listed:  # fmt: skip
    limit = Limit.model_validate(promised)
    return Listed(
        edition_id, slug, name, tuple(aliases or ()), agency, theme, audience, kind == "instant", visits,
        limit.label, tuple(ways), tuple(halls), base_code, tuple(follows or ()), permit_class or "",
    )  # fmt: skip
