"""Random lives through the commands break no invariant, and the same seed lives them again.

ONEWINDOW_SEED and ONEWINDOW_WALK choose the walk; `make lives` takes many long ones.
"""

from __future__ import annotations

import os

import pytest
from django.db import transaction

from onewindow.invariants.examine import examine
from onewindow.journal.verify import verify
from tests.invariants.acts import ACTS
from tests.invariants.driver import Walk

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SEED = int(os.environ.get("ONEWINDOW_SEED", "20260302"))
STEPS = int(os.environ.get("ONEWINDOW_WALK", "600"))
EVERY = 200
AGAIN = 120


def breaches() -> list[str]:
    return [
        f"{breach.invariant}: {breach.thing} {breach.number}: {breach.what}"
        for examined in examine()
        for breach in examined.breaches
    ]


def test_a_random_walk_through_the_commands_breaks_nothing() -> None:
    walk = Walk(SEED)
    print(f"seed {SEED}")
    for _ in range(0, STEPS, EVERY):
        walk.go(EVERY)
        assert breaches() == [], f"seed {SEED}, after {sum(walk.done.values())} commands"
    assert verify().fault is None
    assert len(walk.done) > len(ACTS) * 0.7, f"the walk is too narrow: {sorted(walk.done)}"
    assert sum(walk.refused.values()) > STEPS // 10, "hardly anything forbidden was tried"


def test_the_same_seed_lives_the_same_lives() -> None:
    """Numbers, stages and the words of the journal; another seed lives others."""
    digests = []
    for seed in (SEED, SEED, SEED + 1):
        with transaction.atomic():
            walk = Walk(seed)
            walk.go(AGAIN)
            digests.append(walk.digest())
            transaction.set_rollback(True)
    assert digests[0] == digests[1] != digests[2]
