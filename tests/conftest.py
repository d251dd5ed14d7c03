"""What every test stands on. The cast of the stories is in tests/stories/conftest.py."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "patient", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")
"""No test fails because the machine is busy: what may take how long stands in budgets, not in tests."""

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
DATABASE = {"db", "transactional_db", "django_db_setup", "race"}
"""The fixtures of whatever reads or writes the database under test, or one of its own on the same server."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not for this database, so that a skip always means something is missing."""
    chosen = [item for item in items if (_is_for_postgres(item) if ON_POSTGRES else _is_for_sqlite(item))]
    if len(chosen) < len(items):
        kept = set(chosen)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = chosen


def _is_for_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is None


def _is_for_postgres(item: pytest.Item) -> bool:
    """What touches no database, or one of its own making, was shown on SQLite and shows no more here."""
    if item.get_closest_marker("sqlite"):
        return False
    touching = DATABASE.intersection(getattr(item, "fixturenames", ()))
    return bool(touching or item.get_closest_marker("django_db") or item.get_closest_marker("postgres"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failed run: nothing there may be missing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("Skipped tests fail the run in CI.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
