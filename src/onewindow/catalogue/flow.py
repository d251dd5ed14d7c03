"""The flow chart (办事流程图) of an edition: where everything stands; the template only draws it.

One lane a column and one step a row, so that it can be read on a phone. Lengths are SVG units; the picture
is `WIDTH` wide and as high as it needs, and scales with its frame. Use it as
`{% include "catalogue/flow.svg" with chart=chart %}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from onewindow.catalogue.lettering import Lettering
from onewindow.catalogue.schema import Edition, SpecialProcedure, Step
from onewindow.catalogue.schema.conduct import ACTORS

WIDTH = 360
HEADER = 30
TOP = 14
GAP = 22
BOX_MARGIN = 4
BOX_PADDING = 8
SIDE_GAP = 8
NAMES = Lettering(size=13, leading=17)
NOTES = Lettering(size=11, leading=15)
STOPPED = {"statutory": "法定", "promised": "承诺"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `kind` is its CSS class without `flow-`."""

    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    x: int
    width: int
    middle: int
    label: str
    odd: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One step: its frame, the lines of its name inside and those of its notes beside it."""

    step: str
    kinds: str
    x: int
    y: int
    width: int
    height: int
    name: tuple[Line, ...]
    notes: tuple[Line, ...]

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to the next: the path and the tip of the head."""

    path: str
    tip_x: int
    tip_y: int


@dataclass(frozen=True, slots=True)
class Chart:
    id: str
    title: str
    description: str
    width: int
    height: int
    header: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    """What is written at a step: its kind of box, and the notes as (kind, text)."""

    kinds: str
    notes: tuple[tuple[str, str], ...]


def flow_chart(
    guide: Edition, *, answers: Mapping[str, str] | None = None, present: str | None = None
) -> Chart:
    """The chart of an edition.

    With `answers` special steps that do not apply under them are left out; without, they are marked
    视情形. `present` is the id of the step a case is at: it is marked, and those before it are shown as
    done; ValueError when it is none of those drawn.
    """
    steps = list(guide.steps) if answers is None else guide.route(answers)
    lanes = _lanes(steps)
    words = _wordings(guide, steps, answers, present)
    boxes = _boxes(steps, words, lanes)
    last = boxes[-1]
    lines = [*last.name, *last.notes]
    height = max(last.bottom, *(line.y for line in lines)) + TOP
    return Chart(
        id=f"flow-{guide.slug}",
        title=f"{guide.name}办事流程图",
        description=_description(steps),
        width=WIDTH,
        height=height,
        header=HEADER,
        lanes=tuple(lanes.values()),
        boxes=boxes,
        arrows=tuple(_arrow(a, b) for a, b in pairwise(boxes)),
    )


def _lanes(steps: Iterable[Step]) -> dict[str, Lane]:
    taking_part = {step.actor for step in steps}
    actors = [actor for actor in ACTORS if actor in taking_part]
    width = WIDTH // len(actors)
    return {
        actor: Lane(n * width, width, n * width + width // 2, ACTORS[actor], bool(n % 2))
        for n, actor in enumerate(actors)
    }


def _wordings(
    guide: Edition, steps: list[Step], answers: Mapping[str, str] | None, present: str | None
) -> list[_Wording]:
    ids = [step.id for step in steps]
    reached = ids.index(present) if present is not None else -1
    return [_wording(guide, step, answers, n - reached if present else 1) for n, step in enumerate(steps)]


def _wording(guide: Edition, step: Step, answers: Mapping[str, str] | None, ahead: int) -> _Wording:
    """`ahead` is negative for what is done, 0 for the present step."""
    kinds = ["flow-special"] if step.special else []
    notes: list[tuple[str, str]] = []
    if ahead == 0:
        kinds.append("flow-now")
        notes.append(("here", "▶ 当前环节"))
    elif ahead < 0:
        kinds.append("flow-done")
    if step.special is not None:
        words = _clock_words(guide.special_procedure(step.special), answers)
        notes += [("clock", text) for text in words]
    elif step.days:
        notes.append(("days", f"{step.days}个工作日"))
    if step.note is not None:
        notes.append(("note", step.note))
    return _Wording(" ".join(kinds), tuple(notes))


def _clock_words(procedure: SpecialProcedure, answers: Mapping[str, str] | None) -> tuple[str, str]:
    stopped = "和".join(STOPPED[clock] for clock in STOPPED if clock in procedure.stops)
    effect = f"暂停{stopped}时限" if stopped else "计入办理时限"
    condition = "视情形，" if procedure.when is not None and answers is None else ""
    return f"‖ {condition}最长{procedure.cap.label}", effect


def _boxes(steps: list[Step], words: list[_Wording], lanes: Mapping[str, Lane]) -> tuple[Box, ...]:
    boxes = []
    y = HEADER + TOP
    for step, wording in zip(steps, words, strict=True):
        box, row_height = _box(step, wording, lanes[step.actor], y)
        boxes.append(box)
        y += row_height + GAP
    return tuple(boxes)


def _box(step: Step, wording: _Wording, lane: Lane, y: int) -> tuple[Box, int]:
    width = lane.width - 2 * BOX_MARGIN
    names = NAMES.wrap(step.name, width - BOX_PADDING)
    height = len(names) * NAMES.leading + BOX_PADDING
    lines = tuple(
        Line(lane.middle, y + BOX_PADDING // 2 + NAMES.baseline(n), text, "name")
        for n, text in enumerate(names)
    )
    notes = _notes(wording, lane, y)
    box = Box(step.id, wording.kinds, lane.x + BOX_MARGIN, y, width, height, lines, notes)
    return box, max(height, len(notes) * NOTES.leading)


def _notes(wording: _Wording, lane: Lane, y: int) -> tuple[Line, ...]:
    """Beside the box, on the side with more room; its lines start at one edge."""
    left, right = lane.x, WIDTH - lane.x - lane.width
    room = max(left, right) - 2 * SIDE_GAP
    rows = [(kind, text) for kind, note in wording.notes for text in NOTES.wrap(note, room)]
    if not rows:
        return ()
    widest = max(NOTES.width(text) for _, text in rows)
    x = lane.x + lane.width + SIDE_GAP // 2 if right >= left else lane.x - SIDE_GAP // 2 - widest
    return tuple(Line(x, y + NOTES.baseline(n), text, kind) for n, (kind, text) in enumerate(rows))


def _arrow(a: Box, b: Box) -> Arrow:
    turn = b.y - GAP // 2
    path = f"M{a.middle} {a.bottom}V{turn}H{b.middle}V{b.y}"
    return Arrow(path, b.middle, b.y)


def _description(steps: list[Step]) -> str:
    told = "；".join(f"{n}、{ACTORS[step.actor]}：{step.name}" for n, step in enumerate(steps, 1))
    return f"共{len(steps)}个环节。{told}。"
