"""What the offices published as 最多跑一次 in the city's last weeks, through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from onewindow.batches.commands import (
    approve,
    circulate,
    discard,
    draw_up,
    edit,
    list_negative,
    pledge,
    publish,
    remove_negative,
    return_,
    strike,
)
from onewindow.batches.models import NegativeEntry
from onewindow.config.demo.course import Course, Then
from onewindow.core.calendar import local

FULL_BOOK = timedelta(minutes=10)
"""How long after a batch is begun its items are entered."""


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Act(Part):
    """A step; `words` are the office held, the number of the approval or the reason, `item` what is struck off."""

    verb: Literal["circulate", "pledge", "return", "approve", "publish", "strike", "discard"]
    by: str
    at: str
    words: str = ""
    item: str = ""


class Plan(Part):
    """A batch of an office, to be published so many days after it was drawn up (`plan`)."""

    office: str
    title: str
    by: str
    at: str
    plan: int
    items: tuple[str, ...]
    acts: tuple[Act, ...] = ()


class Removal(Part):
    by: str
    at: str
    words: str


class Exclusion(Part):
    """A line of the negative list."""

    item: str
    by: str
    at: str
    ground: str
    basis: str
    reason: str
    removed: Removal | None = None


class Lists(Part):
    batches: tuple[Plan, ...]
    negative: tuple[Exclusion, ...]


def announce(content: object, course: Course) -> None:
    """Put every batch and every line of the negative list into the course."""
    lists = Lists.model_validate(content)
    for plan in lists.batches:
        _draw(plan, course)
    for line in lists.negative:
        course.later(course.timeline.at(line.at), _listed(line, course))
        if line.removed is not None:
            course.later(course.timeline.at(line.removed.at), _removed(line.item, line.removed, course))


def _draw(plan: Plan, course: Course) -> None:
    begun: list[UUID] = []

    def draw(at: datetime) -> None:
        by, day = course.cast.by_name[plan.by], local(at).date() + timedelta(days=plan.plan)
        batch = UUID(draw_up(plan.office, title=plan.title, publish_on=day, by=by, at=at)["batch"])
        edit(batch, title=plan.title, publish_on=day, add=plan.items, by=by, at=at + FULL_BOOK)
        begun.append(batch)

    course.later(course.timeline.at(plan.at), draw)
    for act in plan.acts:
        course.later(course.timeline.at(act.at), _acted(act, begun, course))


def _acted(act: Act, begun: Sequence[UUID], course: Course) -> Then:
    def then(at: datetime) -> None:
        steps: dict[str, Callable[..., object]] = {
            "circulate": circulate, "pledge": pledge, "return": return_, "approve": approve, "publish": publish,
            "strike": strike, "discard": discard,
        }  # fmt: skip
        steps[act.verb](begun[0], **_given(act, at), by=course.cast.by_name[act.by], at=at)

    return then


def _given(act: Act, at: datetime) -> dict[str, Any]:
    day = local(at).date()
    given: dict[str, dict[str, Any]] = {
        "circulate": {}, "pledge": {"title": act.words}, "publish": {"on": day},
        "approve": {"number": act.words.format(year=day.year), "approved_on": day},
        "strike": {"slug": act.item, "reason": act.words},
    }  # fmt: skip
    return given.get(act.verb, {"reason": act.words})


def _listed(line: Exclusion, course: Course) -> Then:
    def then(at: datetime) -> None:
        list_negative(
            line.item, ground=line.ground, reason=line.reason, basis=line.basis, by=course.cast.by_name[line.by],
            at=at,
        )  # fmt: skip

    return then


def _removed(item: str, removal: Removal, course: Course) -> Then:
    def then(at: datetime) -> None:
        key = NegativeEntry.objects.listed().get(slug=item).pk
        remove_negative(key, reason=removal.words, by=course.cast.by_name[removal.by], at=at)

    return then
