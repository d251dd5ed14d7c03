"""The desk's first page: find the item and go, with the window's day beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from onewindow.cases.models import Case
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import at_time, local
from onewindow.core.roles import Actor
from onewindow.places.directory import agency_shown, halls_shown
from onewindow.web.desk.day import window_day
from onewindow.web.visit import visit_of

MOST_HITS = 8
USUAL = 10
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Hit:
    """One item that may be meant."""

    slug: str
    name: str
    agency: str
    instant: bool
    elsewhere: str
    """The halls that handle it, when this one does not."""
    initials: str


def desk(request: HttpRequest) -> HttpResponse:
    """Find by name, pinyin initials or code; Enter opens the first hit, without scripts too."""
    visit = visit_of(request)
    query = request.GET.get("q", "").strip()
    today = local(visit.at).date()
    found = find(query, visit.by, today) if query else []
    if found and "list" not in request.GET:
        return redirect("desk-intake", found[0].slug)
    shown = {
        "q": query,
        "hits": found,
        "usual": [] if query else _usual(visit.by, today),
        "day": window_day(visit.by, visit.at),
        "said": request.session.pop("said", ""),
    }
    return render(request, "desk/home.html", shown)


def hits(request: HttpRequest) -> HttpResponse:
    """The hits while the clerk types."""
    visit = visit_of(request)
    found = find(request.GET.get("q", ""), visit.by, local(visit.at).date())
    return render(request, "desk/hits.html", {"hits": found})


def find(query: str, by: Actor, on: date) -> list[Hit]:
    """The items that may be meant, best first, those of this hall before the others."""
    found = [edition.pk for edition in Edition.objects.search(query[:60], on, MOST_HITS)]
    whole = Edition.objects.in_bulk(found)
    return sorted((_hit(whole[pk], by) for pk in found), key=lambda hit: bool(hit.elsewhere))


def _usual(by: Actor, on: date) -> Sequence[Hit]:
    """What this hall takes in most, then whatever else it handles."""
    lately = Case.objects.filter(hall_code=by.hall, received_at__gte=at_time(on - LATELY, time.min))
    times = dict(lately.values_list("edition__slug").annotate(n=Count("id")).order_by("-n")[:USUAL])
    mine = [hit for edition in Edition.objects.in_force(on) if not (hit := _hit(edition, by)).elsewhere]
    return sorted(mine, key=lambda hit: (-times.get(hit.slug, 0), hit.name))[:USUAL]


def _hit(edition: Edition, by: Actor) -> Hit:
    guide = edition.guide
    elsewhere = "" if by.hall in guide.halls else "、".join(one.name for one in halls_shown(guide.halls))
    return Hit(
        guide.slug,
        guide.name,
        agency_shown(guide.agency).name,
        guide.is_instant,
        elsewhere,
        edition.initials.split(" ")[0],
    )
