"""钱 at the counter on the afternoon on which the results came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in


@pytest.fixture
def qian(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(5, 16))
    return signed_in(client, "qian")
