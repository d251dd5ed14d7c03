"""The guide as a sheet of paper (办事指南, 一次性告知单): what the printing form asks, from an edition and answers."""

from __future__ import annotations

from typing import Any

from onewindow.catalogue.listing import WAYS
from onewindow.catalogue.schema import Edition
from onewindow.clocks.board import work_calendar
from onewindow.places.directory import agency_shown, halls_shown
from onewindow.places.models import Hall
from onewindow.web.guides.described import basis_line, conditional, described
from onewindow.web.guides.handling import doors_of
from onewindow.web.guides.situation import Situation, Wanted
from onewindow.web.guides.spelling import APPROVERS, LAPSES, spell_hours


def sheet_data(situation: Situation) -> dict[str, Any]:
    """Dated on the day the edition took effect: the same edition and answers make the same paper at any time."""
    guide = situation.guide
    return {
        **described(situation, "办事指南"),
        **_terms(situation),
        "plain": guide.plain,
        "chosen": [{"question": asked, "answer": answer} for asked, answer in situation.chosen],
        "left_out": situation.left_out if situation.answers else 0,
        "materials": [material_line(one) for one in situation.materials],
        "spared": [
            {"name": one.material.name, "way": spared_way(one), "when": one.when or None} for one in situation.spared
        ],
        "places": _places(guide),
        "address": guide.contact.address, "office_hours": guide.contact.hours,
        "transport": list(guide.contact.transport),
        "handling": [{"name": door.name, "meaning": door.meaning} for door in doors_of(guide)],
        "bases": [basis_line(one) for one in guide.legal_bases],
        "terms": [{"name": one.term, "meaning": one.meaning} for one in guide.terms],
        "accountability": guide.accountability,
        "questions": [{"question": one.q, "answer": one.a} for one in guide.faq],
    }  # fmt: skip


def spared_way(one: Wanted) -> str:
    """调用电子证照（公安机关）."""
    issuer = f"（{one.material.issuer}）" if one.material.issuer else ""
    return f"{one.material.spared_label}{issuer}"


def material_line(one: Wanted) -> dict[str, Any]:
    material = one.material
    return {
        "name": material.name, "necessity": material.necessity, "form": material.form,
        "copies": material.copies, "source": material.source_label, "defer_days": material.defer_days,
        "requirement": material.requirement.rstrip("。"), "common_mistakes": list(material.common_mistakes),
        "sample": one.sample or None, "when": one.when or None,
    }  # fmt: skip


def _places(guide: Edition) -> list[dict[str, Any]]:
    """The halls; of a guide that names none in the directory the agency itself, as the guide has its address."""
    contact = guide.contact
    return [place(one) for one in halls_shown(guide.halls)] or [{
        "name": agency_shown(guide.agency).name, "address": contact.address, "hours": contact.hours,
        "phone": contact.phone, "transport": list(contact.transport),
    }]  # fmt: skip


def place(hall: Hall) -> dict[str, Any]:
    return {
        "name": hall.name, "address": hall.address, "hours": spell_hours(work_calendar().office),
        "phone": hall.phone, "transport": hall.transport,
    }  # fmt: skip


def _terms(situation: Situation) -> dict[str, Any]:
    guide = situation.guide
    extension = guide.extension
    return {
        "ways": [WAYS[one] for one in guide.ways],
        "extension": (
            f"不能按期办结的，经{APPROVERS[extension.approver]}批准可以延长一次，最长{extension.label}，书面告知理由。"
            if extension else None
        ),
        "supplement": (
            f"缺材料的，部门一次告知、一次写全，您在{guide.supplement.days}个工作日内补齐；"
            f"逾期没有补正的，{LAPSES[guide.supplement.lapse]}。"
        ),
        "deferral_lapse": f"可容缺的材料逾期没有补交的，{LAPSES[guide.deferral_lapse]}。",
        "fees": [
            conditional(f"{fee.name}：{fee.amount}元（{guide.legal_basis(fee.basis).label}）", when)
            for fee, when in situation.fees
        ],
    }  # fmt: skip
