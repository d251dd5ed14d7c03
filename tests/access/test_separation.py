"""不相容岗位分离: every pair of acts, by every person, in every role that may take the second, at its stage.

Somebody with two posts is refused the second act after the first, and so is who stands in for him.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from onewindow.cases.commands.extend import rule_on_extension
from onewindow.core.lives import BY_NAME
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM, Actor
from onewindow.core.separation import PAIRS, Pair, why_not
from onewindow.issuance.commands.result_sheet import receive_results
from onewindow.issuance.models import Result
from onewindow.journal.models import Event
from onewindow.people.models import Post, Staff
from onewindow.supervision.commands.answer import explain_card, rule_on_card
from tests.access.plays import PLAYS
from tests.access.stage import NOW, Stage
from tests.access.test_commands import ROWS
from tests.access.visitors import HOLDERS

pytestmark = pytest.mark.django_db

DID = {
    "case.receive": "wang", "case.propose": "zhao", "extension.request": "zhao", "sheet.hand": "wang",
    "result.make": "zhao", "card.explain": "zhao", "urging.send": "wu", "urging.answer": "zhao",
    "edition.edit": "luo", "edition.submit": "luo",
    "bundle.edit": "luo", "bundle.submit": "luo", "delegation.ask": "luo",
    "batch.draw_up": "luo", "batch.edit": "luo",
}  # fmt: skip
"""Who did the first act of each pair on the things of the stage."""
IN_ONE_GO = {"instant.complete_instant"}
"""An authorised window takes in and decides an instant matter by itself: there the law knows no two persons."""
ANN, BEN, CARL = (UUID(int=n) for n in (1, 2, 3))


def reject(stage: Stage, by: Actor) -> object:
    wrong = {
        result.pk: ["住所与申请不一致"]
        for result in Result.objects.filter(sheet__no=stage.no["result sheet"])
    }
    return receive_results(stage.no["result sheet"], wrong, by=by, at=NOW)


def uphold(stage: Stage, by: Actor) -> object:
    card: Any = stage.key["agency card"]
    return rule_on_card(card, lift=False, text="情况不属实，维持。", by=by, at=NOW)


def refuse_extension(stage: Stage, by: Actor) -> object:
    request: Any = stage.key["extension"]
    return rule_on_extension(stage.no["extending"], request, approve=False, by=by, at=NOW)


ANOTHER_WAY = {"result.reject": reject, "card.uphold": uphold, "extension.reject": refuse_extension}
"""Acts that a command does only when it is called differently than in the matrix."""


@dataclass(frozen=True)
class Cell:
    """The second act of a pair by one command in one role; `who` did the first."""

    pair: Pair
    command: str
    role: str
    who: str

    def act(self, stage: Stage, by: Actor) -> object:
        if self.pair.then in ANOTHER_WAY:
            return ANOTHER_WAY[self.pair.then](stage, by)
        play = PLAYS[self.command]
        return play.call(play.own(stage, self.role), by)


def cells() -> Iterator[Cell]:
    for pair in PAIRS:
        for command, row in ROWS.items():
            if pair.then in row.steps and command not in IN_ONE_GO:
                who = "zhao" if command == "result_sheet.receive_results" else DID[pair.first]
                for role in sorted(row.roles - row.instant):
                    yield Cell(pair, command, role, who)


def test_every_pair_is_tried_by_every_role_that_may_take_the_second_act() -> None:
    assert {cell.pair for cell in cells()} == set(PAIRS)
    assert len(list(cells())) >= len(PAIRS) + 8


@pytest.mark.parametrize(
    "cell", list(cells()), ids=lambda c: f"{c.pair.first} then {c.pair.then} by {c.role}, {c.command}"
)
def test_who_did_the_first_does_not_do_the_second_nor_does_a_deputy_of_his(stage: Stage, cell: Cell) -> None:
    post = Post.objects.whole().get(staff__username=HOLDERS[cell.role], stands_in_for=None).actor()
    doer = Staff.objects.get(username=cell.who).pk
    other = Staff.objects.get(username="ni").pk
    outcomes = []
    for by in (
        replace(post, staff_id=doer),
        replace(post, staff_id=other, stands_for=doer),
        replace(post, staff_id=other),
    ):
        with transaction.atomic():
            if cell.pair.first == "card.explain":
                explain_card(stage.key["agency card"], text="经办人员外出核查。", by=reviewer(), at=NOW)  # type: ignore[arg-type]
            before = Event.objects.count()
            outcomes.append(_code(cell, stage, by))
            assert (Event.objects.count() > before) is (outcomes[-1] == "")
            transaction.set_rollback(True)
    assert outcomes[:2] == ["same-person"] * 2
    assert outcomes[2] == ("not-yours" if (cell.pair.then, cell.role) == ("urging.end", "manager") else "")


def reviewer() -> Actor:
    return Post.objects.whole().get(staff__username="zhao", stands_in_for=None).actor()


def _code(cell: Cell, stage: Stage, by: Actor) -> str:
    try:
        cell.act(stage, by)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_of_all_acts_and_all_people_just_the_pairs_are_kept_apart() -> None:
    verbs = [f"{life.name}.{step.verb}" for life in BY_NAME.values() for step in life.steps]
    apart = {(pair.first, pair.then) for pair in PAIRS}
    tried = 0
    for first, then in product(verbs, verbs):
        for me, for_whom, did in product((ANN, BEN), (None, BEN, CARL), (None, ANN, BEN, CARL)):
            by = Actor(staff_id=me, name="甲", role="reviewer", stands_for=for_whom)
            refusal = why_not(then, by, {first: did})
            barred = (first, then) in apart and did is not None and did in {me, for_whom}
            assert (refusal is not None) is barred, (first, then, me, for_whom, did)
            tried += 1
    assert tried >= 100_000


def test_the_clock_is_nobody() -> None:
    for pair in PAIRS:
        assert why_not(pair.then, SYSTEM, {pair.first: None}) is None


def test_every_pair_is_about_steps_of_the_lives_and_stands_once() -> None:
    verbs = {f"{life.name}.{step.verb}" for life in BY_NAME.values() for step in life.steps}
    assert {word for pair in PAIRS for word in (pair.first, pair.then)} <= verbs
    assert len({(pair.first, pair.then) for pair in PAIRS}) == len(PAIRS)
