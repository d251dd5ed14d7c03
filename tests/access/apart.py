"""The cells of the separation of duties: the second act of every pair, by every role that may take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from onewindow.cases.commands.extend import rule_on_extension
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor, Hands
from onewindow.core.separation import PAIRS, Pair
from onewindow.issuance.commands.result_sheet import receive_results
from onewindow.issuance.models import Result
from onewindow.journal.models import Event
from onewindow.people.models import Post, Staff
from onewindow.supervision.commands.answer import explain_card, rule_on_card
from tests.access.plays import PLAYS
from tests.access.stage import NOW, Stage
from tests.access.test_commands import ROWS
from tests.access.visitors import HOLDERS

DID = {
    "case.receive": "wang", "case.propose": "zhao", "extension.request": "zhao", "sheet.hand": "wang",
    "result.make": "zhao", "card.explain": "zhao", "urging.send": "wu", "urging.answer": "zhao",
    "edition.edit": "luo", "edition.submit": "luo",
    "bundle.edit": "luo", "bundle.submit": "luo", "delegation.ask": "luo", "intermediary.record": "luo",
    "library_change.propose": "luo",
    "batch.draw_up": "luo", "batch.edit": "luo",
}  # fmt: skip
"""Who did the first act of each pair on the things of the stage."""
IN_ONE_GO = {"instant.complete_instant"}
"""An authorised window takes in and decides an instant matter by itself: there the law knows no two persons."""


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


def staff(username: str) -> UUID:
    found: UUID = Staff.objects.get(username=username).pk
    return found


def allowed(cell: Cell) -> str:
    """What somebody else is told: nothing, but that a manager ends only what is his own."""
    return "not-yours" if (cell.pair.then, cell.role) == ("urging.end", "manager") else ""


def outcomes(cell: Cell, stage: Stage, hands: Sequence[Hands], *, explainer: Actor) -> list[str]:
    """The code with which each of them is refused the second act; empty where it is done, and undone again."""
    post = Post.objects.whole().get(staff__username=HOLDERS[cell.role], stands_in_for=None).actor()
    found = []
    for who, in_stead in hands:
        with transaction.atomic():
            if cell.pair.first == "card.explain":
                explain_card(stage.key["agency card"], text="经办人员外出核查。", by=explainer, at=NOW)  # type: ignore[arg-type]
            before = Event.objects.count()
            found.append(_code(cell, stage, replace(post, staff_id=who, stands_for=in_stead)))
            assert (Event.objects.count() > before) is (found[-1] == "")
            transaction.set_rollback(True)
    return found


def reviewer() -> Actor:
    return Post.objects.whole().get(staff__username="zhao", stands_in_for=None).actor()


def _code(cell: Cell, stage: Stage, by: Actor) -> str:
    try:
        cell.act(stage, by)
    except Refusal as refusal:
        return refusal.code
    return ""
