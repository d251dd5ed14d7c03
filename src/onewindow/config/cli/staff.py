"""`onewindow staff`: people who serve, for an installation that is not the demo."""

from __future__ import annotations

from pathlib import Path

import click

from onewindow.config.cli.installation import data_option, open_ready_installation


@click.group()
def staff() -> None:
    """Staff and their passwords."""


@staff.command()
@data_option
@click.argument("username")
@click.password_option()
def password(data_dir: Path | None, username: str, password: str) -> None:
    """Set the password of USERNAME (asked for, never an argument)."""
    open_ready_installation(data_dir)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from onewindow.people.models import Staff

    person = Staff.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(f"no such staff: {username}")
    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise click.ClickException(" ".join(fault.messages)) from fault
    person.set_password(password)
    person.save(update_fields=["password"])
    click.echo(f"password of {username} set")
