"""Small questions that need no installation: due dates and check digits."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from onewindow.clocks.calendars import load_calendars
from onewindow.config.cli.installation import Moment, data_option
from onewindow.core.clock import Limit, explain
from onewindow.core.clock import due as due_of
from onewindow.core.numbers import citizen_id, uscc
from onewindow.core.numbers.fault import NumberFault

CONTENT = Path(os.environ.get("ONEWINDOW_CONTENT", Path(__file__).resolve().parents[4] / "content"))


@click.command()
@data_option
@click.argument("date", type=Moment())
@click.argument("n", type=click.IntRange(min=0))
@click.option("--why", is_flag=True, help="Say why, sentence by sentence.")
def due(data_dir: Path | None, date: datetime, n: int, why: bool) -> None:
    """Print the due date of a limit of N working days that starts on DATE."""
    calendar = load_calendars(CONTENT / "calendars")
    found = due_of(Limit(n), date, calendar)
    if found.at is None:
        raise click.ClickException("the limit has no end")
    click.echo(found.at.date().isoformat() + (" provisional" if found.provisional else ""))
    if why:
        for sentence in explain(found, calendar):
            click.echo(f"  {sentence}")


@click.command("check-id")
@data_option
@click.argument("number")
@click.option("--demo", is_flag=True, help="Accept the never-assigned region of the demo city.")
def check_id(data_dir: Path | None, number: str, demo: bool) -> None:
    """Check a citizen ID number (公民身份号码, GB 11643); exit status 1 and the reason when it is wrong."""
    try:
        found = citizen_id.check(number, demo=demo)
    except NumberFault as fault:
        click.echo(f"{fault.code}: {fault.message}")
        sys.exit(1)
    click.echo(f"ok {found.birth.isoformat()} {found.sex.value} {found.division}")


@click.command("check-uscc")
@data_option
@click.argument("number")
@click.option("--demo", is_flag=True, help="Accept the never-assigned region of the demo city.")
def check_uscc(data_dir: Path | None, number: str, demo: bool) -> None:
    """Check a unified social credit code (统一社会信用代码, GB 32100); exit status 1 and the reason when wrong."""
    try:
        found = uscc.check(number, demo=demo)
    except NumberFault as fault:
        click.echo(f"{fault.code}: {fault.message}")
        sys.exit(1)
    click.echo(f"ok {found.number} {found.organisation}")
