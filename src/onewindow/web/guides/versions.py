"""The editions of a matter or a bundle that were published once: all of them can be read for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local

Row = TypeVar("Row", Edition, BundleEdition)


@dataclass(frozen=True, slots=True)
class Version(Generic[Row]):
    """`state` is current, future, past, suspended or withdrawn; `until` its last day, where that is known."""

    row: Row
    state: str
    until: date | None

    @property
    def label(self) -> str:
        return LABELS.get(self.state) or self.row.stage_label

    @property
    def changed_on(self) -> date:
        """The day of the last change of its life: of the suspension, if it is suspended."""
        return local(self.row.changed_at).date()

    def shown_as_on(self, today: date) -> date:
        """The day nearest to today on which it counted: what it names is shown as it stood then."""
        return max(_begins(self.row), min(today, self.until or today))


LABELS = {"current": "现行", "future": "尚未施行", "past": "已被新版代替", "withdrawn": "已撤下"}
"""What is suspended is called as in its life."""


def versions_of(slug: str, on: date) -> list[Version[Edition]]:
    """Of a matter, the newest first, without their documents; one statement."""
    return _versions(Edition.objects.issued().filter(slug=slug).light(), Edition.objects.in_force(on), on)


def bundle_versions_of(slug: str, on: date) -> list[Version[BundleEdition]]:
    """Of a bundle, likewise; with their documents."""
    return _versions(BundleEdition.objects.issued().filter(slug=slug), BundleEdition.objects.in_force(on), on)


def _versions(issued: QuerySet[Row], in_force: QuerySet[Row], on: date) -> list[Version[Row]]:
    rows = issued.annotate(is_in_force=Exists(in_force.filter(pk=OuterRef("pk"))))
    found: list[Version[Row]] = []
    following: date | None = None
    for row in rows.order_by("-edition"):
        found.append(Version(row, _state(row, on, following), _until(row, following)))
        if row.stage != "withdrawn" or row.ended_on is None or _begins(row) < row.ended_on:
            following = _begins(row)
    return found


def shown_first(versions: list[Version[Row]]) -> Version[Row] | None:
    """The one in force, else the newest that began, else the one that begins next."""
    first: Version[Row] | None = None
    for one in reversed(versions):
        if one.state == "current":
            return one
        if one.state != "future" or first is None:
            first = one
    return first


def _state(row: Row, on: date, following: date | None) -> str:
    if row.is_in_force:  # type: ignore[attr-defined]
        return "current"
    if row.stage == "withdrawn":
        return "withdrawn"
    if _begins(row) > on:
        return "future"
    replaced = following is not None and following <= on
    return "suspended" if row.stage == "suspended" and not replaced else "past"


def _until(row: Row, following: date | None) -> date | None:
    ends = [one for one in (row.effective_to, row.ended_on) if one is not None]
    if following is not None:
        ends.append(following - timedelta(days=1))
    return min(ends, default=None)


def _begins(row: Row) -> date:
    if row.effective_from is None:
        raise ValueError(f"{row} was published without a date")
    return row.effective_from
