"""The root of the command line."""

from __future__ import annotations

import click

from onewindow.config.cli.bundles import bundles
from onewindow.config.cli.catalogue import catalogue
from onewindow.config.cli.checks import check_id, check_uscc, due
from onewindow.config.cli.demo import demo
from onewindow.config.cli.documentation import docs
from onewindow.config.cli.fsck import fsck
from onewindow.config.cli.journal import journal
from onewindow.config.cli.lint import lint
from onewindow.config.cli.serving import run, serve, setup, work
from onewindow.config.cli.staff import staff
from onewindow.config.cli.system import system


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """一窗 OneWindow: the integrated government-services platform (一体化政务服务平台)."""


for command in (
    run,
    serve,
    work,
    setup,
    due,
    check_id,
    check_uscc,
    catalogue,
    journal,
    fsck,
    demo,
    staff,
    system,
    docs,
):
    main.add_command(command)
catalogue.add_command(bundles)
catalogue.add_command(lint)
