"""Processor time of other processes, as Linux accounts it."""

from __future__ import annotations

import os
from pathlib import Path

NANOSECONDS = 1e-9
TICKS = os.sysconf("SC_CLK_TCK")
GONE = (FileNotFoundError, ProcessLookupError)


def seconds_of(process: int) -> float:
    """Seconds on a processor of a process with one thread, to the nanosecond; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) * NANOSECONDS
    except GONE:
        return 0.0


def family_of(process: int) -> list[int]:
    """The process and all its descendants: a database server with its backends, a web server with its workers."""
    found, ahead = [], [process]
    while ahead:
        one = ahead.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                ahead += [int(child) for child in (task / "children").read_text().split()]
        except GONE:
            continue
    return found


def seconds_of_family(process: int) -> float:
    """Seconds of all threads of all of them, and of children that ended; to the hundredth."""
    return sum(_ticks(one) for one in family_of(process)) / TICKS


def _ticks(process: int) -> int:
    try:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except GONE:
        return 0
    return sum(int(after_name[place]) for place in (11, 12, 13, 14))
