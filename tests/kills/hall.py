"""A hall of its own for each campaign: data directory, database, and `onewindow run` as one group of processes."""

from __future__ import annotations

import http.client
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import psycopg

from onewindow.core.calendar import SHANGHAI
from tests.postgres import free_port
from tests.results import ROOT

A_MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
"""The moment at which every hall opens; from then on its time runs with the real one, also over restarts."""
GIVES_UP_SECONDS = 180
"""Patience, and no budget: what a hall may take is in budget.yaml."""


class HallFailed(Exception):
    """The hall did not do what a hall must; the message has its log."""


class Hall:
    """One installation: `data` holds its files, `url` names its PostgreSQL database or is empty for SQLite."""

    def __init__(self, data: Path, url: str = "") -> None:
        self.data, self.url = data, url
        self.port = free_port()
        self.log = data.parent / "hall.log"
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = {
            **inherited,
            "ONEWINDOW_DATA": str(data),
            "ONEWINDOW_DEMO": "1",
            "ONEWINDOW_CLOCK_OFFSET": str((A_MONDAY - datetime.now(SHANGHAI)).total_seconds()),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "onewindow.config.settings",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> dict[str, Any]:
        """Make the database and the city; returns what clients must know to fill in its forms."""
        return self.run("tests.kills.prepare")

    def run(self, module: str, *arguments: str) -> dict[str, Any]:
        """Run a program of the tests on this installation; its last line is its answer in JSON."""
        done = self.command([sys.executable, "-m", module, *arguments])
        if done.returncode:
            raise HallFailed(f"{module} failed:\n{done.stdout[-3000:]}\n{done.stderr[-5000:]}")
        return cast("dict[str, Any]", json.loads(done.stdout.splitlines()[-1]))

    def command(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=3600, check=False
        )

    def start(self, wrapper: Sequence[str] = ()) -> None:
        """Start everything in one process group, and come back at once."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*wrapper, sys.executable, "-m", "onewindow", "run", "--port", str(self.port)],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    def wait(self) -> float:
        """Seconds until the home page is served."""
        began = time.monotonic()
        while not self.serves():
            if self._process is None or self._process.poll() is not None:
                raise HallFailed(f"the hall ended by itself:\n{self.told()}")
            if time.monotonic() - began > GIVES_UP_SECONDS:
                raise HallFailed(f"the hall does not serve:\n{self.told()}")
            time.sleep(0.02)
        return time.monotonic() - began

    def restart(self, wrapper: Sequence[str] = ()) -> float:
        """Kill everything and start it again; seconds from the start until the home page is served."""
        self.kill()
        self.start(wrapper)
        return self.wait()

    def serves(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """kill -9 of every process of the group at once: nothing gets to finish anything."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask it to end, as an operator does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=GIVES_UP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise HallFailed(f"the hall does not end when asked to:\n{self.told()}") from None
        self._process = None

    def told(self) -> str:
        return self.log.read_text(errors="replace")[-6000:] if self.log.exists() else ""


@contextmanager
def hall_of_its_own(server: str = "", room: int = 0) -> Iterator[Hall]:
    """A fresh hall on SQLite, or on a fresh database of the PostgreSQL server at the address `server`.

    With `room`, its data directory is a disk of its own with so many megabytes.
    """
    folder = Path(tempfile.mkdtemp(prefix="onewindow-kills-"))
    hall = Hall(folder / "data", _fresh_database(server) if server else "")
    hall.data.mkdir()
    try:
        with small_disk(hall.data, room) if room else nullcontext():
            try:
                yield hall
            finally:
                hall.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fresh_database(server: str) -> str:
    name = f"hall_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


@contextmanager
def small_disk(place: Path, megabytes: int, *, owner: int | None = None) -> Iterator[None]:
    """A disk of its own at `place`, gone with all that is on it when the block ends."""
    whose = "" if owner is None else f",uid={owner}"
    _mount(place, f"size={megabytes}m,mode=0700{whose}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)


def _mount(place: Path, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "onewindow", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise HallFailed(
            f"a small disk is needed to fill it up, and this user may not mount one: {done.stderr.strip()}\n"
            "run it as root, or inside `unshare --map-root-user --mount`"
        )
