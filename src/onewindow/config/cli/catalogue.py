"""`onewindow catalogue`: editions from files and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from onewindow.catalogue.files import read_files
from onewindow.config.cli.installation import data_option, open_ready_installation
from onewindow.config.clock import now
from onewindow.core.refusal import Refusal


@click.group()
def catalogue() -> None:
    """Editions of matters (实施清单) as plain files."""


@catalogue.command("check")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(directory: Path) -> None:
    """Say whether every edition in DIRECTORY could be imported; each fault with its file and field."""
    try:
        files = read_files(directory)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{len(files)} editions")


@catalogue.command("import")
@data_option
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_(data_dir: Path | None, directory: Path) -> None:
    """Validate and publish every edition in DIRECTORY, or none; each fault with its file and field."""
    open_ready_installation(data_dir)
    from onewindow.catalogue.commands import import_editions

    try:
        outcome = import_editions(directory, at=now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(str(outcome))


@catalogue.command("export")
@data_option
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def export(data_dir: Path | None, directory: Path) -> None:
    """Write every published edition into DIRECTORY in canonical form."""
    open_ready_installation(data_dir)
    from onewindow.catalogue.commands import export_editions

    click.echo(str(export_editions(directory)))


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(refusal.message)
    for finding in refusal.findings:
        click.echo(f"  {finding.field}: {finding.message}")
    sys.exit(1)
