"""What lies at an issuance counter: how much of it, and whose."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from onewindow.cases.models import Case, Paper
from onewindow.core.numbers.fault import as_typed
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Delivery, Result, is_late
from onewindow.people.models import Party


@dataclass(frozen=True)
class Tally:
    """The heaps of one counter; `late` are those of a heap whose clock has run out."""

    sheets: int
    awaited: int
    ready: int
    ready_late: int
    to_post: int
    posted: int
    receipts: int
    receipts_late: int


def tally(hall: str, now: datetime) -> Tally:
    """Three statements, however much lies there."""
    heaps: Counter[tuple[str, str, bool]] = Counter()
    waiting = Delivery.objects.filter(hall_code=hall, stage__in=("ready", "posted", "delivered"))
    rows = waiting.annotate(late=is_late(now)).values_list("stage", "method", "late")
    for stage, method, late, n in rows.annotate(n=Count("pk")).order_by():
        heaps[stage, method, late] += n

    def heap(stage: str, method: str = "", late: bool | None = None) -> int:
        return sum(
            n for (at, by, is_late), n in heaps.items()
            if at == stage and method in {"", by} and late in {None, is_late}
        )  # fmt: skip

    return Tally(
        sheets=Sheet.objects.filter(hall_code=hall, sort="result", stage="handed").count(),
        awaited=Result.objects.awaited(hall).count(),
        ready=heap("ready"),
        ready_late=heap("ready", late=True),
        to_post=heap("ready", "post"),
        posted=heap("posted"),
        receipts=heap("delivered"),
        receipts_late=heap("delivered", late=True),
    )


def code_of(scanned: str) -> str:
    """The number that was typed or scanned; a QR code of the platform holds the address it leads to."""
    inside = re.search(r"[?&]no=([^&#\s]+)", scanned)
    return as_typed(inside.group(1) if inside else scanned)


def parties_found(scanned: str) -> set[UUID]:
    """The applicants whom a scan means: number of a card, a case, a result or a paper. One statement.

    Empty when it is none of these, but perhaps a name.
    """
    code = code_of(scanned)
    persons = Party.objects.by_number(code).values_list("pk")
    cases = Case.objects.filter(no=code).values_list("application__party")
    results = Result.objects.filter(no__in={code, scanned.strip()}).values_list("case__application__party")
    papers = Paper.objects.filter(barcode=code).values_list("case__application__party")
    return {row[0] for row in persons.union(cases, results, papers)}
