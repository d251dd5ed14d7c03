"""`onewindow catalogue`: editions from files and back, and what is different between two."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click

from onewindow.config.cli.checks import CONTENT
from onewindow.config.cli.installation import data_option, open_installation, open_ready_installation
from onewindow.config.clock import now
from onewindow.core.refusal import Refusal

FORMATS = ("yaml", "xlsx", "national")


@click.group()
def catalogue() -> None:
    """Editions of matters (实施清单) as plain files."""


@catalogue.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def check(path: Path) -> None:
    """Say whether every edition in PATH, a directory of YAML or a workbook, could be imported and signed.

    Each fault is named with its file and field, or its sheet, row and column.
    """
    with TemporaryDirectory() as nowhere:
        open_installation(Path(nowhere))
    from onewindow.config.exchanging import guides_in

    try:
        guides = guides_in(path, CONTENT)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{len(guides)} editions")


@catalogue.command("import")
@data_option
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--publish", is_flag=True, help="Publish what a workbook or exchange tables hold; else drafts begin."
)
@click.option(
    "--agency", default="", help="The agency whose the matters of exchange tables are, where no code says."
)
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a workbook's faults into this workbook.",
)
def import_(data_dir: Path | None, path: Path, publish: bool, agency: str, errors: Path | None) -> None:
    """Take in every edition in PATH, or none.

    PATH is a directory of YAML, whose editions are checked and published; a workbook (.xlsx); or the national
    exchange tables up_task_* as one .json or a directory of .csv. Each fault is named with its place.
    """
    open_ready_installation(data_dir)
    from onewindow.config.exchanging import bring_in

    try:
        said = bring_in(path, at=now(), publish=publish, agency=agency, errors=errors, progress=_progress)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(said)


@catalogue.command("export")
@data_option
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default what the name of PATH says.")
@click.option("--item", "slugs", multiple=True, metavar="SLUG", help="Only this item; repeatable.")
def export(data_dir: Path | None, path: Path, form: str | None, slugs: tuple[str, ...]) -> None:
    """Write published editions to PATH.

    yaml: every edition, canonical, into a directory. xlsx: the newest of every item into one workbook. national: the
    newest of every item as exchange tables, into one .json or a directory of .csv.
    """
    open_ready_installation(data_dir)
    from onewindow.config.exchanging import send_out

    try:
        number = send_out(path, form or _format(path), slugs)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{number} editions")


@catalogue.command("diff")
@data_option
@click.argument("old")
@click.argument("new")
@click.argument("number", required=False, type=int)
def diff(data_dir: Path | None, old: str, new: str, number: int | None) -> None:
    """Say what is different: between two files OLD.yaml NEW.yaml, or SLUG and two numbers of its editions.

    Exit status 1 when something is.
    """
    if number is None:
        with TemporaryDirectory() as nowhere:
            open_installation(Path(nowhere))
    else:
        open_ready_installation(data_dir)
    from onewindow.catalogue.comparing import differences
    from onewindow.config.exchanging import editions_of, whole_document

    try:
        if number is None:
            documents = [whole_document(Path(name), CONTENT) for name in (old, new)]
        else:
            documents = editions_of(old, [int(new) if new.isdecimal() else 0, number])
    except Refusal as refusal:
        _refuse(refusal)
    changes = differences(documents[0], documents[1])
    for change in changes:
        click.echo(str(change))
    click.echo(f"{len(changes)} differences")
    sys.exit(bool(changes))


def _format(path: Path) -> str:
    return {".xlsx": "xlsx", ".json": "national"}.get(path.suffix, "yaml")


def _progress(done: int, total: int) -> None:
    """A bar on a terminal, nothing in a file."""
    if sys.stderr.isatty():
        filled = 30 * done // total
        end = "\n" if done == total else ""
        click.echo(f"\r  [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", nl=False, err=True)
        click.echo(end, nl=False, err=True)


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(refusal.message)
    for finding in refusal.findings:
        click.echo(f"  {finding.field}: {finding.message}")
    sys.exit(1)
