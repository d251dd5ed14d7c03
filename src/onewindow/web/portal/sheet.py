"""The guide as a sheet of paper (办事指南简版): what the printing form asks, from an edition and answers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from onewindow.catalogue.listing import AUDIENCES, WAYS
from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.clocks.board import work_calendar
from onewindow.documents.printer import printer
from onewindow.places.directory import directory
from onewindow.places.models import Hall
from onewindow.web.portal.situation import Situation, Wanted, situation_of
from onewindow.web.portal.spelling import spell_hours, spell_stops

KEPT_SHEETS = 24


def guide_sheet(edition: Edition, answers: dict[str, str], on: date) -> bytes:
    """PDF/A of the guide for these answers, dated `on`; the last few are kept in the process."""
    return _printed(edition, tuple(sorted(answers.items())), on)


@lru_cache(maxsize=KEPT_SHEETS)
def _printed(edition: Edition, answers: tuple[tuple[str, str], ...], on: date) -> bytes:
    return printer().render("guide_sheet", sheet_data(situation_of(edition.guide, dict(answers)), on))


def sheet_data(situation: Situation, on: date) -> dict[str, Any]:
    guide = situation.guide
    places = directory()
    halls = [places.halls[code] for code in guide.halls]
    return {
        **_head(situation, halls[0], on),
        **_terms(situation),
        "conditions": guide.conditions,
        "bases": [{"law": b.law, "article": b.article, "checked": b.checked} for b in guide.legal_bases],
        "materials": [_material(one) for one in situation.materials],
        "steps": [
            {"name": s.name, "actor": ACTORS[s.actor], "days": s.days or None, "note": s.note} for s in guide.steps
        ],
        "special_procedures": [
            f"{one.name}：最长{one.cap.label}，{spell_stops(one)}" for one in situation.procedures
        ],
        "places": [
            {**_place(hall), "phone": hall.phone, "transport": hall.transport} for hall in halls
        ],
        "accountability": guide.accountability,
        "questions": [{"question": one.q, "answer": one.a} for one in guide.faq],
    }  # fmt: skip


def _head(situation: Situation, hall: Hall, on: date) -> dict[str, Any]:
    guide, agency = situation.guide, directory().agencies[situation.guide.agency]
    link = settings.PUBLIC_URL + reverse("guide", args=[guide.slug])
    return {
        "number": f"{guide.name}办事指南第{guide.edition}版",
        "issuer": agency.name, "agency": agency.name, "hall": _place(hall), "dated": on,
        "qr_text": f"{link}?{urlencode(situation.answers)}" if situation.answers else link,
        "phones": {"window": guide.contact.phone, "supervise": guide.contact.supervise_phone},
        "name": guide.name, "task_code": guide.code, "edition": guide.edition,
        "effective_from": guide.effective_from, "item_type": guide.item_type_label,
        "audience": AUDIENCES[guide.audience], "instant": guide.is_instant, "visits": guide.visits,
    }  # fmt: skip


def _terms(situation: Situation) -> dict[str, Any]:
    guide = situation.guide
    limits = guide.limits
    return {
        "promised": {"n": limits.promised.n, "unit": limits.promised.unit},
        "statutory": {"n": limits.statutory.n, "unit": limits.statutory.unit},
        "fees": [
            {"name": fee.name, "amount": fee.amount, "basis": guide.legal_basis(fee.basis).label}
            for fee in guide.fees
        ],
        "results": [one.name for one in guide.results],
        "ways": [WAYS[one] for one in guide.ways],
    }


def _material(one: Wanted) -> dict[str, Any]:
    material = one.material
    return {
        "name": material.name, "necessity": material.necessity, "form": material.form,
        "copies": material.copies, "source": material.source, "deferrable": material.deferrable,
        "requirement": material.requirement.rstrip("。"), "common_mistakes": material.common_mistakes,
        "when": one.when or None,
    }  # fmt: skip


def _place(hall: Hall) -> dict[str, Any]:
    return {"name": hall.name, "address": hall.address, "hours": spell_hours(work_calendar().office)}
