"""`onewindow fsck`: whether what is stored holds together."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onewindow.config.cli.installation import Moment, data_option, open_ready_installation
from onewindow.core.refusal import Refusal

if TYPE_CHECKING:
    from onewindow.invariants.examine import Examined

SHOWN = 20


@click.command()
@data_option
@click.option("--only", multiple=True, metavar="CODE", help="Only this invariant, or `journal`; repeatable.")
@click.option(
    "--since", type=Moment(), default=None, help="Only cases and sheets in which something happened since."
)
@click.option("--list", "listing", is_flag=True, help="Print the invariants with their wording and source.")
def fsck(data_dir: Path | None, only: tuple[str, ...], since: datetime | None, listing: bool) -> None:
    """Prove the journal and look at every invariant; name what breaks and exit with 1.

    Reads only, and may run beside the platform. What breaks is named by its number, never by a person.
    """
    open_ready_installation(data_dir)
    from onewindow.invariants.breach import REGISTERED
    from onewindow.invariants.examine import examine

    if listing:
        for invariant in REGISTERED.values():
            click.echo(f"{invariant.code:28} {invariant.wording}({invariant.source})")
        return
    sound = _journal() if not only or "journal" in only else True
    named = set(only) - {"journal"}
    try:
        examined = examine(named, since=since, progress=_progress) if named or not only else []
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from None
    for one in examined:
        _tell(one)
    broken = sum(one.broken for one in examined)
    if examined:
        click.echo(f"{len(examined)} invariants, {broken} breaches")
    sys.exit(0 if sound and not broken else 1)


def _journal() -> bool:
    from onewindow.invariants.examine import snapshot
    from onewindow.journal.verify import verify

    with snapshot():
        verdict = verify()
    if verdict.fault is None:
        click.echo(f"ok      journal: {verdict.events} events, {verdict.sealed} sealed")
        return True
    click.echo(f"BROKEN  journal: event {verdict.fault.event}: {verdict.fault.what}")
    return False


def _tell(one: Examined) -> None:
    word = "BROKEN" if one.broken else "ok"
    click.echo(
        f"{word:7} {one.invariant.code:28} {one.looked_at:>9} {one.seconds:8.2f} s  {one.invariant.wording}"
    )
    for breach in one.breaches[:SHOWN]:
        click.echo(f"        {breach.thing} {breach.number}: {breach.what}")
    if one.broken > SHOWN:
        click.echo(f"        … {one.broken} in all")


def _progress(what: str, many: int) -> None:
    click.echo(f"\r  {what} {many}      ", nl=False, err=True)
