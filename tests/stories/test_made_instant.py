"""A promised matter becomes an instant one, and the share of what is done at once grows by it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onewindow.catalogue.commands import load
from onewindow.catalogue.models import Edition
from onewindow.reform.ledger import compare
from onewindow.reform.readings import share, speed
from onewindow.reform.sides import in_force, side
from tests.catalogue.documents import instant, next_edition, promised
from tests.stories.conftest import MONDAY

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def made_instant() -> None:
    same: dict[str, Any] = {"halls": ["jz-hall"], "effective_from": "2026-03-01"}
    load(promised(**same), at=MONDAY)
    load(next_edition(instant(**same), effective_from="2026-04-01"), at=MONDAY)


def at_once(on: date) -> set[str]:
    return {one.slug for one in share("instant", in_force(on)).inside}


@pytest.mark.seeds("C20", "L8")
@pytest.mark.usefixtures("made_instant")
def test_the_share_of_instant_items_grows_by_the_one_made_instant() -> None:
    slug = promised()["slug"]
    assert at_once(AFTER) - at_once(BEFORE) == {slug}
    assert not at_once(BEFORE) - at_once(AFTER)
    assert slug in {one.slug for one in speed("quick", in_force(BEFORE)).inside}
    shares = [share("instant", in_force(on)).value for on in (BEFORE, AFTER)]
    assert shares[1] > shares[0]  # type: ignore[operator]
    assert Edition.objects.in_force(BEFORE).count() == Edition.objects.in_force(AFTER).count()


@pytest.mark.seeds("C20")
@pytest.mark.usefixtures("made_instant")
def test_the_ledger_shows_the_days_that_went() -> None:
    slug = promised()["slug"]
    rows = compare(side(f"edition:{slug}:1", AFTER), side(f"edition:{slug}:2", AFTER))
    days = next(row for row in rows if row.measure.key == "days")
    assert [float(n) for n in (days.before, days.after)] == [5, 0]
