"""改革台账 as a paper: what the page compares, every matter on one line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from onewindow.clocks.board import work_calendar
from onewindow.core.calendar import local
from onewindow.people.models import Post
from onewindow.places.directory import directory
from onewindow.places.models import Hall
from onewindow.reform.ledger import FIVE, MEASURES
from onewindow.reform.sides import choices
from onewindow.web.guides.prints import staff_print
from onewindow.web.guides.spelling import spell_hours
from onewindow.web.papers.views import pdf_response
from onewindow.web.reform.comparison import Comparison, comparison
from onewindow.web.reform.ledger import RULES, chosen
from onewindow.web.visit import visit_of

COLUMNS = tuple(measure for measure in FIVE if measure.key != "items")
"""What a matter has a figure for; the number of matters is the length of the list."""


def ledger_paper(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    on = local(visit.at).date()
    compared = comparison(*chosen(request, choices()), on)
    post = visit.post
    if post is None:
        raise RuntimeError("the policy let a visitor without a post through")
    name = f"改革台账（{'，'.join(compared.labels)}）{on.isoformat()}.pdf"
    return pdf_response(staff_print("reform_ledger", ledger_data(compared, post, on)), name)


def ledger_data(compared: Comparison, post: Post, on: date) -> dict[str, Any]:
    """The same page on the same day makes the same paper."""
    hall = _hall(post)
    named = urlencode({"before": compared.before, "after": compared.after})
    return {
        "number": f"{on.year}年{on.month}月{on.day}日编制",
        "issuer": post.agency.name if post.agency else hall.name,
        "hall": {"name": hall.name, "address": hall.address, "hours": spell_hours(work_calendar().office)},
        "dated": on,
        "qr_text": f"{settings.PUBLIC_URL}{reverse('reform-ledger')}?{named}",
        "phones": {"window": hall.phone, "supervise": hall.supervise_phone},
        "prepared_by": post.holder,
        "before": compared.labels[0], "after": compared.labels[1],
        "invented": compared.is_invented, "shared": len(compared.shared),
        "measures": [
            {
                "label": pair.measure.label,
                "before": f"{pair.before}{pair.measure.unit}", "after": f"{pair.after}{pair.measure.unit}",
                "before_share": round(10 * pair.before_width), "after_share": round(10 * pair.after_width), "change": pair.change,
            }
            for pair in compared.pairs
        ],
        "columns": [measure.label.removeprefix("减") for measure in COLUMNS],
        "matters": _matters(compared),
        "rules": list(RULES),
    }  # fmt: skip


def _matters(compared: Comparison) -> list[dict[str, Any]]:
    """Each matter that both sides have, with its figures and the materials that changed."""
    by_measure = {
        measure.key: {told.line.base_code: told for told in compared.lines(measure)} for measure in MEASURES.values()
    }  # fmt: skip
    rows = []
    for code, name in compared.shared.items():
        found = [by_measure[measure.key].get(code) for measure in COLUMNS]
        materials = by_measure["materials"].get(code)
        rows.append({
            "name": name,
            "cells": [{"before": one.before, "after": one.after} if one else {"before": "—", "after": "—"} for one in found],
            "gone": list(materials.line.gone) if materials else [],
            "new": list(materials.line.new) if materials else [],
        })  # fmt: skip
    return rows


def _hall(post: Post) -> Hall:
    """The post's own hall, else one of its division, else the first of all."""
    halls = sorted(directory().halls.values(), key=lambda hall: hall.code)
    own = [hall for hall in halls if hall == post.hall] or [
        h for h in halls if h.division_id == post.division
    ]
    return [*own, *halls][0]
