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
@click.option("--if-empty", is_flag=True, help="Do nothing when there are cases already.")
def demo(data_dir: Path | None, as_of: datetime | None, if_empty: bool) -> None:
    """Load the demo city into an empty installation."""
    open_installation(data_dir)
    from onewindow.cases.models import Case
    from onewindow.config.demo.city import load_city

    if if_empty and Case.objects.exists():
        return
    click.echo("loading the demo city 江州市 …")
    click.echo(load_city(as_of or now()))
