"""`onewindow system`: agencies' own systems, which use the API."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from onewindow.config.cli.installation import data_option, open_ready_installation
from onewindow.config.clock import now
from onewindow.core.refusal import Refusal


@click.group()
def system() -> None:
    """Agencies' own systems (OAuth 2.0 clients of the API)."""


@system.command()
@data_option
@click.argument("code")
@click.option("--name", required=True, help="What people call it.")
@click.option("--agency", default="", help="Code of the agency whose system it is.")
@click.option("--hall", default="", help="Code of the hall whose system it is.")
@click.option(
    "--scope", "scopes", multiple=True, required=True,
    help="<area>:<item slug> or <area>:*, such as cases.review:shipin-jingying; may be given several times.",
)  # fmt: skip
def add(data_dir: Path | None, code: str, name: str, agency: str, hall: str, scopes: tuple[str, ...]) -> None:
    """Register the system CODE and print its secret, which is shown this once."""
    open_ready_installation(data_dir)
    from onewindow.api.systems import add_system

    try:
        secret = add_system(code, name=name, agency=agency, hall=hall, scopes=scopes, at=now())
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(secret)


@system.command("list")
@data_option
def list_(data_dir: Path | None) -> None:
    """Every system with its place and scopes."""
    open_ready_installation(data_dir)
    from onewindow.api.models import System

    for one in System.objects.order_by("code"):
        state = "" if one.is_active else " (disabled)"
        click.echo(f"{one.code}{state}: {one.name}, {one.agency_id or one.hall_id}: {' '.join(one.scopes)}")


@system.command()
@data_option
@click.argument("code")
def renew(data_dir: Path | None, code: str) -> None:
    """Give the system CODE a new secret, print it this once, and end the old one with its tokens."""
    open_ready_installation(data_dir)
    from onewindow.api.systems import renew_system

    try:
        secret = renew_system(code)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(secret)


@system.command()
@data_option
@click.argument("code")
def disable(data_dir: Path | None, code: str) -> None:
    """End what the system CODE may do, at once."""
    open_ready_installation(data_dir)
    from onewindow.api.systems import disable_system

    try:
        disable_system(code)
    except Refusal as refusal:
        _refuse(refusal)
    click.echo(f"{code} disabled")


def _refuse(refusal: Refusal) -> NoReturn:
    lines = [refusal.message, *(f"{finding.field}: {finding.message}" for finding in refusal.findings)]
    raise click.ClickException("\n  ".join(lines))
