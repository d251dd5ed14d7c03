"""How the arrows run: down into the gap under their step, along a track, and down to the next."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.flow.course import Course
from onewindow.catalogue.flow.layout import LEAVE, TRACK, Plan
from onewindow.catalogue.flow.rows import Net, inward, outward
from onewindow.catalogue.flow.shapes import Arrow

ASIDE = 8


def arrows_of(course: Course, plan: Plan) -> Iterator[Arrow]:
    for step in course.steps:
        for before in course.before[step.id]:
            yield _arrow(course, plan, before, step.id)


def _arrow(course: Course, plan: Plan, source: str, target: str) -> Arrow:
    start, end = plan.box(source), plan.box(target)
    row, reached = plan.rows.row_of(source), plan.rows.row_of(target)
    arrive = _track(plan, reached - 1, inward(course, target))
    x = end.middle + _aside(course, plan, reached, target)
    points = [(start.middle, start.bottom)]
    if reached > row + 1:
        leave = _track(plan, row, outward(source))
        margin = plan.margin + TRACK * (plan.rows.around[target] + 1) - TRACK // 2
        points += [(start.middle, leave), (margin, leave), (margin, arrive)]
    else:
        points.append((start.middle, arrive))
    return Arrow(source, target, (*points, (x, arrive), (x, end.y)))


def _track(plan: Plan, gap: int, net: Net) -> int:
    return plan.gap_tops[gap] + LEAVE + TRACK * plan.rows.gaps[gap].index(net)


def _aside(course: Course, plan: Plan, row: int, target: str) -> int:
    """A step under one that it does not follow is entered beside its middle: the two lines must not run into one."""
    above = (plan.box(step.id) for step in plan.rows.rows[row - 1])
    strange = any(
        box.middle == plan.box(target).middle and box.step not in course.before[target] for box in above
    )
    return ASIDE if strange else 0
