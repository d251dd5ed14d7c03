"""Random lives through the commands break no invariant, and the same seed lives them again."""

from __future__ import annotations

import os

import pytest

from onewindow.invariants.examine import examine
from onewindow.journal.verify import verify
from tests.invariants.driver import Walk

SEED = int(os.environ.get("ONEWINDOW_SEED", "20260302"))
STEPS = int(os.environ.get("ONEWINDOW_WALK", "900"))
EVERY = 300


def breaches() -> list[str]:
    return [
        f"{breach.invariant}: {breach.thing} {breach.number}: {breach.what}"
        for examined in examine()
        for breach in examined.breaches
    ]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_random_walk_through_the_commands_breaks_nothing() -> None:
    walk = Walk(SEED)
    for _ in range(0, STEPS, EVERY):
        walk.go(EVERY)
        assert breaches() == [], f"seed {SEED}, after {sum(walk.done.values())} commands"
    assert verify().fault is None
    assert len(walk.done) > 25, f"the walk is too narrow: {sorted(walk.done)}"
    assert sum(walk.refused.values()) > STEPS // 20
