"""Campaigns against the disk: it is full, it fails to write, it fails to keep what was written (reliability on SQLite).

Clients work all the while. What they are told must be true: an acknowledgement is kept, everything else is a 503
that says when to come again; pages can still be read; and when the disk is well again, so is the platform.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.kills.browser import Browser
from tests.kills.database import worker_works
from tests.kills.forms import ITEM, photograph
from tests.kills.hall import Hall, HallFailed
from tests.kills.load import load_on, verdict
from tests.kills.record import Record

ROOM = 48
"""Megabytes of the small disk: the city with its files, and some work."""
REFUSALS = 12
"""How many refusals of the clients to wait for, each time the disk is full or often fails."""
SELDOM_REFUSALS = 2
PAGES = ("/", "/desk/", "/desk/cases/", f"/matters/{ITEM}/")


class Failing(NamedTuple):
    """What strace makes of system calls of the server and its worker, and of which, counted in every thread.

    `often` and `seldom` are strace's `when`: from which call on, and then every how many. A request makes up to 11
    calls of fsync and 250 of pwrite64, and as many again when it is sent again: where every fifth fails and nobody
    else is served meanwhile, each try may meet its failing call at the same place. So nobody waits for an
    acknowledgement while calls fail `often`. `seldom` is a prime and more than twice as long as a request is:
    of two tries at most one fails, wherever one is served alone, and sooner or later at every one of its places.
    """

    calls: str
    error: str
    often: tuple[str, ...]
    seldom: str

    def strace(self, when: str) -> list[str]:
        injected = f"inject={self.calls}:error={self.error}:when={when}"
        quiet = ("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null")
        return [*quiet, "-e", f"trace={self.calls}", "-e", injected]


FAILING = {
    "fsync fails": Failing("fsync,fdatasync", "EIO", often=("1+1", "4+5"), seldom="8+29"),
    "write finds no room": Failing("pwrite64", "ENOSPC", often=("80+211",), seldom="100+997"),
}


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
            ballast = filled(hall.data)
            load.until(lambda _, refused: refused >= REFUSALS)
            pages += sum(reader.get(page).status == 200 for page in PAGES)
            _upload_is_refused(reader)
            ballast.unlink()
    worker_works(hall)
    hall.stop()
    return Disk(_judged(hall, load.folder), pages)


def fail(hall: Hall, what: str, *, steps: int) -> Disk:
    """Let system calls of the hall fail, often and seldom, while clients work; then start it on a disk that works.

    Where they fail often it goes on until the clients took `steps` steps or were refused a number of times,
    where they fail seldom until both.
    """
    if shutil.which("strace") is None:
        raise HallFailed("strace is needed to make system calls fail: apt install strace")
    failing, facts = FAILING[what], hall.prepare()
    hall.start()
    hall.wait()
    with load_on(hall, facts) as load:
        for when in failing.often:
            hall.restart(failing.strace(when))
            load.until(lambda taken, refused: taken >= steps or refused >= REFUSALS)
        hall.restart(failing.strace(failing.seldom))
        load.until(lambda taken, refused: taken >= steps and refused >= SELDOM_REFUSALS)
        hall.restart()
        load.resumes()
    hall.stop()
    return Disk(_judged(hall, load.folder))


def filled(place: Path) -> Path:
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
