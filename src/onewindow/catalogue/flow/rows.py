"""Rows, lanes and the tracks between them: everything of the picture that can be settled before a length is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onewindow.catalogue.flow.course import Course
from onewindow.catalogue.schema import Step
from onewindow.catalogue.schema.conduct import ACTORS, Actor

NARROWEST = 64
Net = tuple[str, frozenset[str]]
"""A horizontal track: `out` of a step on its way round, or `in` to all that follow the same steps."""


@dataclass(frozen=True, slots=True)
class Rows:
    """`columns` are the places of a lane; `gaps[n]` the tracks under row n, the highest first.

    An arrow that does not lead to the next row goes round by the right margin, in the track `around` says for its
    target, so that it never crosses a step.
    """

    rows: tuple[tuple[Step, ...], ...]
    columns: dict[Actor, int]
    gaps: tuple[tuple[Net, ...], ...]
    around: dict[str, int]

    def row_of(self, step: str) -> int:
        return next(n for n, row in enumerate(self.rows) if any(one.id == step for one in row))


def rows_of(course: Course, width: int) -> Rows:
    columns = _columns(course, width)
    rows = tuple(tuple(row) for layer in course.layers for row in _split(layer, columns))
    number = {step.id: n for n, row in enumerate(rows) for step in row}
    gaps: list[list[Net]] = [[] for _ in rows]
    for net, gap in sorted(_nets(course, number), key=lambda one: one[0][0], reverse=True):
        if net not in gaps[gap]:
            gaps[gap].append(net)
    return Rows(rows, columns, tuple(tuple(gap) for gap in gaps), _around(course, number))


def inward(course: Course, step: str) -> Net:
    return "in", frozenset(course.before[step])


def outward(step: str) -> Net:
    return "out", frozenset([step])


def _columns(course: Course, width: int) -> dict[Actor, int]:
    """As many places in each lane as steps run there side by side, while each keeps `NARROWEST`."""
    columns: dict[Actor, int] = {
        actor: 1 for actor in ACTORS if any(step.actor == actor for step in course.steps)
    }
    for actor in columns:
        wanted = max(sum(step.actor == actor for step in layer) for layer in course.layers)
        while columns[actor] < wanted and width // (sum(columns.values()) + 1) >= NARROWEST:
            columns[actor] += 1
    return columns


def _split(layer: list[Step], columns: dict[Actor, int]) -> Iterator[list[Step]]:
    """One row, or more where a lane has not places enough."""
    left = layer
    while left:
        row = [
            step
            for actor in columns
            for step in [one for one in left if one.actor == actor][: columns[actor]]
        ]
        yield row
        left = [step for step in left if step not in row]


def _nets(course: Course, number: dict[str, int]) -> Iterator[tuple[Net, int]]:
    """Every track with the gap in which it is needed."""
    for step in course.steps:
        for before in course.before[step.id]:
            yield inward(course, step.id), number[step.id] - 1
            if number[before] < number[step.id] - 1:
                yield outward(before), number[before]


def _around(course: Course, number: dict[str, int]) -> dict[str, int]:
    """A track in the margin for each step that is reached that way; those whose ways do not meet share one."""
    spans = {
        step.id: (min(number[one] for one in course.before[step.id]), number[step.id] - 1)
        for step in course.steps
        if any(number[one] < number[step.id] - 1 for one in course.before[step.id])
    }
    free_from: list[int] = []
    found: dict[str, int] = {}
    for step, (first, last) in sorted(spans.items(), key=lambda one: one[1]):
        track = next((n for n, free in enumerate(free_from) if free < first), len(free_from))
        free_from[track : track + 1] = [last]
        found[step] = track
    return found
