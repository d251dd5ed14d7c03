"""The catalogue of these tests begins empty, whatever city was loaded before them."""

from __future__ import annotations

import pytest

from onewindow.catalogue.models import Edition


@pytest.fixture(autouse=True)
def empty_catalogue(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        Edition.objects.all().delete()
