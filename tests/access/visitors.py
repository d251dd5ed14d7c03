"""Who comes: every role with its seat where the things are, elsewhere in the city, and in another district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from onewindow.access.commands import SEATS
from onewindow.core.ids import uuid7
from onewindow.people.models import Post, Staff
from tests.access.stage import NOW

OWN, OTHER, DISTRICT, NARROW = "own", "other", "district", "narrow"
HOLDERS = {
    "clerk": "wang", "issuer": "qian", "manager": "wu", "reviewer": "zhao", "decider": "sun", "head": "zhou",
    "supervisor": "zheng", "administrator": "yu2",
}  # fmt: skip
"""Who holds the post to which the things belong: 临江区政务服务中心, 市场监督管理局, the city."""
ELSEWHERE = {
    OTHER: {"hall": "jz-hall", "clerk": "jz-01", "issuer": "jz-21", "agency": "wsjk"},
    DISTRICT: {"hall": "cq-hall", "clerk": "cq-01", "issuer": "cq-21", "agency": "cqsh"},
    NARROW: {"hall": "", "clerk": "", "issuer": "", "agency": "scjg"},
}
NARROWED: dict[str, dict[str, Any]] = {
    "reviewer": {"matters": ["tezhong-shebei"]},
    "decider": {"matters": ["tezhong-shebei"]},
    "head": {"matters": ["tezhong-shebei"]},
    "supervisor": {"level": 4},
}
"""Posts of the own agency for another matter, or of the own division for another level."""


@dataclass(frozen=True)
class Visitor:
    """A post, and how the things on the stage relate to it."""

    role: str
    relation: str
    post: Post


def visitors() -> list[Visitor]:
    """Every role in every relation that a post of it can have."""
    found = [Visitor(role, OWN, _held(username)) for role, username in HOLDERS.items()]
    for relation in ELSEWHERE:
        roles = NARROWED if relation == NARROW else SEATS
        found += [Visitor(role, relation, _given(role, relation)) for role in roles]
    return found


def _held(username: str) -> Post:
    return Post.objects.whole().get(staff__username=username, stands_in_for=None)


def _given(role: str, relation: str) -> Post:
    seat = ELSEWHERE[relation]
    username = f"{role}-{relation}"
    staff = Staff.objects.create(id=uuid7(NOW), username=username, name=f"来者{role[:3]}{relation[:3]}")
    narrow: dict[str, Any] = NARROWED[role] if relation == NARROW else {}
    places: dict[str, Any] = {
        "window_id": seat.get(role) or None,
        "hall_id": seat["hall"] if role in {"clerk", "issuer", "manager"} else None,
        "agency_id": seat["agency"] if role not in {"clerk", "issuer", "manager"} else None,
    }
    items = ["laonian-youdai"] if role == "clerk" else []
    post = Post.objects.create(
        staff=staff, role=role, since=date(2026, 1, 1), items=items, **places, **narrow
    )
    return Post.objects.whole().get(pk=post.pk)
