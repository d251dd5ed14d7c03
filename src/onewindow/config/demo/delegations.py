"""Which items the districts asked for in the city's last weeks (事权下放), through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from onewindow.config.demo.course import Course, Then
from onewindow.core.calendar import local
from onewindow.delegation.commands import ask, grant, refuse, take_back, withdraw
from onewindow.delegation.models import Delegation


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Turn(Part):
    """What became of a request; `words` are the answer or the reason, `in_days` the day of `take_back` from today."""

    verb: Literal["withdraw", "grant", "refuse", "take_back"]
    by: str
    at: str
    words: str
    in_days: int = 0


class Wish(Part):
    """`item` asked for by `to` in a `form`, from so many days from today on (`in_force`)."""

    item: str
    to: str
    form: str
    by: str
    at: str
    in_force: int
    reason: str
    capacity: dict[str, str]
    turns: tuple[Turn, ...] = ()


def hand_down(rows: Sequence[object], course: Course) -> None:
    """Put every request and what became of it into the course."""
    for row in rows:
        wish = Wish.model_validate(row)
        course.later(course.timeline.at(wish.at), _asked(wish, course))
        for turn in wish.turns:
            course.later(course.timeline.at(turn.at), _turned(wish, turn, course))


def _asked(wish: Wish, course: Course) -> Then:
    def act(at: datetime) -> None:
        first = local(course.timeline.as_of) + timedelta(days=wish.in_force)
        ask(
            wish.item, wish.to, form=wish.form, effective_from=first.date(), capacity=wish.capacity,
            reason=wish.reason, by=course.cast.by_name[wish.by], at=at,
        )  # fmt: skip

    return act


def _turned(wish: Wish, turn: Turn, course: Course) -> Then:
    def act(at: datetime) -> None:
        key = Delegation.objects.filter(slug=wish.item, to_agency=wish.to).latest("asked_at").pk
        by = course.cast.by_name[turn.by]
        match turn.verb:
            case "withdraw":
                withdraw(key, reason=turn.words, by=by, at=at)
            case "grant":
                grant(key, words=turn.words, by=by, at=at)
            case "refuse":
                refuse(key, words=turn.words, by=by, at=at)
            case "take_back":
                last = local(course.timeline.as_of) + timedelta(days=turn.in_days)
                take_back(key, ends_on=last.date(), reason=turn.words, by=by, at=at)

    return act
