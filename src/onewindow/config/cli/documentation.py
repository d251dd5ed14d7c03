"""`onewindow docs`: the generated reference."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from onewindow.config.cli.installation import open_installation


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a page is out of date.")
def docs(check: bool) -> None:
    """Generate docs/reference from the tables in the code."""
    with TemporaryDirectory() as nowhere:
        open_installation(Path(nowhere))
    from onewindow.config.docs import generate

    differing = generate(check=check)
    for path in differing:
        click.echo(("out of date: " if check else "written: ") + str(path))
    if check and differing:
        sys.exit(1)
