"""Who stood in for whom in the city's last weeks (代理), through the same commands as everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from onewindow.config.demo.course import Course, Then
from onewindow.core.calendar import local
from onewindow.people.commands.appoint_deputy import appoint_deputy, revoke_deputy
from onewindow.people.models import Post, Staff


class Deputy(BaseModel):
    """`deputy` stands in for `of` for so many days from `at` on, named by `by`; `revoked` ends it early."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    deputy: str
    by: str
    at: str
    days: int
    reason: str
    revoked: str = ""
    why: str = ""


def stand_in(rows: Sequence[object], course: Course) -> None:
    """Put every deputy of the document into the course."""
    for row in rows:
        deputy = Deputy.model_validate(row)
        course.later(course.timeline.at(deputy.at), _named(deputy, course))
        if deputy.revoked:
            course.later(course.timeline.at(deputy.revoked), _revoked(deputy, course))


def _named(row: Deputy, course: Course) -> Then:
    def act(at: datetime) -> None:
        post = Post.objects.get(staff__username=row.of, stands_in_for=None)
        person = Staff.objects.get(username=row.deputy)
        first = local(at).date()
        appoint_deputy(
            post.pk, person.pk, since=first, until=first + timedelta(days=row.days), reason=row.reason,
            by=course.cast.by_name[row.by], at=at,
        )  # fmt: skip

    return act


def _revoked(row: Deputy, course: Course) -> Then:
    def act(at: datetime) -> None:
        post = Post.objects.get(staff__username=row.deputy, stands_in_for__staff__username=row.of)
        revoke_deputy(post.pk, reason=row.why, by=course.cast.by_name[row.by], at=at)

    return act
