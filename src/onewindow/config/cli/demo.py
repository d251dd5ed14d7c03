"""`onewindow demo`: the invented city 江州市."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from onewindow.config.cli.installation import Moment, data_option, open_installation
from onewindow.config.clock import now


@click.command()
@data_option
@click.option(
    "--as-of", type=Moment(), default=None, help="The moment the city is loaded for (default: now)."
)
def demo(data_dir: Path | None, as_of: datetime | None) -> None:
    """Load the demo city into an empty installation."""
    open_installation(data_dir)
    from onewindow.config.demo.city import load_city

    click.echo(load_city(as_of or now()))
