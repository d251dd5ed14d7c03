"""`onewindow catalogue lint`: the check of items (事项检查) over files."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from onewindow.config.cli.checks import CONTENT
from onewindow.config.cli.installation import open_installation
from onewindow.core.refusal import Finding, Refusal

LEVELS = ("blocking", "warning", "note")


@click.command("lint")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--severity", type=click.Choice(LEVELS), default="note", help="Show what is at least as grave.")
def lint(directory: Path, severity: str) -> None:
    """Check every edition in DIRECTORY by the rules of docs/reference/lint.md; exit with 1 when one may not be published.

    No installation is needed. The library and the base items are read from beside DIRECTORY, as in content/.
    """
    with TemporaryDirectory() as nowhere:
        open_installation(Path(nowhere))
    from onewindow.catalogue.lint import SEVERITIES
    from onewindow.catalogue.lint.files import examine_files
    from onewindow.catalogue.plain import located

    try:
        files = examine_files(directory, CONTENT)
    except Refusal as refusal:
        click.echo(refusal.message)
        for finding in refusal.findings:
            click.echo(f"  {finding.field}: {finding.message}")
        sys.exit(1)
    shown = LEVELS[: LEVELS.index(severity) + 1]
    counts = dict.fromkeys(LEVELS, 0)
    for name, marks in files.items():
        seen = [mark for mark in marks if mark.severity in shown]
        places = located(directory / name, [Finding(mark.field, mark.message) for mark in seen])
        for mark, place in zip(seen, places, strict=True):
            click.echo(f"{place.field}: {SEVERITIES[mark.severity]} [{mark.rule}] {mark.message}")
            click.echo(f"    {mark.remedy}")
        for mark in marks:
            counts[mark.severity] += 1
    click.echo(f"{len(files)} editions: " + ", ".join(f"{n} {level}" for level, n in counts.items()))
    sys.exit(bool(counts["blocking"]))
