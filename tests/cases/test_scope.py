"""What a supervisor's division reaches, at every level, and that no division reaches nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onewindow.cases.models import Case
from onewindow.cases.scope import agencies_watched
from onewindow.people.register import PartyFacts
from onewindow.places.models import Agency
from tests.stories.conftest import Cast, cast, django_db_setup, restaurant
from tests.stories.steps import received

__all__ = ["cast", "django_db_setup", "restaurant"]


@pytest.mark.parametrize(("division", "seen"), [("990000", 1), ("990100", 1), ("990200", 0), ("", 0)])
def test_a_supervisor_watches_what_lies_inside_the_own_division(
    cast: Cast, restaurant: PartyFacts, division: str, seen: int
) -> None:
    received(cast, restaurant)
    watcher = replace(cast.zheng, division=division)
    assert Case.objects.for_actor(watcher).count() == seen
    assert len(agencies_watched(watcher)) == seen * Agency.objects.count()
