"""Which of the parts that stand in two lists changed their place: as few as possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Of the names in both lists, each once, the fewest whose moving makes the old order the new one."""
    place = {name: n for n, name in enumerate(old)}
    common = [name for name in new if name in place]
    staying = _longest_rising([place[name] for name in common])
    return [name for name in common if place[name] not in staying]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence."""
    lasts: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(lasts, number)
        before[number] = lasts[at - 1] if at else None
        lasts[at : at + 1] = [number]
    found: set[int] = set()
    last = lasts[-1] if lasts else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
