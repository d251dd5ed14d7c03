"""What a deputy did first, neither he nor the one in whose stead he did it may take further, nor another deputy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import stage as stages
from tests.access.apart import Cell, allowed, cells, outcomes, reviewer, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stage_of_deputies(django_db_setup: None, django_db_blocker: Any) -> Iterator[stages.Stage]:
    """The things of the stage, each brought there by deputies of those who did it there."""
    with django_db_blocker.unblock(), stages.stage(stages.by_deputy) as built:
        yield built


@pytest.mark.parametrize(
    "cell", list(cells()), ids=lambda c: f"{c.pair.first} then {c.pair.then} by {c.role}, {c.command}"
)
def test_what_a_deputy_did_first_counts_for_him_and_for_whom_he_stood_in(
    stage_of_deputies: stages.Stage, cell: Cell
) -> None:
    principal, deputy, other = staff(cell.who), stages.deputy_of(staff(cell.who)), staff("ni")
    barred = [(principal, None), (deputy, None), (other, principal), (other, deputy), (principal, other)]
    found = outcomes(
        cell,
        stage_of_deputies,
        [*barred, (other, None), (other, staff("yang"))],
        explainer=stages.by_deputy(reviewer()),
    )
    assert found == ["same-person"] * len(barred) + [allowed(cell)] * 2
