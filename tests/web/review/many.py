"""Many cases at once, as rows: copies of one that was really received."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7


def copies(no: str, count: int, *, first: int = 0, **columns: Any) -> list[Case]:
    """`count` more cases like this one, each due a minute later than the one before, with its open clocks.

    `first` is the number of copies there are already.
    """
    model = Case.objects.get(no=no)
    clocks = list(Clock.objects.open().filter(case_id=model.id))
    plain = {field.attname: getattr(model, field.attname) for field in Case._meta.concrete_fields}
    cases, copied = [], []
    for n in range(first, first + count):
        due = (model.due_at or model.received_at) + timedelta(minutes=n)
        changed = {"id": uuid7(model.received_at), "no": f"{no[:-5]}{90000 + n}", "due_at": due, **columns}
        cases.append(Case(**(plain | changed)))
        copied += [_copy(clock, cases[-1], due) for clock in clocks]
    Case.objects.bulk_create(cases)
    Clock.objects.bulk_create(copied)
    return cases


def _copy(clock: Clock, case: Case, due: datetime) -> Clock:
    plain = {field.attname: getattr(clock, field.attname) for field in Clock._meta.concrete_fields}
    moved = {
        "id": uuid7(clock.started_at),
        "case_id": case.id,
        "case_no": case.no,
        "thing_id": case.id,
        "due_at": due,
    }
    return Clock(**(plain | moved))
