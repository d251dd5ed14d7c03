"""Campaigns against the disk: it is full, it fails to write, it fails to keep what was written (reliability on SQLite).

Clients work all the while. What they are told must be true: an acknowledgement is kept, everything else is a 503
that says when to come again; pages can still be read; and when the disk is well again, so is the platform.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.kills.browser import Browser
from tests.kills.database import worker_works
from tests.kills.forms import ITEM, photograph
from tests.kills.hall import Hall, HallFailed
from tests.kills.load import Load, load_on, verdict
from tests.kills.record import Record, read

ROOM = 48
"""Megabytes of the small disk: the city with its files, and some work."""
REFUSALS = 12
"""How many refusals of the clients to wait for, each time the disk is full."""
PATIENCE_SECONDS = 60
PAGES = ("/", "/desk/", "/desk/cases/", f"/matters/{ITEM}/")
FAILING = {
    "fsync fails": "fsync,fdatasync:error=EIO:when=4+5",
    "write finds no room": "pwrite64:error=ENOSPC:when=80+211",
}
"""What strace makes of system calls of the server and its worker: from which call on, and then every how many."""


@dataclass(frozen=True)
class Disk:
    """What a campaign counted."""

    judged: dict[str, Any]
    pages_read: int = 0

    @property
    def faults(self) -> list[str]:
        faults: list[str] = self.judged["faults"]
        return faults


def fill_up(hall: Hall, *, times: int) -> Disk:
    """Fill the hall's disk to the last byte `times` times, and empty it again."""
    facts, pages = hall.prepare(), 0
    hall.start()
    hall.wait()
    reader = Browser(hall.port, Record(hall.data.parent / "reader.jsonl"), "wang", facts["posts"]["wang"])
    reader.sign_in()
    with load_on(hall, facts) as load:
        for _ in range(times):
            load.resumes()
            ballast = _filled(hall.data)
            _refused(load)
            pages += sum(reader.get(page).status == 200 for page in PAGES)
            _upload_is_refused(reader)
            ballast.unlink()
    worker_works(hall)
    hall.stop()
    return Disk(_judged(hall, load.folder), pages)


def fail(hall: Hall, what: str, *, steps: int) -> Disk:
    """Let system calls of the hall fail while clients take so many steps; then start it on a disk that works."""
    if shutil.which("strace") is None:
        raise HallFailed("strace is needed to make system calls fail: apt install strace")
    calls = FAILING[what].partition(":")[0]
    facts = hall.prepare()
    hall.start(
        (
            "strace",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-e",
            f"trace={calls}",
            "-e",
            f"inject={FAILING[what]}",
        )
    )
    hall.wait()
    with load_on(hall, facts) as load:
        for _ in range(steps):
            load.resumes()
        hall.kill()
        hall.start()
        hall.wait()
        load.resumes()
    hall.stop()
    return Disk(_judged(hall, load.folder))


def _filled(place: Path) -> Path:
    """A file that takes all the room that is left."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while file.write(b"\0" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


def _refused(load: Load) -> None:
    """Wait until the clients have been refused often enough to have tried this and that."""
    before, until = read(load.folder).statuses[503], time.monotonic() + PATIENCE_SECONDS
    while read(load.folder).statuses[503] < before + REFUSALS:
        if time.monotonic() > until:
            raise HallFailed("the disk is full, and the clients are not refused")
        time.sleep(0.1)


def _upload_is_refused(reader: Browser) -> None:
    """A photograph cannot be kept now, and that is said; the page itself still opens."""
    address = f"/desk/intake/{ITEM}/"
    page = reader.get(address)
    fields = {name: page.field(name) for name in ("submission", "draft", "end")}
    answer = reader.once(f"{address}draft/?of=layout", fields, photograph(1200))
    if answer.status != 503 or not answer.retry_after or "存储空间已满" not in answer.page:
        raise HallFailed(
            f"a photograph was sent to a full disk and answered {answer.status}: {answer.page[:2000]}"
        )


def _judged(hall: Hall, folder: Path) -> dict[str, Any]:
    found = verdict(hall, folder)
    with closing(sqlite3.connect(hall.data / "onewindow.sqlite3")) as connection:
        (intact,) = connection.execute("PRAGMA integrity_check").fetchone()
    if intact != "ok":
        found["faults"].append(f"PRAGMA integrity_check: {intact}")
    if not found["unavailable"]:
        found["faults"].append("the disk failed, and no client was refused: the campaign shows nothing")
    return found
