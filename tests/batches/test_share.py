"""The share of items with at most one visit, the same on the public page as among the targets of the reform."""

from __future__ import annotations

import pytest

from onewindow.batches.commands import strike
from onewindow.batches.share import announced, share
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
    before = share(day)
    published()
    after = share(day)
    assert (before.announced, after.announced, before.total) == (0, len(ITEMS), after.total)
    assert after.once < after.total
    wanted = {target.id: target for target in targets() if target.measure == "at_most_one_visit"}
    assert {"first_batch", "at_last"} <= set(wanted)
    for target in wanted.values():
        assert after.percent == reading(target, ground(day)).value, target.id


@pytest.mark.seeds("C13")
def test_a_batch_counts_from_its_day_and_what_was_struck_off_no_longer() -> None:
    batch = published()
    assert announced(at(5, 9).date()) == frozenset()
    strike(batch, "qiye-sheli", reason="须到现场核验两次。", by=actor("yu2"), at=at(9, 9))
    assert announced(at(9, 9).date()) == {"shipin-jingying", "renli-ziyuan"}
