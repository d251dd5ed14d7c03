"""How much room Chinese text takes, near enough to lay out a picture without a font at hand."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

NARROW = 0.58
DESCENT = 0.12
NEVER_FIRST = frozenset("，。；：、？！）》”’％%)]")


@dataclass(frozen=True, slots=True)
class Lettering:
    """A size of type: full-width characters are `size` wide, lines are `leading` apart."""

    size: int
    leading: int

    def width(self, text: str) -> int:
        return math.ceil(sum(map(self._advance, text)))

    def baseline(self, line: int) -> int:
        """From the top of the block to the baseline of its line with that number, from 0."""
        return line * self.leading + round((self.leading + self.size) / 2 - self.size * DESCENT)

    def wrap(self, text: str, room: int) -> list[str]:
        """The fewest lines that fit, of about the same length; no line begins with a closing mark."""
        count = math.ceil(self.width(text) / room)
        even = self.width(text) / count
        lines = self._fill(text, min(room, even + self.size / 2))
        return lines if len(lines) == count else self._fill(text, room)

    def _fill(self, text: str, room: float) -> list[str]:
        lines: list[str] = []
        line = ""
        for character in text:
            if line and sum(map(self._advance, line + character)) > room:
                cut = _cut(line, character)
                if cut:
                    lines.append(line[:cut])
                    line = line[cut:]
            line += character
        return [*lines, line]

    def _advance(self, character: str) -> float:
        wide = unicodedata.east_asian_width(character) in "WFA"
        return self.size * (1.0 if wide else NARROW)


def _cut(line: str, following: str) -> int:
    """How much of a full line stays when a character follows it: a closing mark takes the one before it along."""
    cut = len(line)
    while cut and (line + following)[cut] in NEVER_FIRST:
        cut -= 1
    return cut
