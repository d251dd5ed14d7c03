"""Many results at one counter, as rows: copies of one that really came there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Model

from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Delivery, Result


def plain(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def copies(no: str, count: int, *, first: int = 0, **of_delivery: Any) -> list[Case]:
    """`count` more cases like this one with result, delivery and open clocks, each decided a minute later."""
    model = Case.objects.get(no=no)
    result, delivery = Result.objects.get(case=model), Delivery.objects.get(case=model)
    clocks = list(Clock.objects.open().filter(case_id=model.id))
    cases, results, deliveries, copied = [], [], [], []
    for n in range(first, first + count):
        decided = (model.decided_at or model.received_at) + timedelta(minutes=n)
        case = Case(
            **(plain(model) | {"id": uuid7(decided), "no": f"{no[:-5]}{90000 + n}", "decided_at": decided})
        )
        cases.append(case)
        mine = {"id": uuid7(decided), "case_id": case.id}
        results.append(
            Result(**(plain(result) | mine | {"no": f"{result.no}-{n}", "mismatch": result.mismatch}))
        )
        deliveries.append(
            Delivery(**(plain(delivery) | {"id": uuid7(decided), "case_id": case.id} | of_delivery))
        )
        copied += [
            Clock(**(plain(clock) | mine | {"id": uuid7(decided), "thing_id": case.id})) for clock in clocks
        ]
    Case.objects.bulk_create(cases)
    Result.objects.bulk_create(results)
    Delivery.objects.bulk_create(deliveries)
    Clock.objects.bulk_create(copied)
    return cases


def sheets(no: str, count: int, *, first: int = 0) -> None:
    """`count` more sheets like this one, each due a minute later."""
    model = Sheet.objects.get(no=no)
    assert model.due_at is not None
    Sheet.objects.bulk_create(
        Sheet(
            **(
                plain(model)
                | {
                    "id": uuid7(model.opened_at),
                    "no": f"{no}-{n}",
                    "due_at": model.due_at + timedelta(minutes=n),
                }
            )
        )
        for n in range(first, first + count)
    )
