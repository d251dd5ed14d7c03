"""Campaigns against the disk of PostgreSQL: it is full, it fails to write, it fails to keep what was written.

PostgreSQL gives itself up (PANIC) when its log cannot be kept: trying fsync again may lie. It comes back by itself
from what it had kept, or the operator starts it again once the disk works. Clients are at work all the while: an
acknowledgement is kept, everything else is a 503 that says when to come again (reliability R15).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.kills.database import worker_works
from tests.kills.disk import REFUSALS, filled
from tests.kills.hall import Hall, HallFailed, small_disk
from tests.kills.load import Load, load_on, verdict
from tests.postgres import Postgres

ROOM = 224
"""Megabytes of the small disk: the server's own databases and log, a city, and some work."""
FEW_STEPS = 4
ATTACHED_SECONDS = 30
RECOVERS_SECONDS = 60


class Failing(NamedTuple):
    """What strace makes of system calls of the server, and of which, counted in each of its processes.

    `always` and `seldom` are strace's `when`. Where every call fails no recovery ends either, and the server stays
    away; a seldom one brings it down, and it comes back by itself.
    """

    calls: str
    error: str
    always: str
    seldom: str


FAILING = {
    "fsync fails": Failing("fsync,fdatasync", "EIO", always="1+1", seldom="3+97"),
    "write finds no room": Failing("pwrite64,pwritev,fallocate", "ENOSPC", always="1+1", seldom="9+997"),
}


@dataclass(frozen=True)
class Outage:
    """What a campaign counted; `panics` as the server's log tells them."""

    judged: dict[str, Any]
    panics: int

    @property
    def faults(self) -> list[str]:
        faults: list[str] = self.judged["faults"]
        return faults


@contextmanager
def postgres_with_room(megabytes: int) -> Iterator[Postgres]:
    """A fresh server whose data lie on a disk of their own; its log and the platform's files do not."""
    folder = Path(tempfile.mkdtemp(prefix="onewindow-pg-"))
    server = Postgres(folder)
    server.data.mkdir(mode=0o700)
    try:
        with small_disk(server.data, megabytes, owner=server.identity.get("user")):
            server.create()
            try:
                server.start()
                yield server
            finally:
                server.kill()
    finally:
        shutil.rmtree(folder)


def fill_database_up(hall: Hall, server: Postgres, *, times: int) -> Outage:
    """Fill the disk of `server` to the last byte `times` times, and empty it again; start it where it gave up."""
    facts = hall.prepare()
    hall.start()
    hall.wait()
    with load_on(hall, facts) as load:
        for _ in range(times):
            load.resumes()
            ballast = filled(server.data)
            load.until(lambda _, refused: refused >= REFUSALS)
            ballast.unlink()
            _until_well(server, load, steps=1)
    worker_works(hall)
    hall.stop()
    return Outage(_judged(hall, load.folder), _panics(server))


def fail_database(hall: Hall, server: Postgres, what: str, *, times: int) -> Outage:
    """Let system calls of `server` fail, seldom and then all of them, while clients work; then let it be well."""
    if shutil.which("strace") is None:
        raise HallFailed("strace is needed to make system calls fail: apt install strace")
    failing, facts = FAILING[what], hall.prepare()
    hall.start()
    hall.wait()
    with load_on(hall, facts) as load:
        for _ in range(times):
            for when in (failing.seldom, failing.always):
                with _disk_that_fails(server, failing, when):
                    _until_it_gives_up(server, load)
                _until_well(server, load, steps=FEW_STEPS)
    worker_works(hall)
    hall.stop()
    found = Outage(_judged(hall, load.folder), _panics(server))
    if not found.panics:
        found.faults.append("the disk failed, and PostgreSQL did not give up: the campaign shows nothing")
    return found


@contextmanager
def _disk_that_fails(server: Postgres, failing: Failing, when: str) -> Iterator[None]:
    """strace upon every process of the server and all that it starts from now on."""
    processes = [f"--attach={process}" for process in server.processes()]
    command = [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={failing.calls}",
        "-e", f"inject={failing.calls}:error={failing.error}:when={when}", *processes,
    ]  # fmt: skip
    strace = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _attached(server)
        yield
    finally:
        strace.terminate()
        strace.wait()


def _attached(server: Postgres) -> None:
    """Wait until the postmaster is watched, or gone already."""
    until = time.monotonic() + ATTACHED_SECONDS
    for status in [Path(f"/proc/{process}/status") for process in server.processes()[:1]]:
        while status.exists() and "TracerPid:\t0\n" in status.read_text():
            if time.monotonic() > until:
                raise HallFailed("strace does not attach to PostgreSQL")
            time.sleep(0.01)


def _until_it_gives_up(server: Postgres, load: Load) -> None:
    """One more PANIC than there was, and some clients who were told."""
    before = _panics(server)
    load.until(lambda _, refused: refused > 0 and _panics(server) > before)


def _until_well(server: Postgres, load: Load, *, steps: int) -> None:
    """Look after the server until clients took some steps: what failed at last may bring it down a moment later."""

    def well(taken: int, _: int) -> bool:
        _comes_back(server)
        return taken >= steps

    load.until(well)


def _comes_back(server: Postgres) -> None:
    """What recovers by itself is left alone; the operator starts what gave up for good, and ends first what hangs."""
    until = time.monotonic() + RECOVERS_SECONDS
    while server.lives() and not server.answers():
        if time.monotonic() > until:
            server.kill()
        time.sleep(0.05)
    if not server.lives():
        server.serve()


def _panics(server: Postgres) -> int:
    return server.log.read_text(errors="replace").count("PANIC: ")


def _judged(hall: Hall, folder: Path) -> dict[str, Any]:
    found = verdict(hall, folder)
    if not found["unavailable"]:
        found["faults"].append("the disk failed, and no client was refused: the campaign shows nothing")
    return found
