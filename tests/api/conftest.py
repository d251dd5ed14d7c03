"""The API under test: the city and cast of the stories, a standing clock, and the systems of two agencies and a hall."""

from __future__ import annotations

import pytest

from tests.api.program import Program, registered
from tests.stories.conftest import cast, django_db_setup, li, restaurant, statements
from tests.web.conftest import clock, demo_hall

__all__ = [
    "cast",
    "clock",
    "demo_hall",
    "django_db_setup",
    "hall",
    "li",
    "restaurant",
    "scjg",
    "statements",
    "wsjk",
]


@pytest.fixture
def scjg(db: None) -> Program:
    """The approval system of 市场监督管理局, with every scope."""
    return registered("scjg-approval", agency="scjg")


@pytest.fixture
def wsjk(db: None) -> Program:
    """The system of another agency."""
    return registered("wsjk-approval", agency="wsjk")


@pytest.fixture
def hall(db: None) -> Program:
    """The system of the hall in which windows and counter are."""
    return registered("lj-hall-desk", hall="lj-hall")
