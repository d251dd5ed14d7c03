"""The clients as a process of their own, which nobody kills, and what they and the database say afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.kills.hall import Hall, HallFailed
from tests.kills.record import read
from tests.results import ROOT

CLIENTS = 4
PATIENCE_SECONDS = 300
"""Patience, and no budget: what may take how long is in budget.yaml."""
LAST_ANSWERS = 20


class Load:
    """Clients at work on a hall; `folder` holds their record."""

    def __init__(self, hall: Hall, folder: Path, facts: dict[str, Any]) -> None:
        self.hall, self.folder = hall, folder
        (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.lives", str(folder), str(hall.port), str(CLIENTS)], cwd=ROOT
        )

    def resumes(self) -> None:
        """Wait until something more is acknowledged than there is now."""
        self.until(lambda acknowledged, _: acknowledged > 0)

    def until(self, enough: Callable[[int, int], bool]) -> None:
        """Wait until it is enough, as `enough` says of what was acknowledged and refused (503) since the call."""
        before, began = self._answers(), time.monotonic()
        while not enough(*(now - then for now, then in zip(self._answers(), before, strict=True))):
            if time.monotonic() > began + PATIENCE_SECONDS or self._process.poll() is not None:
                raise HallFailed(f"the clients get no further:\n{self._told()}\n{self.hall.told()}")
            time.sleep(0.02)

    def _answers(self) -> tuple[int, int]:
        evidence = read(self.folder)
        return len(evidence.acknowledged), evidence.statuses[503]

    def end(self) -> None:
        """Let every client have the answer it waits for, and no more."""
        (self.folder / "end").touch()
        self._process.wait(timeout=PATIENCE_SECONDS)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def _told(self) -> str:
        """What the clients were answered, how often, and their last entries."""
        evidence = read(self.folder)
        last = [
            f"{path.stem}: {entry}"
            for path in sorted(self.folder.glob("*.jsonl"))
            for entry in path.read_text("utf-8").splitlines()[-LAST_ANSWERS:]
        ]
        counted = f"answers {dict(evidence.statuses)}, acknowledged {len(evidence.acknowledged)}"
        return "\n".join([counted, *evidence.odd, *last])


@contextmanager
def load_on(hall: Hall, facts: dict[str, Any]) -> Iterator[Load]:
    """Clients that are at work when the block begins, and ended when it is left."""
    folder = hall.data.parent / "record"
    folder.mkdir()
    load = Load(hall, folder, facts)
    try:
        load.resumes()
        yield load
        load.end()
    finally:
        load.kill()


def verdict(hall: Hall, folder: Path) -> dict[str, Any]:
    """What the judge says, and what the platform's own checks say of itself."""
    found = hall.run("tests.kills.judge", str(folder))
    for check in (["journal", "verify"], ["fsck"]):
        if check[0] in _commands(hall):
            done = hall.command([sys.executable, "-m", "onewindow", *check])
            if done.returncode:
                found["faults"].append(f"onewindow {' '.join(check)}: {(done.stdout + done.stderr)[-2000:]}")
            found["checks"] = [*found.get("checks", []), " ".join(check)]
    return found


def _commands(hall: Hall) -> set[str]:
    """The commands of the command line, so that `fsck` is asked as soon as it is there."""
    help_page = hall.command([sys.executable, "-m", "onewindow", "--help"]).stdout
    return {line.split()[0] for line in help_page.partition("Commands:")[2].splitlines() if line.strip()}
