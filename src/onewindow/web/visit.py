"""One request's time and actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from onewindow.core.roles import Actor
from onewindow.people.models import Post


@dataclass(frozen=True)
class Visit:
    at: datetime
    post: Post | None
    actor: Actor | None

    @property
    def by(self) -> Actor:
        """The actor of a page that the policy gives only to staff."""
        if self.actor is None:
            raise RuntimeError("the policy let a visitor without a post through")
        return self.actor


def visit_of(request: HttpRequest) -> Visit:
    visit: Visit = request.visit  # type: ignore[attr-defined]
    return visit
