"""办事指南: one matter from the person's situation to the phone numbers, on one page."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from onewindow.catalogue.flow import flow_charts
from onewindow.catalogue.listing import AUDIENCES, WAYS
from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.clocks.board import work_calendar
from onewindow.core.calendar import local
from onewindow.places.directory import directory
from onewindow.web.components import Answer
from onewindow.web.papers.views import pdf_response
from onewindow.web.portal.sheet import guide_sheet
from onewindow.web.portal.situation import situation_of
from onewindow.web.portal.spelling import LAPSES, spell_fees, spell_hours, spell_limits, spell_stops
from onewindow.web.visit import visit_of


@gzip_page
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide; answers to the situation questions stand in the address, so that a link keeps them."""
    edition = edition_in_force(slug, local(visit_of(request).at).date())
    whole = edition.guide
    situation = situation_of(whole, request.GET)
    answers = situation.answers
    places = directory()
    context = {
        "guide": whole, "situation": situation, "here": "guide",
        "agency": places.agencies[whole.agency], "hours": spell_hours(work_calendar().office),
        "halls": [places.halls[code] for code in whole.halls],
        "summary": [
            ("谁能办", AUDIENCES[whole.audience]), ("到现场", f"{whole.visits}次" if whole.visits else "不用去"),
            *spell_limits(whole), ("收费", spell_fees(whole)), ("拿到什么", "、".join(r.name for r in whole.results)),
        ],
        "questions": [
            (one, [Answer(value=a.id, label=a.label, hint=a.hint or "") for a in one.answers], answers.get(one.id, ""))
            for one in whole.situations
        ],
        "charts": flow_charts(whole, answers=answers if situation.is_complete and answers else None),
        "procedures": [(one, whole.legal_basis(one.basis), spell_stops(one)) for one in situation.procedures],
        "ways": [WAYS[way] for way in whole.ways],
        "steps": [
            {"name": step.name, "who": ACTORS[step.actor], "days": step.days, "note": step.note} for step in whole.steps
        ],
        "fees": [(fee, whole.legal_basis(fee.basis)) for fee in whole.fees],
        "lapse": LAPSES[whole.supplement.lapse], "deferral_lapse": LAPSES[whole.deferral_lapse],
        "sheet_url": _with(reverse("guide-sheet", args=[slug]), answers),
        "form_url": reverse("guide-form", args=[slug]),
    }  # fmt: skip
    return render(request, "portal/guide.html", context)


@gzip_page
def blank_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The blank form to print and fill in by hand (表格下载), and how each line is filled."""
    edition = edition_in_force(slug, local(visit_of(request).at).date())
    context = {"guide": edition.guide, "agency": directory().agencies[edition.agency_code], "here": "guide"}
    return render(request, "portal/blank_form.html", context)


def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide for the answers in the address, to print; it says nothing of anybody and may be kept."""
    on = local(visit_of(request).at).date()
    edition = edition_in_force(slug, on)
    answers = situation_of(edition.guide, request.GET).answers
    response = pdf_response(guide_sheet(edition, answers, on), f"{edition.name}办事指南.pdf")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def edition_in_force(slug: str, on: date) -> Edition:
    """The edition by which an application of that day is handled, without its document. Raises Http404."""
    edition = Edition.objects.in_force(on).light().filter(slug=slug).first()
    if edition is None:
        raise Http404
    return edition


def _with(url: str, answers: dict[str, str]) -> str:
    return f"{url}?{urlencode(answers)}" if answers else url
