"""The demo city, loaded for the tests of one file that only look at it, and put away afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from onewindow.catalogue.models import Edition
from onewindow.config.demo.city import Loaded, load_city
from onewindow.core.calendar import SHANGHAI
from onewindow.people.models import Appointment, Post, Staff
from onewindow.places.directory import forget

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
"""A working day in office hours, without a holiday near: the moment at which most tests look."""


@contextmanager
def empty_installation() -> Iterator[None]:
    """What other tests left behind is out of the way, and what is loaded here is gone afterwards."""
    with transaction.atomic():
        for model in (Post, Appointment, Staff, Edition):
            model._default_manager.all().delete()
        yield
        transaction.set_rollback(True)
    forget()


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    """The city as of FRIDAY. Tests with this fixture only read."""
    with django_db_blocker.unblock(), empty_installation():
        yield load_city(FRIDAY)
