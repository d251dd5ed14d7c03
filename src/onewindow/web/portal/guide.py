"""办事指南: one matter from the person's situation to the phone numbers, on one page, in every edition it ever had."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from onewindow.catalogue.models import Edition, guide_of
from onewindow.core.calendar import local
from onewindow.places.directory import agency_shown
from onewindow.web.guides.neighbours import neighbours_of
from onewindow.web.guides.page import guide_page, with_answers
from onewindow.web.guides.prints import busy, public_print
from onewindow.web.guides.sheet import sheet_data
from onewindow.web.guides.situation import situation_of
from onewindow.web.guides.versions import Version, shown_first, versions_of
from onewindow.web.papers.views import pdf_response
from onewindow.web.visit import visit_of


@gzip_page
def guide(request: HttpRequest, slug: str, edition: int | None = None) -> HttpResponse:
    """The guide; answers to the situation questions stand in the address, so that a link keeps them."""
    on = _today(request)
    versions = versions_of(slug, on)
    version = _version(versions, edition)
    whole = guide_of(version.row.id)
    url, pdf = _addresses(slug, edition)
    page = guide_page(whole, request.GET, url)
    context = page | {
        "version": version, "versions": versions, "coming": [one for one in versions if one.state == "future"],
        "current": next((one for one in versions if one.state == "current"), None),
        "neighbours": neighbours_of(whole, on),
        "sheet_url": with_answers(pdf, page["situation"].answers), "form_url": reverse("guide-form", args=[slug]),
    }  # fmt: skip
    return render(request, "portal/guide.html", context)


@gzip_page
def blank_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The blank form to print and fill in by hand (表格下载), and how each line is filled."""
    whole = guide_of(_version(versions_of(slug, _today(request)), None).row.id)
    context = {"guide": whole, "agency": agency_shown(whole.agency), "here": "guide"}
    return render(request, "portal/blank_form.html", context)


def sheet(request: HttpRequest, slug: str, edition: int | None = None) -> HttpResponse:
    """The guide for the answers in the address, to print; it says nothing of anybody and may be kept.

    Half of the answers print as none do: whatever the public asks for, there are only so many papers.
    """
    version = _version(versions_of(slug, _today(request)), edition)
    situation = situation_of(guide_of(version.row.id), request.GET)
    answers = situation.answers if situation.is_complete else {}
    pdf = public_print("service_guide", sheet_data(situation_of(situation.guide, answers)))
    if pdf is None:
        return busy(request)
    response = pdf_response(pdf, f"{version.row.name}办事指南.pdf")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _today(request: HttpRequest) -> date:
    return local(visit_of(request).at).date()


def _version(versions: list[Version[Edition]], edition: int | None) -> Version[Edition]:
    """The edition asked for, or the one that counts today. Raises Http404."""
    found = (
        shown_first(versions)
        if edition is None
        else next((one for one in versions if one.row.edition == edition), None)
    )
    if found is None:
        raise Http404
    return found


def _addresses(slug: str, edition: int | None) -> tuple[str, str]:
    """Of the page and of its print."""
    if edition is None:
        return reverse("guide", args=[slug]), reverse("guide-pdf", args=[slug])
    return reverse("guide-edition", args=[slug, edition]), reverse("guide-edition-pdf", args=[slug, edition])
