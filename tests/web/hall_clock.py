"""The server's time in the tests of the pages: it stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime

from tests.stories.conftest import MONDAY

_moments = [MONDAY]


def now() -> datetime:
    return _moments[-1]


def set_to(moment: datetime) -> None:
    _moments[:] = [moment]
