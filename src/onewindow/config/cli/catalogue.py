"""`onewindow catalogue`: editions from files and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.signing import gaps, read_signing
from onewindow.config.cli.checks import CONTENT
from onewindow.config.cli.installation import data_option, open_ready_installation
from onewindow.config.clock import now
from onewindow.core.refusal import Refusal


@click.group()
def catalogue() -> None:
    """Editions of matters (实施清单) as plain files."""


@catalogue.command("check")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(directory: Path) -> None:
    """Say whether every edition in DIRECTORY could be imported and signed; each fault with its file and field."""
    try:
        files = read_files(directory, CONTENT)
        _signed(directory, [file.guide for file in files])
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{len(files)} editions")


def _signed(directory: Path, guides: list[Edition]) -> None:
    """By the table beside the directory, as in content/, otherwise by the installed one."""
    beside = directory.resolve().parent / "rules" / "signing.yaml"
    table = read_signing(beside if beside.is_file() else CONTENT / "rules" / "signing.yaml")
    if findings := gaps(table, guides):
        raise Refusal("unsigned", f"审批权限有{len(findings)}处没有设定", status=422, findings=findings)


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
