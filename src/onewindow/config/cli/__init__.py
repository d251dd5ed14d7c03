"""The command line `onewindow`; every command takes `--data DIR`."""

from onewindow.config.cli.main import main

__all__ = ["main"]
