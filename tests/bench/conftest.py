"""One scratch server for the tests of the bench."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bench.scratch import Scratch, scratch


@pytest.fixture(scope="session")
def place() -> Iterator[Scratch]:
    with scratch() as made:
        yield made
