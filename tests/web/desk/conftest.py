"""What is kept outside the database is cleared between the tests of the desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def no_drafts() -> Iterator[None]:
    yield
    shutil.rmtree(Path(settings.DATA_DIR) / "drafts", ignore_errors=True)
