"""中介服务: what may be asked for and on which basis, who offers it, at which price and in which time, and how it went."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from onewindow.catalogue.intermediary import provincial, published_list
from onewindow.catalogue.intermediary import service as listed
from onewindow.core.calendar import local
from onewindow.intermediaries.choosing import in_turn
from onewindow.intermediaries.listing import area_lists, area_of, asking
from onewindow.intermediaries.models import Engagement, Intermediary, Tally
from onewindow.places.directory import agency_shown
from onewindow.web.visit import visit_of

Items = list[tuple[str, str, str]]


@gzip_page
def intermediaries(request: HttpRequest) -> HttpResponse:
    """The whole list, or that of the city or a district (`?area=990102`): three statements, whatever stands on it."""
    areas = area_lists(local(visit_of(request).at).date())
    area = next((one for one in areas if one.code == request.GET.get("area")), None)
    whole, province = published_list(), provincial()
    shown = area.services if area else whole.services
    items = _asking(request, area.code if area else "")
    offered: dict[str, int] = {}
    for keys in Intermediary.objects.filter(stage="registered").values_list("services", flat=True):
        for key in keys.split():
            offered[key] = offered.get(key, 0) + 1
    context = {
        "list": whole,
        "office": agency_shown(whole.office).name,
        "areas": areas,
        "area": area,
        "rows": [(one, items.get(one.key, []), offered.get(one.key, 0)) for one in shown],
        "province": province,
        "beyond": province.beyond(shown),
        "not_asked": province.not_asked(shown),
        "here": "intermediaries",
    }
    return render(request, "portal/intermediaries.html", context)


@gzip_page
def service(request: HttpRequest, key: str) -> HttpResponse:
    """One service: its basis, the items that ask for it, and everybody who offers it."""
    one, visit = listed(key), visit_of(request)
    if one is None:
        raise Http404
    today = local(visit.at).date()
    tallies = Engagement.objects.filter(service=key).tallies("intermediary_id", visit.at)
    bodies = [
        (row, terms, terms.until is not None and terms.until < today, tallies.get(row.id, Tally()))
        for row in in_turn(Intermediary.objects.offering(key), today)
        for terms in row.terms(key)
    ]
    context = {
        "service": one,
        "items": _asking(request).get(key, []),
        "bodies": bodies,
        "here": "intermediaries",
    }
    return render(request, "portal/intermediary_service.html", context)


@gzip_page
def body(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """One body: since when, with which qualifications and ties, and how its engagements went."""
    row = Intermediary.objects.published().filter(pk=body_id).first()
    if row is None:
        raise Http404
    mine = Engagement.objects.filter(intermediary=row)
    tallies = mine.tallies("service", visit_of(request).at)
    whole = mine.tallies("intermediary_id", visit_of(request).at).get(row.id, Tally())
    context = {
        "row": row,
        "tally": whole,
        "tallies": [
            (terms.service.name, tallies[terms.service.key])
            for terms in row.terms()
            if terms.service.key in tallies
        ],
        "here": "intermediaries",
    }
    return render(request, "portal/intermediary.html", context)


def _asking(request: HttpRequest, area: str = "") -> dict[str, Items]:
    """By service, the slug, name and agency's name of each item of the area, or of any, that asks for it today."""
    found = asking(local(visit_of(request).at).date())
    return {
        key: [
            (slug, name, agency_shown(code).name) for slug, name, code in items if area in {"", area_of(code)}
        ]
        for key, items in found.items()
    }
