"""The server that the bench asks is the real one, and its workers answer at once without getting into each other's way."""

from __future__ import annotations

import threading
import urllib.request
from datetime import datetime

import pytest

from onewindow.core.calendar import SHANGHAI
from tests.bench.scratch import Scratch
from tests.bench.serving import served

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
CLIENTS, REQUESTS = 8, 12


@pytest.mark.postgres
@pytest.mark.slow
def test_workers_that_are_asked_at_once_do_not_share_a_connection(place: Scratch) -> None:
    """Two workers that inherit one socket read each other's answers: most of these requests would end with a 500."""
    answered: list[int] = []
    with served(place.make("served"), workers=2, now=MONDAY) as server:

        def ask() -> None:
            for _ in range(REQUESTS):
                with urllib.request.urlopen(
                    f"http://localhost:{server.port}/matters/shipin-jingying/", timeout=60
                ) as page:
                    answered.append(page.status)

        threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answered == [200] * (CLIENTS * REQUESTS)
