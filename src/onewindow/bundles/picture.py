"""The order of a bundle as a picture (联办流程图): one lane a member, what runs side by side under one heading.

The application begins all of them and one collection ends them. Lengths are SVG units; the picture is laid out twice,
`WIDE` from left to right and `PHONE` from top to bottom, step under step, and scales with its frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onewindow.bundles.merging import Merged, Part
from onewindow.bundles.merging.order import ancestors
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
class End:
    """The application or the collection: a bar, and its words."""

    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    layout: str
    title: str
    description: str
    width: int
    height: int
    headings: tuple[Words, ...]
    lanes: tuple[Lane, ...]
    paths: tuple[str, ...]
    ends: tuple[End, ...]


def pictures(merged: Merged, agencies: Mapping[str, str]) -> list[Picture]:
    """The same picture for a phone and for a wide page; none when no member applies."""
    return [_upright(merged, agencies), _wide(merged, agencies)] if merged.parts else []


def _upright(merged: Merged, agencies: Mapping[str, str]) -> Picture:
    """Step under step; whom a member waits for is told in its box."""
    names = {part.id: part.name for part in merged.parts}
    headings: list[Words] = []
    lanes: list[Lane] = []
    paths: list[str] = []
    y = EDGE
    for n, row in enumerate(merged.layers):
        paths.append(f"M{PHONE // 2} {y}v{GAP}")
        headings.append(Words(PHONE // 2, y + GAP + NAMES.baseline(0), _heading(n, len(row)), "head"))
        y += GAP + HEADER
        for part in row:
            before = [names[one] for one in part.member.after if one in names]
            after = [("note", f"在{'、'.join(before)}之后")] if before else []
            lane = _lane(merged, part, agencies, 0, y, PHONE, after)
            lanes.append(lane)
            y += lane.height + BETWEEN
        y -= BETWEEN
    paths.append(f"M{PHONE // 2} {y}v{GAP}")
    ends = [
        End(0, top, PHONE, EDGE, (Words(PHONE // 2, top + 18, text, "edge"),))
        for top, text in ((0, "一次申请"), (y + GAP, "一次领取"))
    ]
    return Picture(
        "phone", f"{merged.bundle.name}办理顺序图", _told(merged, agencies), PHONE, y + GAP + EDGE, tuple(headings),
        tuple(lanes), tuple(paths), tuple(ends),
    )  # fmt: skip


def _wide(merged: Merged, agencies: Mapping[str, str], width: int = WIDE) -> Picture:
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
        layout="wide",
        title=f"{merged.bundle.name}办理顺序图",
        description=_told(merged, agencies),
        width=width,
        height=y,
        headings=tuple(_headings(merged, room)),
        lanes=tuple(lanes),
        paths=tuple(_paths(merged, lanes, width)),
        ends=tuple(_end(x, text, y) for x, text in ((0, "一次申请"), (width - EDGE, "一次领取"))),
    )


def _lane(
    merged: Merged,
    part: Part,
    agencies: Mapping[str, str],
    x: int,
    y: int,
    width: int,
    after: Sequence[tuple[str, str]] = (),
) -> Lane:
    room = width - 2 * PADDING
    promise = part.guide.limits.under(part.answers).promised.label
    lines = [(NAMES, "name", text) for text in NAMES.wrap(part.name, room)]
    notes = [("note", agencies[part.guide.agency]), ("days", f"单办承诺{promise}")]
    notes += [("joint", joint.name) for joint in merged.bundle.joint if part.id in joint.members]
    notes += after
    lines += [(NOTES, kind, line) for kind, text in notes for line in NOTES.wrap(text, room)]
    words: list[Words] = []
    at = y + PADDING // 2
    for lettering, kind, text in lines:
        words.append(Words(x + PADDING, at + lettering.baseline(0), text, kind))
        at += lettering.leading
    return Lane(part.id, x, y, width, at + PADDING // 2 - y, tuple(words))


def _headings(merged: Merged, room: int) -> Iterator[Words]:
    for n, row in enumerate(merged.layers):
        text = _heading(n, len(row))
        if NAMES.width(text) > room + GAP:
            text = f"第{n + 1}步"
        yield Words(EDGE + GAP + n * (room + GAP) + room // 2, 19, text, "head")


def _heading(n: int, together: int) -> str:
    return f"第{n + 1}步" if together == 1 else f"第{n + 1}步（{together}项同时）"


def _paths(merged: Merged, lanes: list[Lane], width: int) -> Iterator[str]:
    """From the application to those that wait for nobody, from each to whoever waits for it, and to the collection.

    Those that wait for the same members share a track; others have one of their own beside it.
    """
    by_id = {lane.member: lane for lane in lanes}
    followed: set[str] = set()
    further = ancestors(merged.bundle)
    tracks: dict[int, dict[tuple[str, ...], int]] = {}
    for part in merged.parts:
        lane = by_id[part.id]
        waits = [one for one in part.member.after if one in by_id]
        followed |= set(waits)
        before = [by_id[one] for one in waits if not any(one in further[other] for other in waits)]
        for one in before:
            column = tracks.setdefault(lane.x, {})
            turn = lane.x - 8 - 5 * (column.setdefault(tuple(one.member for one in before), len(column)) % 3)
            yield f"M{one.right} {one.middle}H{turn}V{lane.middle}H{lane.x}"
        if not before:
            yield f"M{EDGE} {lane.middle}H{lane.x}"
    for lane in lanes:
        if lane.member not in followed:
            yield f"M{lane.right} {lane.middle}H{width - EDGE}"


def _end(x: int, text: str, height: int) -> End:
    """The letters of an edge, one under another in its middle."""
    first = HEADER + max((height - HEADER - len(text) * NAMES.leading) // 2, 0)
    letters = [
        Words(x + EDGE // 2, first + NAMES.baseline(n), letter, "edge") for n, letter in enumerate(text)
    ]
    return End(x, HEADER, EDGE, height - HEADER, tuple(letters))


def _told(merged: Merged, agencies: Mapping[str, str]) -> str:
    """The picture in words."""
    steps = [
        "、".join(f"{part.name}（{agencies[part.guide.agency]}）" for part in row)
        + ("同时办理" if len(row) > 1 else "")
        for row in merged.layers
    ]
    told = "；".join(f"第{n}步，{step}" for n, step in enumerate(steps, 1))
    return f"一次申请后，{told}；结果一次领取。"
