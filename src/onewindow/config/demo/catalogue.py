"""What the item administrators did in the city's last weeks, through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from onewindow.catalogue.commands import (
    begin,
    copy,
    discard,
    edit,
    publish,
    revise,
    submit,
    suspend,
    withdraw,
)
from onewindow.catalogue.models import Edition
from onewindow.config.demo.course import Course, Then
from onewindow.core.calendar import local
from onewindow.core.roles import Actor

ENDS: dict[str, Callable[..., object]] = {"discard": discard, "suspend": suspend, "withdraw": withdraw}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Act(Part):
    verb: Literal["begin", "revise", "copy", "submit", "publish", "suspend", "withdraw", "discard"]
    by: str
    at: str
    reason: str = ""


class Story(Part):
    """One edition: `item` revised or `copy_of` copied, with `change` by path, in force so many days from today.

    Or `item` as the agency `to` takes it over, as it is and from the day after.
    """

    item: str = ""
    copy_of: str = ""
    to: str = ""
    slug: str = ""
    change: dict[str, Any] = {}
    in_force: int = 1
    acts: tuple[Act, ...]


def keep_items(rows: Sequence[object], course: Course) -> None:
    """Put what the administrators did into the course."""
    for row in rows:
        story = Story.model_validate(row)
        for act in story.acts:
            course.later(course.timeline.at(act.at), _play(story, act, course))


def _play(story: Story, act: Act, course: Course) -> Then:
    def then(at: datetime) -> None:
        by = course.cast.by_name[act.by]
        newest = Edition.objects.filter(slug=story.slug or story.item).order_by("-edition").first()
        if act.verb == "copy":
            copy(Edition.objects.published().get(slug=story.item).pk, story.to, by=by, at=at)
        elif act.verb in {"begin", "revise"}:
            _draft(story, course, newest, by, at)
        elif newest is None:
            raise ValueError(f"{story.slug or story.item} is not there for {act.verb}")
        elif act.verb == "submit":
            submit(newest.pk, reason=act.reason, by=by, at=at)
        elif act.verb == "publish":
            publish(newest.pk, by=by, at=at)
        else:
            ENDS[act.verb](newest.pk, reason=act.reason, by=by, at=at)

    return then


def _draft(story: Story, course: Course, newest: Edition | None, by: Actor, at: datetime) -> None:
    first = (local(course.timeline.as_of) + timedelta(days=story.in_force)).date()
    if story.copy_of:
        model = Edition.objects.published().filter(slug=story.copy_of).latest("edition")
        begin(_changed(model.document, {**story.change, "slug": story.slug}, first.isoformat()), by=by, at=at)
    elif newest is not None:
        draft = Edition.objects.get(pk=UUID(revise(newest.pk, by=by, at=at)["edition"]))
        document = _changed(draft.document, story.change, first.isoformat())
        edit(draft.pk, document, version=draft.version, by=by, at=at)


def _changed(document: dict[str, Any], change: dict[str, Any], first: str) -> dict[str, Any]:
    whole = {**deepcopy(document), "effective_from": first}
    for path, value in change.items():
        *parents, last = path.split(".")
        part = whole
        for parent in parents:
            part = part[parent]
        part[last] = value
    return whole
