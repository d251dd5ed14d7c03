"""The whole matrix of commands: every row of the registry, by every role, in every relation to the thing.

A granted cell does what it says; every other is refused as not one's step or as not there, and leaves no trace.
What is another's and what is nowhere are told apart by nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from onewindow.access.commands import COMMANDS, SEATS, WINDOW, WITHOUT_A_POST, Command
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.models import Event
from tests.access.play import Call, Play
from tests.access.plays import PLAYS
from tests.access.stage import Stage
from tests.access.visitors import NARROW, OWN, Visitor

pytestmark = pytest.mark.django_db

ABSENT = "absent"
NOT_YOURS = {"not-your-step", "no-window", "same-person"}
NOT_THERE = {"not-at-window", "nothing-to-hand"}
"""What a list of things is answered with, of which none is there; one thing that is not there is `no-such-…`."""
WHOLE_AGENCY = {"material_sheet.sign_sheet"}
"""A sheet holds papers of several matters; whoever signs for the agency signs for all of them."""
OF_A_PUBLIC_PLACE = {"grant_post.grant_post"}
"""What is out of reach is the place of the post, and which places there are everybody knows."""
ROWS = {
    ".".join(name.split(".")[-2:]): row for name, row in COMMANDS.items() if row.reach not in WITHOUT_A_POST
}
APPLICANT = Actor(staff_id=None, name="申请人", role="applicant")


@dataclass(frozen=True)
class Cell:
    """One role in one relation calling one command."""

    command: str
    role: str
    relation: str
    by: Actor

    @property
    def row(self) -> Command:
        return ROWS[self.command]

    @property
    def play(self) -> Play:
        return PLAYS[self.command]

    @property
    def granted(self) -> bool:
        near = self.relation == OWN or (self.relation == NARROW and self.command in WHOLE_AGENCY)
        return self.role in self.row.roles - self.row.instant and near


def cells(everybody: list[Visitor]) -> list[Cell]:
    """A window is not asked for by its thing, so for a command through a window only the own one counts."""
    found = []
    for command, row in ROWS.items():
        for visitor in everybody:
            if row.reach == WINDOW and visitor.relation != OWN and visitor.role in row.roles:
                continue
            found.append(Cell(command, visitor.role, visitor.relation, visitor.post.actor()))
            if visitor.relation == OWN and row.reach != WINDOW:
                found.append(Cell(command, visitor.role, ABSENT, visitor.post.actor()))
        found.append(Cell(command, "applicant", OWN, APPLICANT))
    return found


def test_every_row_is_played() -> None:
    assert set(PLAYS) == set(ROWS)
    assert len(ROWS) == len([row for row in COMMANDS.values() if row.reach not in WITHOUT_A_POST])


def test_every_cell_is_granted_or_refused_as_the_registry_says(
    stage: Stage, everybody: list[Visitor]
) -> None:
    outcome: Counter[bool] = Counter()
    faults: list[str] = []
    for cell in cells(everybody):
        thing = cell.play.absent if cell.relation == ABSENT else cell.play.own(stage, cell.role)
        fault = (_grants if cell.granted else refuses)(cell, thing)
        faults += [f"{cell.command} by {cell.role} ({cell.relation}) {fault}"] if fault else []
        outcome[cell.granted] += 1
    assert not faults, "\n".join(faults)
    through_windows = [row for row in ROWS.values() if row.reach == WINDOW]
    others = len(ROWS) - len(through_windows)
    assert len(everybody) == 3 * len(SEATS) + 4
    least = others * (len(everybody) + len(SEATS) + 1) + len(through_windows) * len(everybody) // 2
    assert sum(outcome.values()) >= least >= 1300
    assert outcome[True] >= sum(len(row.roles - row.instant) for row in ROWS.values()) >= 45
    print(f"{sum(outcome.values())} cells, {outcome[True]} granted")


def _grants(cell: Cell, thing: Any) -> str:
    """What is wrong with a cell in which the command must do what it says."""
    before = Event.objects.count()
    with transaction.atomic():
        refusal = _called(cell, thing)
        after = Event.objects.count()
        transaction.set_rollback(True)
    if refusal is not None:
        return f"is refused: {refusal}"
    return "" if after > before else "did nothing"


def refuses(cell: Cell, thing: Any, call: Call | None = None) -> str:
    """What is wrong with a cell in which nothing must happen."""
    before = _trace()
    refusal = _called(cell, thing, call)
    if refusal is None:
        return "is not refused"
    if refusal.code not in NOT_YOURS | NOT_THERE and not refusal.code.startswith("no-such-"):
        return f"is refused for another reason: {refusal}"
    return "" if _trace() == before else "left a trace"


def _called(cell: Cell, thing: Any, call: Call | None = None) -> Refusal | None:
    try:
        with transaction.atomic():
            (call or cell.play.call)(thing, cell.by)
    except Refusal as refusal:
        return refusal
    return None


def _trace() -> list[tuple[str, int]]:
    """How many rows every table of the platform has, in one statement."""
    models = (model for app in apps.get_app_configs() for model in app.get_models())
    tables = sorted(m._meta.db_table for m in models if m.__module__.startswith("onewindow."))
    counts = (f"SELECT '{table}' AS name, COUNT(*) AS n FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return sorted(cursor.fetchall())


def test_what_is_anothers_is_answered_like_what_is_nowhere(stage: Stage, everybody: list[Visitor]) -> None:
    compared = 0
    for cell in cells(everybody):
        if cell.granted or cell.relation in {OWN, ABSENT} or cell.command in OF_A_PUBLIC_PLACE:
            continue
        if cell.role not in cell.row.roles:
            continue
        thing, nothing = cell.play.own(stage, cell.role), cell.play.absent
        theirs, nobodys = _called(cell, thing), _called(cell, nothing)
        assert theirs is not None
        assert nobodys is not None
        assert _told(theirs, thing) == _told(nobodys, nothing), cell
        compared += 1
    assert compared >= 120
    print(f"{compared} pairs")


def _told(refusal: Refusal, asked: Any) -> tuple[object, ...]:
    """All of an answer but the echo of what was asked for."""
    said = repr((refusal.message, refusal.findings))
    for part in asked if isinstance(asked, tuple | list) else [asked]:
        said = said.replace(str(part), "…")
    return refusal.code, refusal.status, said.replace("…、", "")
