"""The share of items with at most one visit, the same on the public page as among the targets of the reform."""

from __future__ import annotations

from fractions import Fraction

import pytest

from onewindow.batches.commands import strike
from onewindow.batches.share import announced, counted
from onewindow.reform.readings import ground, reading
from onewindow.reform.targets import targets
from tests.batches.acts import ITEMS, twice
from tests.batches.acts import announced as published
from tests.stories.conftest import actor, at, django_db_setup

__all__ = ["django_db_setup"]
pytestmark = pytest.mark.django_db


@pytest.mark.seeds("C11", "C13")
def test_the_share_is_that_of_the_targets_and_every_published_item_counts_once() -> None:
    twice(61)
    day = at(9, 9).date()
    before = counted(day).whole
    published()
    after = counted(day).whole
    assert (before.announced, after.announced, before.total) == (0, len(ITEMS), after.total)
    assert after.once < after.total
    wanted = {target.id: target for target in targets() if target.measure == "at_most_one_visit"}
    assert {"first_batch", "at_last"} <= set(wanted)
    for target in wanted.values():
        assert after.percent == reading(target, ground(day)).value, target.id


@pytest.mark.seeds("C9", "C11")
def test_every_agency_and_every_type_has_its_share_and_together_they_are_the_whole() -> None:
    item = twice(61)
    published(["qiye-sheli", "renli-ziyuan"])
    items = counted(at(9, 9).date())
    for part in (lambda one: one.agency, lambda one: one.item_type):
        shares = items.by(part).values()
        assert sum(one.total for one in shares) == items.whole.total
        assert sum(one.once for one in shares) == items.whole.once
        assert sum(one.announced for one in shares) == items.whole.announced == 2
    whole, market = items.whole, items.by(lambda one: one.agency)[item.agency_code]
    assert market.total - market.once == whole.total - whole.once == 1
    assert market.percent == Fraction(100 * (market.total - 1), market.total)
    types = items.by(lambda one: one.item_type)
    assert types[item.document["item_type"]].once == types[item.document["item_type"]].total - 1


@pytest.mark.seeds("C13")
def test_a_batch_counts_from_its_day_and_what_was_struck_off_no_longer() -> None:
    batch = published()
    assert announced(at(5, 9).date()) == frozenset()
    strike(batch, "qiye-sheli", reason="须到现场核验两次。", by=actor("yu2"), at=at(9, 9))
    assert announced(at(9, 9).date()) == {"shipin-jingying", "renli-ziyuan"}
