"""Whether a step is this person's comes first; what was written for it is judged only then.

Otherwise somebody would be told how to word a step that is not theirs, on a page that has no field for it.
"""

from __future__ import annotations

import pytest

from tests.access.stage import Stage
from tests.access.test_commands import cells, refuses
from tests.access.visitors import OWN, Visitor

pytestmark = pytest.mark.django_db


def test_nothing_written_is_judged_before_the_step(stage: Stage, everybody: list[Visitor]) -> None:
    faults, asked, commands = [], 0, set()
    for cell in cells(everybody):
        if cell.play.wordless is None or cell.granted or cell.relation != OWN:
            continue
        fault = refuses(cell, cell.play.own(stage, cell.role), cell.play.wordless)
        faults += [f"{cell.command} by {cell.role} {fault}"] if fault else []
        asked += 1
        commands.add(cell.command)
    assert not faults, "\n".join(faults)
    assert len(commands) >= 35
    assert asked >= 350
    print(f"{asked} cells of {len(commands)} commands")
