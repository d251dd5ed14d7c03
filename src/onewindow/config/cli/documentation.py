"""`onewindow docs`: the generated reference."""

from __future__ import annotations

import sys

import click

from onewindow.config.docs import generate


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a page is out of date.")
def docs(check: bool) -> None:
    """Generate docs/reference from the tables in the code."""
    differing = generate(check=check)
    for path in differing:
        click.echo(("out of date: " if check else "written: ") + str(path))
    if check and differing:
        sys.exit(1)
