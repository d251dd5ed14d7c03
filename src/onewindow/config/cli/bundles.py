"""`onewindow catalogue bundles`: bundles (一件事) from files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click
import yaml

from onewindow.bundles.checking import Surroundings, findings, repeated
from onewindow.bundles.codes import code_pattern
from onewindow.bundles.files import BundleFile, BundlesRefused, read_bundles
from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import Edition
from onewindow.config.cli.checks import CONTENT
from onewindow.config.cli.installation import data_option, open_ready_installation
from onewindow.config.clock import now
from onewindow.core.refusal import Finding, Refusal


@click.group()
def bundles() -> None:
    """Bundles of matters (一件事) as plain files."""


@bundles.command("check")
@click.argument(
    "directory",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT / "bundles",
)
@click.option(
    "--items",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT / "items",
    help="The items the members are of.",
)
@click.option(
    "--places",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=CONTENT / "demo" / "places.yaml",
    help="The agencies.",
)
def check(directory: Path, items: Path, places: Path) -> None:
    """Say whether every bundle in DIRECTORY could be offered; each fault with its file and field."""
    try:
        files = read_bundles(directory, CONTENT)
        around = Surroundings(_newest(items), _agencies(places), code_pattern(CONTENT))
        faults = [*_among(files, around), *repeated(file.bundle for file in files)]
        if faults:
            raise BundlesRefused(faults)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{len(files)} bundles")


@bundles.command("import")
@data_option
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_(data_dir: Path | None, directory: Path) -> None:
    """Check and publish every bundle in DIRECTORY, or none; the items they are of have to be there."""
    open_ready_installation(data_dir)
    from onewindow.bundles.commands import import_bundles

    try:
        taken = import_bundles(directory, at=now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(str(taken))


@bundles.command("export")
@data_option
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--bundle", "slugs", multiple=True, metavar="SLUG", help="Only this bundle; repeatable.")
def export(data_dir: Path | None, directory: Path, slugs: tuple[str, ...]) -> None:
    """Write every published edition of every bundle into DIRECTORY, in canonical form."""
    open_ready_installation(data_dir)
    from onewindow.bundles.commands import export_bundles

    click.echo(f"{len(export_bundles(directory, slugs))} editions of bundles")


def _newest(directory: Path) -> dict[str, Edition]:
    """The last edition of each item; the files stand in their order."""
    return {file.guide.slug: file.guide for file in read_files(directory, CONTENT)}


def _agencies(places: Path) -> set[str]:
    return {agency["code"] for agency in yaml.safe_load(places.read_text(encoding="utf-8"))["agencies"]}


def _among(files: list[BundleFile], around: Surroundings) -> list[Finding]:
    return [
        Finding(f"{file.name}: {found.field}", found.message)
        for file in files
        for found in findings(file.bundle, around)
    ]


def _refuse(refusal: Refusal) -> NoReturn:
    click.echo(refusal.message)
    for finding in refusal.findings:
        click.echo(f"  {finding.field}: {finding.message}")
    sys.exit(1)
