"""The flow chart (办事流程图) of an edition: where everything stands; the template only draws it.

One lane a column, and steps downwards in the order in which they are taken; what runs side by side stands side by
side. The picture is laid out twice, `WIDTH` wide for a phone and `WIDE` for desk and paper, and scales with its
frame. Use it as `{% include "catalogue/flow.html" with charts=charts %}`.
"""

from __future__ import annotations

from collections.abc import Mapping

from onewindow.catalogue.flow.course import course_of
from onewindow.catalogue.flow.layout import laid_out
from onewindow.catalogue.flow.routing import arrows_of
from onewindow.catalogue.flow.shapes import HEADER, TOP, Arrow, Box, Chart, Lane, Line
from onewindow.catalogue.flow.wording import wordings
from onewindow.catalogue.schema import Edition

__all__ = ["WIDE", "WIDTH", "Arrow", "Box", "Chart", "Lane", "Line", "flow_chart", "flow_charts"]
WIDTH = 360
WIDE = 680


def flow_charts(
    guide: Edition, *, answers: Mapping[str, str] | None = None, present: str | None = None
) -> list[Chart]:
    """The same chart for a phone and for a wide page; one of the two is shown."""
    return [flow_chart(guide, answers=answers, present=present, width=width) for width in (WIDTH, WIDE)]


def flow_chart(
    guide: Edition,
    *,
    answers: Mapping[str, str] | None = None,
    present: str | None = None,
    width: int = WIDTH,
) -> Chart:
    """The chart of an edition.

    With `answers` steps that are not taken under them are left out; without, they are marked 视情形. `present` is
    the id of the step a case is at: it is marked, and those before it are shown as done; ValueError when it is none
    of those drawn.
    """
    course = course_of(guide, answers)
    plan = laid_out(course, wordings(guide, course, answers, present), width)
    layout = "wide" if width > WIDTH else "phone"
    return Chart(
        id=f"flow-{layout}-{guide.slug}",
        layout=layout,
        title=f"{guide.name}办事流程图",
        description=course.description(),
        width=width,
        height=plan.height + TOP,
        header=HEADER,
        lanes=plan.lanes,
        boxes=plan.boxes,
        arrows=tuple(arrows_of(course, plan)),
    )
