"""`onewindow demo`: the invented city 江州市."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from onewindow.config.cli.installation import Moment, data_option, open_installation
from onewindow.config.clock import now
from onewindow.core.refusal import Refusal

MARK = "demo-city.txt"
"""In the data directory: that this is the demo city, for which the demo sign-in may be opened."""


@click.command()
@data_option
@click.option(
    "--as-of", type=Moment(), default=None, help="The moment the city is loaded for (default: now)."
)
@click.option("--if-empty", is_flag=True, help="Do nothing when the city is there already.")
def demo(data_dir: Path | None, as_of: datetime | None, if_empty: bool) -> None:
    """Load the demo city into an empty installation."""
    open_installation(data_dir)
    mark = Path(os.environ["ONEWINDOW_DATA"]) / MARK
    if if_empty and mark.exists():
        return
    from django.core.management import call_command

    from onewindow.config.demo.city import load_city

    call_command("migrate", verbosity=0, interactive=False)
    click.echo("loading the demo city 江州市 …")
    try:
        loaded = load_city(as_of or now(), say=lambda line: click.echo(f"  {line}"))
    except Refusal as refusal:
        raise click.ClickException(f"{mark.parent}: {refusal.message}") from None
    mark.write_text(f"{loaded}\n", "utf-8")
    click.echo(str(loaded))
