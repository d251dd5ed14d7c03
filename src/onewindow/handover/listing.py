"""What must go where, by when: the papers that lie at a window, by agency and half-day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from onewindow.cases.models import Paper
from onewindow.clocks.board import work_calendar
from onewindow.clocks.rules import local_rules
from onewindow.core import clock as reckoning
from onewindow.handover.models import Sheet
from onewindow.places.directory import agency

HANDED_OVER = ("received", "accepted", "decided", "closed")
"""Whose papers go to the agency. An instant matter is closed before they do; what ended otherwise gave them back."""


@dataclass(frozen=True)
class Batch:
    """The papers of one agency taken in one half-day, and the hour by which they must be handed over."""

    agency_code: str
    agency_name: str
    session: str
    due_at: datetime
    late: bool
    papers: list[Paper]

    @property
    def cases(self) -> int:
        return len({paper.case_id for paper in self.papers})


def session_of(taken_at: datetime) -> tuple[str, datetime]:
    """收件时段 and its hour of hand-over, e.g. 11月20日上午 and 15:00 of that day."""
    rules = local_rules().handover
    rule = reckoning.HandoverRule(
        noon=rules.noon, morning_due=rules.morning_due, afternoon_due=rules.afternoon_due
    )
    due = reckoning.handover_due(taken_at, work_calendar(), rule)
    return str(due.session), due.at


def batches(hall: str, now: datetime) -> list[Batch]:
    """Everything at this hall's windows that is to be handed over, the most urgent first. One statement."""
    groups: dict[tuple[str, str, datetime], list[Paper]] = defaultdict(list)
    waiting = Paper.objects.filter(hall_code=hall, stage="window", case__stage__in=HANDED_OVER)
    for paper in waiting.select_related("case").order_by("case__no", "barcode"):
        session, due_at = session_of(paper.taken_at)
        groups[paper.agency_code, session, due_at].append(paper)
    found = [
        Batch(code, agency(code).name, session, due_at, now > due_at, papers)
        for (code, session, due_at), papers in groups.items()
    ]
    return sorted(found, key=lambda batch: (batch.due_at, batch.agency_code))


def sheets(*, hall: str = "", agency_code: str = "", sort: str, stages: tuple[str, ...]) -> list[Sheet]:
    """Hand-over sheets of a hall or an agency in these stages, newest first."""
    found = Sheet.objects.filter(sort=sort, stage__in=stages)
    if hall:
        found = found.filter(hall_code=hall)
    if agency_code:
        found = found.filter(agency_code=agency_code)
    return list(found.order_by("-opened_at", "-id")[:50])
