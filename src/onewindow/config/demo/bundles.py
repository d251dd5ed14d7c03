"""How bundles came and went in the city's last weeks, through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from onewindow.bundles.commands import begin, discard, publish, submit, suspend, withdraw
from onewindow.bundles.models import BundleEdition
from onewindow.config.demo.course import Course, Then
from onewindow.core.calendar import local
from onewindow.core.roles import Actor

ENDS: dict[str, Callable[..., object]] = {
    "submit": submit, "suspend": suspend, "withdraw": withdraw, "discard": discard,
}  # fmt: skip


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Act(Part):
    verb: Literal["begin", "submit", "publish", "suspend", "withdraw", "discard"]
    by: str
    at: str
    reason: str = ""


class Story(Part):
    """The next edition of `bundle`, or with a `slug` a new bundle like it, in force so many days from today."""

    bundle: str
    slug: str = ""
    code: str = ""
    name: str = ""
    in_force: int
    acts: tuple[Act, ...]


def keep_bundles(rows: Sequence[object], course: Course) -> None:
    """Put what became of every bundle of the document into the course."""
    for row in rows:
        story = Story.model_validate(row)
        for act in story.acts:
            course.later(course.timeline.at(act.at), _play(story, act, course))


def _play(story: Story, act: Act, course: Course) -> Then:
    def then(at: datetime) -> None:
        by = course.cast.by_name[act.by]
        if act.verb == "begin":
            _begin(story, course, by, at)
            return
        newest = BundleEdition.objects.filter(slug=story.slug or story.bundle).latest("changed_at")
        if act.verb == "publish":
            publish(newest.pk, by=by, at=at)
        else:
            ENDS[act.verb](newest.pk, reason=act.reason, by=by, at=at)

    return then


def _begin(story: Story, course: Course, by: Actor, at: datetime) -> None:
    model = BundleEdition.objects.issued().filter(slug=story.bundle).latest("edition")
    first = (local(course.timeline.as_of) + timedelta(days=story.in_force)).date()
    own = {"slug": story.slug, "code": story.code, "name": story.name} if story.slug else {}
    begin({**deepcopy(model.document), **own, "effective_from": first.isoformat()}, by=by, at=at)
