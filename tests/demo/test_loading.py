"""The same moment gives the same city, and every moment a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.config.demo.city import load_city
from onewindow.core.calendar import SHANGHAI
from onewindow.journal.verify import verify
from tests.demo.conftest import FRIDAY, empty_installation
from tests.demo.dump import visible

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUNDAY = datetime(2026, 11, 22, 15, 0, tzinfo=SHANGHAI)
NEW_YEAR = datetime(2027, 1, 1, 0, 10, tzinfo=SHANGHAI)
"""In a year whose arrangement of holidays is not published."""


@dataclass(frozen=True)
class Seen:
    rows: dict[str, list[Any]]
    stages: list[tuple[str, str, str, str, bool]]
    said: list[str]
    summary: str


def look(as_of: datetime) -> Seen:
    said: list[str] = []
    summary = str(load_city(as_of, say=said.append))
    columns = ("item_name", "applicant_name", "stage", "waiting", "paused")
    return Seen(visible(), sorted(Case.objects.values_list(*columns)), said, summary)


@pytest.fixture(scope="module")
def friday(django_db_setup: None, django_db_blocker: Any) -> Iterator[Seen]:
    with django_db_blocker.unblock():
        with empty_installation():
            seen = look(FRIDAY)
        yield seen


def test_two_loads_for_one_moment_are_the_same_city(friday: Seen) -> None:
    with empty_installation():
        again = look(FRIDAY.replace(second=41))
    assert again.summary == friday.summary
    assert again.rows == friday.rows


@pytest.mark.parametrize("as_of", [SUNDAY, NEW_YEAR], ids=["sunday", "new-year-2027"])
def test_the_same_matters_stand_where_they_stood_at_any_moment(friday: Seen, as_of: datetime) -> None:
    with empty_installation():
        seen = look(as_of)
        assert verify().fault is None
        assert seen.stages == friday.stages
        assert Clock.objects.filter(provisional=True).exists()
        assert not Clock.objects.filter(next_alert_at__lt=as_of).exists()


def test_loading_says_how_far_it_is(friday: Seen) -> None:
    assert friday.said[:2] == ["places, staff, editions", "300 parties"]
    assert friday.said[-1] == "2026-11-16"
    assert friday.summary.startswith("江州市 as of 2026-11-20 10:00: 300 parties, ")
