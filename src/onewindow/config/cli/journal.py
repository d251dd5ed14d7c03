"""`onewindow journal`: proving the record."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onewindow.config.cli.installation import data_option, open_ready_installation


@click.group()
def journal() -> None:
    """The append-only journal."""


@journal.command()
@data_option
def verify(data_dir: Path | None) -> None:
    """Recompute every hash and chain; name the first altered entry and exit with 1."""
    open_ready_installation(data_dir)
    from onewindow.journal.verify import verify as prove

    verdict = prove()
    if verdict.fault is not None:
        click.echo(f"altered: event {verdict.fault.event}: {verdict.fault.what}")
        sys.exit(1)
    click.echo(f"ok: {verdict.events} events, {verdict.sealed} sealed")
