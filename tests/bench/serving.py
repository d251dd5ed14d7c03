"""The pages served by the real server on a scratch installation."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from onewindow.config.clock import offset_to
from tests.bench.cpu import seconds_of_family
from tests.postgres import free_port

START_SECONDS = 120


class ServerFailed(Exception):
    """The server did not come up; what it said stands on the screen."""


@dataclass(frozen=True)
class Served:
    port: int
    process: int

    def cpu(self) -> float:
        """Processor seconds of the server and its workers so far."""
        return seconds_of_family(self.process)


@contextmanager
def served(surroundings: dict[str, str], *, workers: int, now: datetime) -> Iterator[Served]:
    """granian with that many workers, as `onewindow serve` starts it, as if it were `now` when it began."""
    port = free_port()
    surroundings = surroundings | {"ONEWINDOW_CLOCK_OFFSET": str(offset_to(now))}
    command = [sys.executable, "-m", "onewindow", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, env=surroundings)
    try:
        _wait(process, port)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/signin/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise ServerFailed(f"exit code {process.poll()}")
