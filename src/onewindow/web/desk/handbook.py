"""《标准化手册》 of a matter: the page beside the work, and the paper to keep at the window."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.flow import flow_charts
from onewindow.catalogue.models import Edition, guide_of
from onewindow.core.calendar import local
from onewindow.web.guides.handbook import handbook_data
from onewindow.web.guides.prints import staff_print
from onewindow.web.guides.versions import Version, shown_first, versions_of
from onewindow.web.papers.views import pdf_response
from onewindow.web.visit import visit_of


def handbook(request: HttpRequest, slug: str) -> HttpResponse:
    """The handbook of the edition that counts today; cases taken in earlier go by their own."""
    version = _version(request, slug)
    guide = guide_of(version.row.id)
    context = {
        "guide": guide, "book": handbook_data(guide), "version": version, "charts": flow_charts(guide),
        "pdf_url": reverse("handbook-pdf", args=[slug]), "guide_url": reverse("guide", args=[slug]),
    }  # fmt: skip
    return render(request, "desk/handbook.html", context)


def handbook_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    row = _version(request, slug).row
    return pdf_response(staff_print("handbook", handbook_data(guide_of(row.id))), f"{row.name}标准化手册.pdf")


def _version(request: HttpRequest, slug: str) -> Version[Edition]:
    found = shown_first(versions_of(slug, local(visit_of(request).at).date()))
    if found is None:
        raise Http404
    return found
