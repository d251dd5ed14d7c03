"""A folder of content files, one thing a file: those that can be read, and what is wrong with the others.

The pages of reform go on without a file that is missing or broken, and name it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from onewindow.catalogue.plain import FilesRefused, located, parsed
from onewindow.catalogue.schema.part import Part
from onewindow.catalogue.schema.reading import findings_of
from onewindow.core.refusal import Finding

Read = TypeVar("Read", bound=Part)
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Read]):
    """What the files hold by file name without suffix, and the findings of those that hold nothing."""

    held: Mapping[str, Read]
    findings: tuple[Finding, ...]


def read_shelf(folder: Path, read: Callable[[object], Read]) -> Shelf[Read]:
    """Every `*.yaml` of the folder; one that is not there is an empty one. `read` raises pydantic's ValidationError."""
    held: dict[str, Read] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            held[path.stem] = read(parsed(path))
        except FilesRefused as refusal:
            findings.extend(located(path, refusal.findings))
        except ValidationError as error:
            findings.extend(located(path, findings_of(error)))
        except OSError as error:
            findings.append(Finding(path.name, f"读不出来（{error.strerror}）"))
    return Shelf(held, tuple(findings))


def stamp(folder: Path) -> Stamp:
    """Changes whenever a file of the folder is written, added or taken away."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            about = path.stat()
        except OSError:
            found.append((path.name, 0, 0))
        else:
            found.append((path.name, about.st_mtime_ns, about.st_size))
    return tuple(found)
