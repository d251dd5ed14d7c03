"""Opening an installation: which data directory, at which time, with Django set up on it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
import django

from onewindow.config.clock import offset_to
from onewindow.config.database import SQLITE_FILE
from onewindow.core.calendar import SHANGHAI

Command = TypeVar("Command", bound=Callable[..., Any])


def data_option(command: Command) -> Command:
    """`--data DIR`: where the database, files and keys of this installation are."""
    return click.option(
        "--data", "data_dir", type=click.Path(file_okay=False, path_type=Path), default=None, envvar="ONEWINDOW_DATA",
        help="Directory of this installation's database, files and keys (default: var).",
    )(command)  # fmt: skip


def name_installation(data_dir: Path | None) -> None:
    """Say in the environment, for this process and its children, which installation is meant."""
    if data_dir is not None:
        os.environ["ONEWINDOW_DATA"] = str(data_dir.resolve())
    os.environ.setdefault("ONEWINDOW_DATA", str(Path.cwd() / "var"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")


def open_installation(data_dir: Path | None) -> None:
    """Set Django up on the data directory; every command that touches the database begins with it."""
    name_installation(data_dir)
    django.setup()


def open_ready_installation(data_dir: Path | None) -> None:
    """Set Django up on an installation that is there; a mistyped directory is told, not made."""
    name_installation(data_dir)
    directory = Path(os.environ["ONEWINDOW_DATA"])
    if not os.environ.get("DATABASE_URL") and not (directory / SQLITE_FILE).exists():
        raise click.ClickException(
            f"there is no installation in {directory}; `onewindow setup --data {directory}` makes one"
        )
    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            f"the database of {directory} is older than this program; `onewindow setup` upgrades it"
        )


class Moment(click.ParamType[datetime]):
    """2026-11-20 or 2026-11-20T09:30, in Asia/Shanghai."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date or a moment such as 2026-11-20T09:30", param, ctx)
        if len(value) == len("2026-11-20"):
            moment = moment.replace(hour=10)
        return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def run_as_of(as_of: datetime | None) -> None:
    """Make this process and its children believe it is `as_of` now."""
    if as_of is not None:
        os.environ["ONEWINDOW_CLOCK_OFFSET"] = str(offset_to(as_of))
