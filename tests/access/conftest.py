"""The loaded city, and its stage built once a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import stage as stages
from tests.access.visitors import Visitor, visitors
from tests.stories.conftest import django_db_setup

__all__ = ["django_db_setup"]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[stages.Stage]:
    with django_db_blocker.unblock(), stages.stage() as built:
        yield built


@pytest.fixture(scope="module")
def everybody(stage: stages.Stage, django_db_blocker: Any) -> Iterator[list[Visitor]]:
    """Every role in every relation to the things of the stage."""
    with django_db_blocker.unblock():
        yield visitors()
