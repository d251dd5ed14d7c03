"""Pairs about 最多跑一次: what two posts cannot both list, and what two heads may pledge only one after the other."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from onewindow.batches.commands import (
    approve,
    circulate,
    discard,
    draw_up,
    edit,
    pledge,
    publish,
    return_,
    strike,
)
from onewindow.batches.models import Batch
from onewindow.people.register import PartyFacts
from tests.batches.acts import DAY, NUMBER, TITLE
from tests.races.pairs import Act, Pair
from tests.stories.conftest import Cast, actor, at

ITEMS = ("qiye-sheli", "renli-ziyuan")
"""One of the market regulator, one of the labour office."""
ON = date(2026, 3, 6)


def emptied() -> None:
    """Nothing stands on a list any more."""
    for row in Batch.objects.exclude(stage__in=("published", "discarded")):
        discard(row.pk, reason="不再需要。", by=actor("yu2"), at=at(2, 9))
    for row in Batch.objects.filter(stage="published"):
        for entry in row.entries.filter(state="listed"):
            strike(row.pk, entry.slug, reason="不再需要。", by=actor("yu2"), at=at(7, 9))


def drawn(*items: str) -> UUID:
    yu = actor("yu2")
    batch = UUID(draw_up("xzsp", title=TITLE, publish_on=DAY, by=yu, at=at(3, 9))["batch"])
    edit(batch, title=TITLE, publish_on=DAY, add=items, by=yu, at=at(3, 10))
    return batch


def circulated() -> UUID:
    emptied()
    batch = drawn(*ITEMS)
    circulate(batch, by=actor("yu2"), at=at(3, 11))
    return batch


def pledging(batch: UUID, head: str) -> Act:
    return partial(pledge, batch, title="局长", by=actor(head), at=at(4, 9))


def entering(batch: UUID, item: str) -> Act:
    return partial(edit, batch, title=TITLE, publish_on=DAY, add=[item], by=actor("yu2"), at=at(3, 11))


def two_heads_pledge(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    batch = circulated()
    return pledging(batch, "zhou"), pledging(batch, "hao")


def pledge_or_return(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    batch = circulated()
    giving_back = partial(return_, batch, reason="时限刚刚调整，请核对。", by=actor("hao"), at=at(4, 9))
    return pledging(batch, "zhou"), giving_back


def same_item_in_two(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    emptied()
    return entering(drawn("qiye-zhuxiao"), "qiye-sheli"), entering(drawn("shipin-biangeng"), "qiye-sheli")


def publish_or_return(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    batch = circulated()
    for head in ("zhou", "hao"):
        pledging(batch, head)()
    approve(batch, number=NUMBER, approved_on=date(2026, 3, 5), by=actor("liao2"), at=at(5, 15))
    giving_back = partial(return_, batch, reason="时限刚刚调整，请核对。", by=actor("liao2"), at=at(6, 9))
    return partial(publish, batch, on=ON, by=actor("yu2"), at=at(6, 9)), giving_back


PAIRS_OF_BATCHES = (
    Pair("two heads pledge", two_heads_pledge, frozenset({"overtaken"}), in_turn=True),
    Pair("pledged / given back", pledge_or_return, in_turn=True),
    Pair("same item in two batches", same_item_in_two, frozenset({"overtaken", "batch-faulty"})),
    Pair("batch published / given back", publish_or_return),
)
