"""Where lanes and boxes stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onewindow.catalogue.flow.course import Course
from onewindow.catalogue.flow.rows import Rows, rows_of
from onewindow.catalogue.flow.shapes import (
    BOX_MARGIN,
    BOX_PADDING,
    HEADER,
    NAMES,
    NOTES,
    ROUND,
    SIDE_GAP,
    TOP,
    Box,
    Lane,
    Line,
)
from onewindow.catalogue.flow.wording import Wording
from onewindow.catalogue.schema import Step
from onewindow.catalogue.schema.conduct import ACTORS, Actor

TRACK = 8
LEAVE, ARRIVE = 9, 13
DIAMOND = 12
WIDEST = 128


@dataclass(frozen=True, slots=True)
class Plan:
    """`gap_tops[n]` is where the gap under row n begins; `margin` where the tracks at the right edge begin."""

    rows: Rows
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    gap_tops: tuple[int, ...]
    margin: int
    height: int

    def box(self, step: str) -> Box:
        return next(box for box in self.boxes if box.step == step)


def laid_out(course: Course, words: Mapping[str, Wording], width: int) -> Plan:
    rows = rows_of(course, width)
    tracks = 1 + max(rows.around.values(), default=-1)
    margin = width - tracks * TRACK - (TRACK // 2 if tracks else 0)
    lanes = _lanes(rows.columns, margin)
    ends = course.ends
    y, boxes, gap_tops = HEADER + TOP, [], []
    for row, gap in zip(rows.rows, rows.gaps, strict=True):
        placed = [
            _box(step, words[step.id], place, y, step.id in ends, _note_place(row, place, margin))
            for step, place in _places(row, lanes)
        ]
        boxes += placed
        y = max(_lowest(box) for box in placed)
        gap_tops.append(y)
        y += LEAVE + TRACK * max(len(gap) - 1, 0) + ARRIVE
    return Plan(rows, tuple(lanes.values()), tuple(boxes), tuple(gap_tops), margin, gap_tops[-1])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box may stand: a lane, or one place in it."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class _NotePlace:
    """Where notes may stand: `x` None inside the box, else the edge they stand at; `left` of it or right."""

    room: int
    x: int | None = None
    left: bool = False


def _lanes(columns: Mapping[Actor, int], width: int) -> dict[Actor, Lane]:
    unit = width // sum(columns.values())
    lanes: dict[Actor, Lane] = {}
    x = 0
    for n, (actor, places) in enumerate(columns.items()):
        lanes[actor] = Lane(x, unit * places, ACTORS[actor], bool(n % 2))
        x += unit * places
    return lanes


def _places(row: Iterable[Step], lanes: Mapping[Actor, Lane]) -> Iterator[tuple[Step, _Place]]:
    steps = list(row)
    for actor, lane in lanes.items():
        here = [step for step in steps if step.actor == actor]
        share = lane.width // max(len(here), 1)
        for n, step in enumerate(here):
            width = min(share, WIDEST)
            yield step, _Place(lane.x + n * share + (share - width) // 2, width)


def _note_place(row: tuple[Step, ...], place: _Place, width: int) -> _NotePlace:
    """Beside a box that stands alone, on the side with more room; else in it, where no arrow runs."""
    if len(row) > 1:
        return _NotePlace(place.width - 2 * BOX_MARGIN - BOX_PADDING)
    left, right = place.x, width - place.x - place.width
    room = max(left, right) - 2 * SIDE_GAP
    if right >= left:
        return _NotePlace(room, place.x + place.width + SIDE_GAP // 2)
    return _NotePlace(room, place.x - SIDE_GAP // 2, left=True)


def _box(step: Step, wording: Wording, place: _Place, y: int, is_end: bool, notes: _NotePlace) -> Box:
    width = place.width - 2 * BOX_MARGIN
    names = NAMES.wrap(step.name, width - BOX_PADDING)
    height = len(names) * NAMES.leading + BOX_PADDING
    middle = place.x + BOX_MARGIN + width // 2
    lines = tuple(
        Line(middle, y + BOX_PADDING // 2 + NAMES.baseline(n), text, "name") for n, text in enumerate(names)
    )
    x = place.x + BOX_MARGIN
    noted = tuple(_notes(wording, notes, x + BOX_PADDING // 2, y, y + height - BOX_PADDING // 2))
    inside = notes.x is None and noted
    kinds = f"{wording.kinds} flow-full".strip() if inside else wording.kinds
    height += len(noted) * NOTES.leading if inside else 0
    return Box(step.id, kinds, x, y, width, height, ROUND if is_end else 4, lines, noted)


def _notes(wording: Wording, place: _NotePlace, inside_x: int, y: int, inside_y: int) -> Iterator[Line]:
    rows = list(_wrapped(wording, place.room))
    if not rows:
        return
    widest = max(NOTES.width(text) + (DIAMOND if kind == "exit" else 0) for kind, text, _ in rows)
    x, top = (inside_x, inside_y) if place.x is None else (place.x - (widest if place.left else 0), y)
    for n, (kind, text, marked) in enumerate(rows):
        indent = DIAMOND if kind == "exit" else 0
        yield Line(x + indent, top + NOTES.baseline(n), text, kind, marked)


def _wrapped(wording: Wording, room: int) -> Iterator[tuple[str, str, bool]]:
    """Kind and text of each line, and whether the sign of a decision stands before it."""
    for kind, note in wording.notes:
        narrowed = room - DIAMOND if kind == "exit" else room
        for n, text in enumerate(NOTES.wrap(note, narrowed)):
            yield kind, text, kind == "exit" and n == 0


def _lowest(box: Box) -> int:
    return max([box.bottom, *(line.y + 3 for line in box.notes)])
