"""最多跑一次, for everybody: the batches with their pledges, the negative list with its reasons, the share against the targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from onewindow.batches.models import Batch, Entry, NegativeEntry
from onewindow.batches.share import Share, share
from onewindow.batches.standing import at_odds, standing
from onewindow.core.calendar import local
from onewindow.places.directory import agency
from onewindow.reform.targets import Target, targets
from onewindow.web.visit import visit_of

MEASURE = "at_most_one_visit"
GROUP = "最多跑一次"
LISTED = Q(entries__state="listed")


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with its live value in percent; `width` is the bar, `met` whether it is reached."""

    target: Target
    value: str
    width: float
    met: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a batch; `fault` says what its guide of today says against the promise."""

    entry: Entry
    fault: str
    is_offered: bool


@gzip_page
def once(request: HttpRequest) -> HttpResponse:
    today = local(visit_of(request).at).date()
    rows = Batch.objects.public(today).annotate(
        items=Count("entries", filter=LISTED),
        agencies=Count("entries__agency_code", filter=LISTED, distinct=True),
    )
    numbers = share(today)
    context = {
        "rows": list(rows), "share": numbers, "goals": _goals(numbers), "negative": list(NegativeEntry.objects.listed()),
        "offered": standing(today), "here": "once",
    }  # fmt: skip
    return render(request, "portal/once.html", context)


@gzip_page
def batch(request: HttpRequest, office: str, ordinal: int) -> HttpResponse:
    """One batch: who pledged for which items."""
    today = local(visit_of(request).at).date()
    row = Batch.objects.public(today).filter(office=office, ordinal=ordinal).first()
    if row is None:
        raise Http404
    now = standing(today)
    groups: dict[str, list[Line]] = defaultdict(list)
    for entry in row.entries.exclude(state="dropped"):
        groups[entry.agency_code].append(Line(entry, at_odds(entry, now), entry.slug in now))
    nobody: Mapping[str, str] = {}
    context = {
        "row": row, "here": "once", "total": sum(line.entry.state == "listed" for lines in groups.values() for line in lines),
        "groups": [(agency(code), row.pledges.get(code, nobody), lines) for code, lines in groups.items()],
    }  # fmt: skip
    return render(request, "portal/once_batch.html", context)


def _goals(numbers: Share) -> list[Goal]:
    """The targets of this reform, with the share that the items in force come to."""
    value = numbers.percent
    if value is None:
        return []
    words = f"{float(value):.1f}".removesuffix(".0")
    return [
        Goal(target, words, float(value), target.met_by(value))
        for target in targets()
        if target.group == GROUP and target.measure == MEASURE
    ]
