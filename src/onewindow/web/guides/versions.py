"""The editions of a matter that were published once: all of them can be read for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local


@dataclass(frozen=True, slots=True)
class Version:
    """`state` is current, future, past, suspended or withdrawn; `until` its last day, where that is known."""

    row: Edition
    state: str
    until: date | None

    @property
    def label(self) -> str:
        return LABELS[self.state]

    @property
    def changed_on(self) -> date:
        """The day of the last change of its life: of the suspension, if it is suspended."""
        return local(self.row.changed_at).date()


LABELS = {
    "current": "现行", "future": "尚未施行", "past": "已被新版代替", "suspended": "暂停实施", "withdrawn": "已撤下",
}  # fmt: skip


def versions_of(slug: str, on: date) -> list[Version]:
    """The newest first, without their documents; one statement."""
    in_force = Edition.objects.in_force(on).filter(pk=OuterRef("pk"))
    rows = Edition.objects.issued().filter(slug=slug).light().annotate(is_in_force=Exists(in_force))
    found: list[Version] = []
    following: date | None = None
    for row in rows.order_by("-edition"):
        found.append(Version(row, _state(row, on, following), _until(row, following)))
        if row.stage != "withdrawn" or row.ended_on is None or _begins(row) < row.ended_on:
            following = _begins(row)
    return found


def shown_first(versions: list[Version]) -> Version | None:
    """The one in force, else the newest that began, else the one that begins next."""
    current = [one for one in versions if one.state == "current"]
    begun = [one for one in versions if one.state != "future"]
    return next(iter([*current, *begun, *reversed(versions)]), None)


def _state(row: Edition, on: date, following: date | None) -> str:
    if row.is_in_force:  # type: ignore[attr-defined]
        return "current"
    if row.stage == "withdrawn":
        return "withdrawn"
    if _begins(row) > on:
        return "future"
    replaced = following is not None and following <= on
    return "suspended" if row.stage == "suspended" and not replaced else "past"


def _until(row: Edition, following: date | None) -> date | None:
    ends = [one for one in (row.effective_to, row.ended_on) if one is not None]
    if following is not None:
        ends.append(following - timedelta(days=1))
    return min(ends, default=None)


def _begins(row: Edition) -> date:
    if row.effective_from is None:
        raise ValueError(f"{row} was published without a date")
    return row.effective_from
