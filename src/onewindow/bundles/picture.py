"""The order of a bundle as a picture (联办流程图): one lane a member, what runs side by side under one heading.

The application begins all of them at the left edge and one collection ends them at the right. Lengths are SVG units;
the picture is laid out twice, `PHONE` and `WIDE`, and scales with its frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onewindow.bundles.merging import Merged, Part
from onewindow.catalogue.lettering import Lettering

PHONE, WIDE = 360, 680
NAMES, NOTES = Lettering(size=13, leading=17), Lettering(size=11, leading=15)
HEADER = 28
EDGE = 26
GAP = 22
PADDING = 8
BETWEEN = 10


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `kind` is its CSS class without `order-`."""

    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One member: its box, its words, and from where the lines to it come."""

    member: str
    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Picture:
    """`ends` are the two edges: x, the vertical words, and how high they stand."""

    layout: str
    title: str
    description: str
    width: int
    height: int
    headings: tuple[Words, ...]
    lanes: tuple[Lane, ...]
    paths: tuple[str, ...]
    ends: tuple[tuple[int, tuple[Words, ...]], ...]

    @property
    def top(self) -> int:
        return HEADER

    @property
    def edge(self) -> int:
        return EDGE

    @property
    def body(self) -> int:
        return self.height - HEADER


def pictures(merged: Merged, agencies: Mapping[str, str]) -> list[Picture]:
    """The same picture for a phone and for a wide page; none when no member applies."""
    return [_picture(merged, agencies, width) for width in (PHONE, WIDE)] if merged.parts else []


def _picture(merged: Merged, agencies: Mapping[str, str], width: int) -> Picture:
    columns = len(merged.layers)
    room = (width - 2 * EDGE - (columns + 1) * GAP) // columns
    lanes: list[Lane] = []
    y = HEADER + BETWEEN
    for n, row in enumerate(merged.layers):
        for part in row:
            lane = _lane(merged, part, agencies, EDGE + GAP + n * (room + GAP), y, room)
            lanes.append(lane)
            y += lane.height + BETWEEN
    return Picture(
        layout="phone" if width == PHONE else "wide",
        title=f"{merged.bundle.name}办理顺序图",
        description=_told(merged, agencies),
        width=width,
        height=y,
        headings=tuple(_headings(merged, room)),
        lanes=tuple(lanes),
        paths=tuple(_paths(merged, lanes, width)),
        ends=tuple(_end(x, text, y) for x, text in ((0, "一次申请"), (width - EDGE, "一次领取"))),
    )


def _lane(merged: Merged, part: Part, agencies: Mapping[str, str], x: int, y: int, width: int) -> Lane:
    room = width - 2 * PADDING
    promise = part.guide.limits.under(part.answers).promised.label
    lines = [(NAMES, "name", text) for text in NAMES.wrap(part.name, room)]
    notes = [("note", agencies[part.guide.agency]), ("days", f"单办承诺{promise}")]
    notes += [("joint", joint.name) for joint in merged.bundle.joint if part.id in joint.members]
    lines += [(NOTES, kind, line) for kind, text in notes for line in NOTES.wrap(text, room)]
    words: list[Words] = []
    at = y + PADDING // 2
    for lettering, kind, text in lines:
        words.append(Words(x + PADDING, at + lettering.baseline(0), text, kind))
        at += lettering.leading
    return Lane(part.id, x, y, width, at + PADDING // 2 - y, tuple(words))


def _headings(merged: Merged, room: int) -> Iterator[Words]:
    for n, row in enumerate(merged.layers):
        text = f"第{n + 1}步" if len(row) == 1 else f"第{n + 1}步（{len(row)}项同时）"
        if NAMES.width(text) > room + GAP:
            text = f"第{n + 1}步"
        yield Words(EDGE + GAP + n * (room + GAP) + room // 2, 19, text, "head")


def _paths(merged: Merged, lanes: list[Lane], width: int) -> Iterator[str]:
    """From the application to those that wait for nobody, from each to whoever waits for it, and to the collection."""
    by_id = {lane.member: lane for lane in lanes}
    followed: set[str] = set()
    for part in merged.parts:
        lane = by_id[part.id]
        before = [by_id[one] for one in part.member.after if one in by_id]
        followed |= {one.member for one in before}
        for one in before:
            turn = lane.x - GAP // 2
            yield f"M{one.right} {one.middle}H{turn}V{lane.middle}H{lane.x}"
        if not before:
            yield f"M{EDGE} {lane.middle}H{lane.x}"
    for lane in lanes:
        if lane.member not in followed:
            yield f"M{lane.right} {lane.middle}H{width - EDGE}"


def _end(x: int, text: str, height: int) -> tuple[int, tuple[Words, ...]]:
    """The letters of an edge, one under another in its middle."""
    first = HEADER + max((height - HEADER - len(text) * NAMES.leading) // 2, 0)
    letters = [
        Words(x + EDGE // 2, first + NAMES.baseline(n), letter, "edge") for n, letter in enumerate(text)
    ]
    return x, tuple(letters)


def _told(merged: Merged, agencies: Mapping[str, str]) -> str:
    """The picture in words."""
    steps = [
        "、".join(f"{part.name}（{agencies[part.guide.agency]}）" for part in row)
        + ("同时办理" if len(row) > 1 else "")
        for row in merged.layers
    ]
    told = "；".join(f"第{n}步，{step}" for n, step in enumerate(steps, 1))
    return f"一次申请后，{told}；结果一次领取。"
