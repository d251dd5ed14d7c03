"""Who acts. A staff member has no power but through a post (岗位) in one of these roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

ROLES: dict[str, str] = {
    "clerk": "综合受理窗口人员",
    "reviewer": "部门审查人员",
    "decider": "部门审批人员",
    "head": "部门负责人",
    "issuer": "综合出件窗口人员",
    "manager": "大厅管理人员",
    "supervisor": "效能监督人员",
    "administrator": "事项管理员",
    "system": "平台时钟",
    "applicant": "申请人",
}

Hands = tuple[UUID | None, UUID | None]
"""Whose act it was, and in whose stead a deputy (代理) did it; it counts as done by both."""


@dataclass(frozen=True)
class Actor:
    """The person and the post behind a command, as the journal records them."""

    staff_id: UUID | None
    name: str
    role: str
    agency: str = ""
    hall: str = ""
    window: str = ""
    division: str = ""
    phone: str = ""
    items: frozenset[str] = field(default_factory=frozenset)
    """Slugs of instant items that the holder's window is authorised to decide (即办授权)."""
    matters: frozenset[str] = field(default_factory=frozenset)
    """Slugs of the matters that the post covers; empty when it covers all of its agency's."""
    level: int = 0
    """The one level of agencies that a supervisor's post watches; 0 for all of its division's."""
    stands_for: UUID | None = None
    """The person in whose stead a deputy (代理) acts; the name then says both, 李四（代孙立）."""
    system: str = ""
    """The agency's own system that carried the act, when it did not come through a page."""

    @property
    def hands(self) -> Hands:
        return self.staff_id, self.stands_for


SYSTEM = Actor(staff_id=None, name="平台", role="system")
"""The platform's own clock, for what the law lets happen by lapse of time."""


def person(actor: Actor) -> UUID:
    """The person behind an act that the platform's clock cannot do. Raises TypeError for the clock."""
    if actor.staff_id is None:
        raise TypeError("this act is a person's")
    return actor.staff_id
