"""`onewindow run`, `serve`, `work`, `setup`: starting an installation."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

import click

from onewindow.config.cli.installation import (
    Moment,
    data_option,
    name_installation,
    open_installation,
    open_ready_installation,
    run_as_of,
)
from onewindow.config.cli.readiness import is_set_up
from onewindow.config.clock import now

PAUSE_SECONDS = 1.0
YIELDING = 5
"""The niceness of background work: somebody at a window, or a server that starts, does not wait for the printer."""


@click.command()
@data_option
@click.option("--port", default=8000, show_default=True)
@click.option("--as-of", type=Moment(), default=None, help="Run as if it were this moment now.")
@click.option("--demo", is_flag=True, help="Serve the demo city 江州市, loading it when there is none.")
def run(data_dir: Path | None, port: int, as_of: datetime | None, demo: bool) -> None:
    """Everything in one: set up, load the demo city if asked, serve the pages and do the background work."""
    run_as_of(as_of)
    name_installation(data_dir)
    if demo:
        os.environ["ONEWINDOW_DEMO"] = "1"
    os.environ.setdefault("ONEWINDOW_URL", f"http://localhost:{port}")
    with alone(Path(os.environ["ONEWINDOW_DATA"]), port):
        if not is_set_up():
            _first("setup")
        if demo:
            _first("demo", "--if-empty")
        work_beside = [sys.executable, "-m", "onewindow", "work", "--with-parent", str(os.getpid())]
        worker = subprocess.Popen(work_beside)  # noqa: S603
        click.echo(f"一窗 OneWindow: http://localhost:{port}/" + ("  (demo people: /demo/)" if demo else ""))
        try:
            _serve(port, workers=1)
        finally:
            worker.send_signal(signal.SIGTERM)
            _end(worker)


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Let the worker finish the round it is in, but not for ever: what it had not committed it does again."""
    try:
        worker.wait(timeout=10)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _first(*command: str) -> None:
    """Do one thing in a process of its own, so that the server begins without what that needed in memory."""
    done = subprocess.run([sys.executable, "-m", "onewindow", *command], check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.returncode)


@contextmanager
def alone(data_dir: Path, port: int) -> Iterator[None]:
    """Refuse, in words, to run twice on one data directory or on a port that is taken."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            where = lock.read().strip()
            raise click.ClickException(
                f"{data_dir} is already being served ({where}); stop that, or use another --data"
            ) from None
        need_port(port)
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, http://localhost:{port}/")
        lock.flush()
        yield


def need_port(port: int) -> None:
    """Say in words that the port cannot be had, before anything else is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise click.ClickException(
                f"port {port} needs an administrator; use a --port above 1023"
            ) from None
        except OSError:
            raise click.ClickException(f"port {port} is taken; use another --port") from None


def prepare(data_dir: Path | None) -> None:
    """Bring the database to this version and collect the static files."""
    open_installation(data_dir)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


@click.command()
@data_option
def setup(data_dir: Path | None) -> None:
    """Set up or upgrade an installation."""
    prepare(data_dir)
    click.echo("database and static files ready")


@click.command()
@data_option
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(data_dir: Path | None, port: int, workers: int) -> None:
    """Serve the pages only; `onewindow work` does the background work."""
    need_port(port)
    open_ready_installation(data_dir)
    _leave_no_connection()
    _serve(port, workers=workers)


def _leave_no_connection() -> None:
    """Workers are forked: two of them would talk to the database over the one socket they inherit."""
    from django.db import connection

    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def _serve(port: int, *, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.register_at_fork(after_in_child=_end_with_parent)
    Granian(
        "onewindow.config.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=workers,
        blocking_threads=4, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


def _end_with_parent() -> None:
    """A server process whose parent was killed would hold the port and the data directory for ever."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


@click.command()
@data_option
@click.option("--once", is_flag=True, help="One round, then stop.")
@click.option(
    "--with-parent", "parent", type=int, hidden=True, help="Stop when this process, its parent, has ended."
)
def work(data_dir: Path | None, once: bool, parent: int | None) -> None:
    """Background work: cards that fall due, papers to print, the journal to seal."""
    os.nice(YIELDING)
    open_ready_installation(data_dir)
    from django.db import close_old_connections

    from onewindow.jobs.rounds import go_round

    running = True

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal running
        running = False

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while running and parent in {None, os.getppid()}:
        done = go_round(now())
        close_old_connections()
        if once:
            click.echo(f"{done.swept} alerts, {done.printed} papers, {done.sealed} events sealed")
            return
        if not done.printed:
            time.sleep(PAUSE_SECONDS)
