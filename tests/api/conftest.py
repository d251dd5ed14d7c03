"""The API under test: the city and cast of the stories, a standing clock, and the systems of two agencies and a hall."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.people.register import PartyFacts
from tests.api.program import Program, registered
from tests.api.sent import body_of
from tests.stories.conftest import cast, django_db_setup, intake_of, li, restaurant, statements
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


@pytest.fixture
def body(restaurant: PartyFacts) -> dict[str, Any]:
    return body_of(intake_of("shipin-jingying", restaurant))


@pytest.fixture
def material(body: dict[str, Any]) -> str:
    """A material of the intake that may have a scan."""
    found: str = body["materials"][1]["material"]
    return found
