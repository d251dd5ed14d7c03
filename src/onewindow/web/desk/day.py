"""The window's day: what was done, what waits, and what must leave the window by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q

from onewindow.cases.models import Case
from onewindow.core.calendar import at_time, local
from onewindow.core.roles import Actor
from onewindow.documents.models import Document
from onewindow.handover.listing import Batch, batches
from onewindow.web.desk.drafts import Sketch, sketches_of

LAST = 6
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class WindowDay:
    """The rail of the desk."""

    taken: int
    instant: int
    to_serve: int
    batches: Sequence[tuple[Batch, bool]]
    """With whether less than an hour is left."""
    last: Sequence[Case]
    sketches: Sequence[Sketch]

    @property
    def papers(self) -> int:
        return sum(len(batch.papers) for batch, _ in self.batches)


def window_day(by: Actor, now: datetime) -> WindowDay:
    """Four statements, whatever lies in the hall."""
    today = at_time(local(now).date(), time.min)
    assert by.staff_id is not None  # the policy gives the desk to persons only
    mine = Case.objects.filter(received_by=by.staff_id, received_at__gte=today)
    counts = mine.aggregate(taken=Count("id"), instant=Count("id", filter=Q(instant=True)))
    return WindowDay(
        taken=counts["taken"],
        instant=counts["instant"],
        to_serve=Document.objects.to_serve(by.hall).count(),
        batches=[(batch, batch.due_at - now < SOON) for batch in batches(by.hall, now)],
        last=list(mine.order_by("-received_at")[:LAST]),
        sketches=sketches_of(by),
    )
