"""不相容岗位分离: every pair of acts, by every person, in every role that may take the second, at its stage.

Somebody with two posts is refused the second act after the first, and so is who stands in for him.
"""

from __future__ import annotations

from itertools import product
from uuid import UUID

import pytest

from onewindow.core.lives import BY_NAME
from onewindow.core.roles import SYSTEM, Actor
from onewindow.core.separation import NOBODY, PAIRS, Pair, why_not
from tests.access.apart import Cell, allowed, cells, outcomes, reviewer, staff
from tests.access.stage import Stage

pytestmark = pytest.mark.django_db

ANN, BEN, CARL, DORA = (UUID(int=n) for n in (1, 2, 3, 4))


def test_every_pair_is_tried_by_every_role_that_may_take_the_second_act() -> None:
    assert {cell.pair for cell in cells()} == set(PAIRS)
    assert len(list(cells())) >= len(PAIRS) + 8


@pytest.mark.parametrize(
    "cell", list(cells()), ids=lambda c: f"{c.pair.first} then {c.pair.then} by {c.role}, {c.command}"
)
def test_who_did_the_first_does_not_do_the_second_nor_does_a_deputy_of_his(stage: Stage, cell: Cell) -> None:
    doer, other = staff(cell.who), staff("ni")
    barred = [(doer, None), (other, doer)]
    assert outcomes(cell, stage, [*barred, (other, None)], explainer=reviewer()) == ["same-person"] * 2 + [
        allowed(cell)
    ]


def test_of_all_acts_and_all_people_just_the_pairs_are_kept_apart() -> None:
    verbs = [f"{life.name}.{step.verb}" for life in BY_NAME.values() for step in life.steps]
    apart = {(pair.first, pair.then) for pair in PAIRS}
    tried = 0
    for first, then in product(verbs, verbs):
        if (first, then) not in apart:
            assert why_not(then, Actor(ANN, "甲", "reviewer", stands_for=BEN), {first: (ANN, BEN)}) is None
            tried += 1
    assert tried > 10_000


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.first} then {pair.then}")
def test_of_a_pair_whoever_had_a_hand_in_the_first_is_kept_from_the_second(pair: Pair) -> None:
    """Me, and for whom I stand in, against whoever did it, and for whom he stood in: all relations of four people."""
    nobody, people = None, (ANN, BEN, CARL, DORA)
    for me, for_whom, did, for_his in product(
        people, (nobody, *people), (nobody, *people), (nobody, *people)
    ):
        refusal = why_not(
            pair.then, Actor(me, "甲", "reviewer", stands_for=for_whom), {pair.first: (did, for_his)}
        )
        acted = {someone for someone in (did, for_his) if someone is not nobody}
        assert (refusal is not None) is any(someone in acted for someone in (me, for_whom)), (
            me,
            for_whom,
            did,
            for_his,
        )


def test_the_clock_is_nobody() -> None:
    for pair in PAIRS:
        assert why_not(pair.then, SYSTEM, {pair.first: NOBODY}) is None


def test_every_pair_is_about_steps_of_the_lives_and_stands_once() -> None:
    verbs = {f"{life.name}.{step.verb}" for life in BY_NAME.values() for step in life.steps}
    assert {word for pair in PAIRS for word in (pair.first, pair.then)} <= verbs
    assert len({(pair.first, pair.then) for pair in PAIRS}) == len(PAIRS)
