"""What a flow chart is drawn of. Lengths are SVG units; colours are those of the design, for where no style sheet is."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.catalogue.lettering import Lettering

NAMES = Lettering(size=13, leading=17)
NOTES = Lettering(size=12, leading=16)
HEADER = 30
TOP = 14
BOX_MARGIN = 4
BOX_PADDING = 8
SIDE_GAP = 8
ROUND = 14
PAINT: dict[str, tuple[str, str, str]] = {
    "flow-special": ("#fff4d6", "#8a5a00", "4 3"),
    "flow-maybe": ("#ffffff", "#12549e", "4 3"),
    "": ("#ffffff", "#12549e", "none"),
}
"""Fill, line and dashes of a box by its kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `kind` is its CSS class without `flow-`. `marked` has a diamond drawn before it."""

    x: int
    y: int
    text: str
    kind: str
    marked: bool = False

    @property
    def diamond(self) -> str:
        """The path of the sign of a decision, left of the words."""
        return f"M{self.x - 11} {self.y - 4}l4 -4 4 4 -4 4z"


@dataclass(frozen=True, slots=True)
class Lane:
    x: int
    width: int
    label: str
    odd: bool

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Box:
    """One step: its frame, the lines of its name inside, and those of its notes beside or below it."""

    step: str
    kinds: str
    x: int
    y: int
    width: int
    height: int
    round: int
    name: tuple[Line, ...]
    notes: tuple[Line, ...]

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def paint(self) -> tuple[str, str, str]:
        return next(PAINT[kind] for kind in PAINT if kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Arrow:
    """From under one box to the top of another; `points` are the corners in between and both ends."""

    source: str
    target: str
    points: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """`layout` names the width it was laid out for: `phone` or `wide`."""

    id: str
    layout: str
    title: str
    description: str
    width: int
    height: int
    header: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
