"""A running hall of the demo city and a browser.

Screenshots go to ONEWINDOW_SHOTS or a temporary folder. ONEWINDOW_E2E_CITY names a folder that keeps the loaded
city (`data` and `hall.log`) from one run to the next, for whoever writes these tests.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.chromium import chromium
from tests.e2e.hall import TUESDAY, Hall
from tests.e2e.walker import Walker, signed_in, walker

People = Callable[[str, str], Walker]


def pytest_configure() -> None:
    """Stopped from outside, the halls are closed as after the last test."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("fonts")) as running:
        yield running


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wanted = os.environ.get("ONEWINDOW_SHOTS")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    """The demo city, loaded once and closed; each file of tests opens a copy of it."""
    kept = os.environ.get("ONEWINDOW_E2E_CITY")
    loaded = Hall(Path(kept) if kept else tmp_path_factory.mktemp("city"))
    if kept and loaded.data.exists():
        return loaded
    loaded.data.parent.mkdir(parents=True, exist_ok=True)
    try:
        loaded.open(TUESDAY)
    finally:
        loaded.close()
    return loaded


@pytest.fixture(scope="module")
def hall(city: Hall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """An open hall on Tuesday morning, this file's own."""
    own = city.copied_to(tmp_path_factory.mktemp("hall"))
    try:
        own.open(TUESDAY)
        yield own
    finally:
        own.close()


@pytest.fixture
def people(chrome: Browser, hall: Hall, shots: Path) -> Iterator[People]:
    """people("王", "王素梅") sits down at her desk; people("李", "") is a visitor of the public pages."""
    here: list[Walker] = []

    def come(name: str, staff: str) -> Walker:
        somebody = walker(chrome, hall.url, name, shots)
        here.append(somebody)
        return signed_in(somebody, staff) if staff else somebody

    yield come
    for somebody in here:
        somebody.shot(f"last-{somebody.name}")
    complaints = [complaint for somebody in here for complaint in somebody.complaints]
    for somebody in here:
        somebody.context.close()
    assert complaints == []
