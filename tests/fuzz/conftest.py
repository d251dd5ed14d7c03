"""The demo city with every page's forms surveyed once."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test.utils import override_settings

from onewindow.config.demo.city import load_city
from tests.demo.conftest import FRIDAY, empty_installation
from tests.fuzz.crawl import survey
from tests.fuzz.lab import Lab
from tests.web import hall_clock

SEED = int(os.environ.get("FUZZ_SEED", "20261122"))


@contextmanager
def one_connection() -> Iterator[None]:
    """The tests' own transaction outlives the requests, and what is refused is not logged line by line."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def lab(django_db_setup: None, django_db_blocker: Any) -> Iterator[Lab]:
    """The city as of FRIDAY, its clock standing still."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    hall_clock.set_to(FRIDAY)
    with (
        override_settings(DEMO=True, CLOCK="tests.web.hall_clock.now"),
        django_db_blocker.unblock(),
        empty_installation(),
    ):
        city = load_city(FRIDAY)
        ground = survey((city.no, city.query_code))
        with one_connection():
            yield Lab(ground, FRIDAY.date(), SEED)
