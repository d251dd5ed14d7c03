"""A hall that really runs: `onewindow run --demo` with its server and its worker, on a day of the test's choice."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path

from onewindow.core.calendar import SHANGHAI

TUESDAY = datetime(2026, 11, 17, 9, 10, tzinfo=SHANGHAI)
"""An ordinary working day, early, with no holiday near."""
OPENS_WITHIN = 60.0
LOADS_WITHIN = 240.0
CLOSES_WITHIN = 15.0
OWN = {"DJANGO_SETTINGS_MODULE", "ONEWINDOW_DATA", "ONEWINDOW_DEMO", "ONEWINDOW_CLOCK_OFFSET", "DATABASE_URL"}
"""What the tests' own process was told and the hall must not hear."""


class Hall:
    """One installation in a folder of its own; `open` it on a moment, `close` it, ask it by the command line."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.log = folder / "hall.log"
        self.port = _free_port()
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def open(self, moment: datetime) -> None:
        """Start server and worker as if it were `moment` now; a hall that is open is closed before."""
        self.close()
        within = OPENS_WITHIN if self.data.exists() else LOADS_WITHIN
        command = [
            "run",
            "--data",
            str(self.data),
            "--demo",
            "--port",
            str(self.port),
            "--as-of",
            moment.isoformat(),
        ]
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "onewindow", *command],
                stdout=log, stderr=log, env=_environment(), start_new_session=True,
            )  # fmt: skip
        self._wait_until_it_answers(within)

    def close(self) -> None:
        """Stop server and worker, and whatever they left behind."""
        if self._running is None:
            return
        self._running.send_signal(signal.SIGINT)
        try:
            self._running.wait(CLOSES_WITHIN)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _end_group(self._running.pid)
            self._running.wait(CLOSES_WITHIN)
            self._running = None

    def onewindow(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of the command line on this installation."""
        command = [sys.executable, "-m", "onewindow", *arguments, "--data", str(self.data)]
        return subprocess.run(
            command, capture_output=True, text=True, env=_environment(), timeout=120, check=False
        )

    def copied_to(self, folder: Path) -> Hall:
        """The same hall once more, in another folder; this one must be closed."""
        shutil.copytree(self.data, folder / "data")
        shutil.copy(self.log, folder / "hall.log")
        return Hall(folder)

    def _wait_until_it_answers(self, within: float) -> None:
        until = time.monotonic() + within
        while time.monotonic() < until:
            if self._running is not None and self._running.poll() is not None:
                raise AssertionError(f"The hall did not open:\n{self.last_words}")
            try:
                with urllib.request.urlopen(f"{self.url}/demo/", timeout=5):
                    return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.2)
        self.close()
        raise AssertionError(f"The hall did not open within {within:.0f} s:\n{self.last_words}")

    @property
    def last_words(self) -> str:
        return self.words[-3000:]

    @property
    def words(self) -> str:
        """All that the hall has said since its city was loaded."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OWN}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
