"""最多跑一次, for everybody: the batches with their pledges, the negative list with its reasons, the share against the targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from onewindow.batches.models import Batch, Entry, NegativeEntry
from onewindow.batches.share import Share, counted
from onewindow.batches.standing import at_odds, standing
from onewindow.catalogue.schema.kinds import ITEM_TYPES
from onewindow.core.calendar import local
from onewindow.places.directory import agency_shown
from onewindow.places.models import Agency
from onewindow.reform.readings import Ground, reading
from onewindow.reform.sides import in_force
from onewindow.reform.targets import documents, targets
from onewindow.web.reform.shown import Shown, shown
from onewindow.web.reform.spelling import spell
from onewindow.web.visit import visit_of

GROUP = "最多跑一次"
"""The group of the targets shown here."""
ALL = "at_most_one_visit"
"""The measure of those among them that every agency has to meet: 各级、各相关单位."""
LISTED = Q(entries__state="listed")


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a batch; `kind` is its type and `fault` what its guide of today says against the promise."""

    entry: Entry
    kind: str
    fault: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The share of one agency or one type of items; `marks` are the targets in percent."""

    label: str
    share: Share
    marks: tuple[float, ...]
    code: str = ""

    @property
    def percent(self) -> str:
        return spell(self.share.percent)

    @property
    def width(self) -> float:
        return round(float(self.share.percent or 0), 2)

    @property
    def tone(self) -> str:
        return "ok" if all(self.width >= mark for mark in self.marks) else "warn"


@gzip_page
def once(request: HttpRequest) -> HttpResponse:
    today = local(visit_of(request).at).date()
    rows = Batch.objects.public(today).annotate(
        items=Count("entries", filter=LISTED),
        agencies=Count("entries__agency_code", filter=LISTED, distinct=True),
    )
    context = {
        "rows": list(rows), "share": counted(today).whole, "goals": _goals(today),
        "negative": list(NegativeEntry.objects.listed()), "offered": standing(today), "here": "once",
    }  # fmt: skip
    return render(request, "portal/once.html", context)


@gzip_page
def shares(request: HttpRequest) -> HttpResponse:
    """各级、各相关单位: the share of every agency, and of every type of items."""
    today = local(visit_of(request).at).date()
    items = counted(today)
    marks = tuple(sorted({one.value for one in targets() if one.group == GROUP and one.measure == ALL}))
    kinds = items.by(lambda item: item.item_type)
    context = {
        "share": items.whole, "marks": marks, "here": "once",
        "divisions": _by_division(items.by(lambda item: item.agency), marks),
        "kinds": [Part(label, kinds[code], marks) for code, label in ITEM_TYPES.items() if code in kinds],
    }  # fmt: skip
    return render(request, "portal/once_shares.html", context)


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
        item = now.get(entry.slug)
        kind = item.item_type_label if item else ""
        groups[entry.agency_code].append(Line(entry, kind, at_odds(entry, now), item is not None))
    context = {
        "row": row, "here": "once", "total": sum(line.entry.state == "listed" for lines in groups.values() for line in lines),
        "groups": [(agency_shown(code), row.pledge_of(code), lines) for code, lines in groups.items()],
    }  # fmt: skip
    return render(request, "portal/once_batch.html", context)


def _goals(on: date) -> list[Shown]:
    """The targets of this reform, shares all of them, with what the items in force come to."""
    items = Ground(in_force(on))
    return [
        shown(target, document.place, reading(target, items))
        for document in documents().held.values()
        for target in document.targets
        if target.group == GROUP
    ]


def _by_division(shares: Mapping[str, Share], marks: tuple[float, ...]) -> list[tuple[str, list[Part]]]:
    """The agencies of the highest division first, each with its share."""
    places: dict[tuple[int, str, str], list[tuple[Agency, Share]]] = defaultdict(list)
    for code, share in shares.items():
        place = agency_shown(code)
        division = place.division
        places[division.level, division.code, division.name or place.name].append((place, share))
    return [
        (name, [Part(place.name, share, marks, place.code) for place, share in sorted(lines, key=_by_name)])
        for (_, _, name), lines in sorted(places.items())
    ]


def _by_name(line: tuple[Agency, Share]) -> str:
    return line[0].name
