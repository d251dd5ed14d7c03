"""中介服务清单: what may be asked for, on which basis, and what nobody may ever be made to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from onewindow.catalogue.intermediary import services
from onewindow.core.calendar import local
from onewindow.intermediaries.listing import asking
from onewindow.places.directory import agency_shown
from onewindow.web.visit import visit_of


@gzip_page
def intermediaries(request: HttpRequest) -> HttpResponse:
    items = asking(local(visit_of(request).at).date())
    rows = [
        (service, [(slug, name, agency_shown(code).name) for slug, name, code in items.get(service.key, ())])
        for service in services()
    ]
    return render(request, "portal/intermediaries.html", {"rows": rows})
