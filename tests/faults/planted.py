"""The planted faults: one patch a fault, with the words that say whom it would hurt and which test must see it.

A patch begins with four lines and goes on with a unified diff of little context:

    Title: Weekends count as working days
    Harm: what would happen to whom in the hall
    Breaks: the sentence or law it violates
    Caught by: tests/core/test_calendar.py tests/stories/test_cards*.py
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
HEADS = ("Title", "Harm", "Breaks", "Caught by")
# Few lines around a change, so that a neighbour's edit does not make the patch useless.
APPLY = ("git", "apply", "-p1", "-C1")


@dataclass(frozen=True)
class Fault:
    """One patch; `caught_by` are globs of test files, `places` the files that it changes."""

    path: Path
    title: str
    harm: str
    breaks: str
    caught_by: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def modules(self) -> tuple[str, ...]:
        """The Python modules that it changes, as they are imported."""
        inside = (
            place.removeprefix("src/").removesuffix(".py") for place in self.places if place.endswith(".py")
        )
        return tuple(place.removesuffix("/__init__").replace("/", ".") for place in inside)

    def tests(self, root: Path = ROOT) -> list[str]:
        """The test files that must catch it. Raises ValueError naming a glob that finds none."""
        found: dict[str, None] = {}
        for glob in self.caught_by:
            paths = sorted(path.relative_to(root).as_posix() for path in root.glob(glob))
            if not paths:
                raise ValueError(f"{self.path.name}: there is no test {glob}")
            found |= dict.fromkeys(paths)
        return list(found)


def read_fault(path: Path) -> Fault:
    """The fault in one patch file. Raises ValueError saying what its head lacks."""
    text = path.read_text(encoding="utf-8")
    head = dict(re.findall(rf"^({'|'.join(HEADS)}): (.+)$", text.partition("\n--- ")[0], re.M))
    missing = [name for name in HEADS if not head.get(name)]
    places = tuple(re.findall(r"^\+\+\+ b/(\S+)", text, re.M))
    if missing or not places:
        raise ValueError(f"{path.name}: its head lacks {', '.join(missing) or 'a diff'}")
    return Fault(path, head["Title"], head["Harm"], head["Breaks"], tuple(head["Caught by"].split()), places)


def planted(folder: Path = FOLDER, only: Iterable[str] = ()) -> list[Fault]:
    """All faults by name, or those whose names begin with one of `only`. Raises ValueError for a stranger."""
    faults = [read_fault(path) for path in sorted(folder.glob("*.patch"))]
    wanted = tuple(only)
    strangers = [name for name in wanted if not any(fault.name.startswith(name) for fault in faults)]
    if strangers:
        raise ValueError(f"there is no fault {', '.join(strangers)} in {folder}")
    return [fault for fault in faults if not wanted or fault.name.startswith(wanted)]


def apply(fault: Fault, tree: Path, *, dry: bool = False) -> str:
    """Apply the patch to a tree, or only see whether it applies; returns why it does not, or nothing."""
    # A tree inside another repository must not be taken for a part of it.
    outside = os.environ | {"GIT_CEILING_DIRECTORIES": str(tree.resolve().parent)}
    command = [*APPLY, *(["--check"] if dry else []), str(fault.path.resolve())]
    done = subprocess.run(command, cwd=tree, env=outside, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return f"does not apply any more; write it anew against today's source: {done.stderr.strip()}"
