"""What the printed guide and the printed handbook of an edition have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from onewindow.catalogue.flow import WIDE, flow_chart
from onewindow.catalogue.listing import AUDIENCES
from onewindow.catalogue.schema import Edition, LegalBasis, Limit, SpecialProcedure
from onewindow.catalogue.schema.kinds import PERMIT_CLASSES
from onewindow.clocks.board import work_calendar
from onewindow.places.directory import agency_shown, halls_shown
from onewindow.web.guides.page import with_answers
from onewindow.web.guides.situation import Situation
from onewindow.web.guides.spelling import spell_hours, spell_stops


def described(situation: Situation, kind: str) -> dict[str, Any]:
    """The head and the terms; `kind` is what the paper is."""
    guide = situation.guide
    return {
        **_head(situation, kind),
        **_limits(situation),
        "conditions": list(guide.conditions),
        "chart": _picture(situation),
        "procedures": [_procedure(guide, one) for one in situation.procedures],
        "results": [
            f"{one.name}（{f'有效期{one.validity.label}' if one.validity else '长期有效'}）"
            for one in guide.results
        ],
        "collected": [
            conditional(f"《{one.name}》（{one.requirement}）", when) for one, when in situation.collected
        ],
    }


def conditional(text: str, when: str) -> str:
    """With the answers on which it depends before it."""
    return f"{when}：{text}" if when else text


def basis_line(basis: LegalBasis) -> dict[str, Any]:
    return {"law": basis.law, "article": basis.article, "checked": basis.checked}


def _head(situation: Situation, kind: str) -> dict[str, Any]:
    guide, agency = situation.guide, agency_shown(situation.guide.agency)
    link = settings.PUBLIC_URL + reverse("guide-edition", args=[guide.slug, guide.edition])
    return {
        "number": f"{guide.name}{kind}第{guide.edition}版",
        "issuer": agency.name, "agency": agency.name, "hall": _hall(guide), "dated": guide.effective_from,
        "qr_text": with_answers(link, situation.answers),
        "phones": {"window": guide.contact.phone, "supervise": guide.contact.supervise_phone},
        "name": guide.name, "task_code": guide.code, "edition": guide.edition,
        "effective_from": guide.effective_from, "item_type": guide.item_type_label,
        "audience": AUDIENCES[guide.audience], "instant": guide.is_instant, "visits": guide.visits,
        "reform": PERMIT_CLASSES[guide.permit_class] if guide.permit_class else None,
    }  # fmt: skip


def _limits(situation: Situation) -> dict[str, Any]:
    limits = situation.guide.limits.under(situation.answers)
    other = [
        conditional(
            f"承诺时限{case.promised.label}"
            + (f"，法定时限{case.statutory.label}" if case.statutory else ""),
            when,
        )
        for case, when in situation.limit_cases
    ]
    return {"promised": _term(limits.promised), "statutory": _term(limits.statutory), "other_limits": other}


def _term(limit: Limit) -> dict[str, Any]:
    return {"n": limit.n, "unit": limit.unit.value}


def _picture(situation: Situation) -> dict[str, Any]:
    chart = flow_chart(situation.guide, answers=situation.under if situation.answers else None, width=WIDE)
    return {
        "svg": render_to_string("catalogue/flow.svg", {"chart": chart}), "width": chart.width, "height": chart.height,
    }  # fmt: skip


def _procedure(guide: Edition, one: SpecialProcedure) -> dict[str, Any]:
    more = [
        f"由{one.people_min}名以上工作人员进行。" if one.people_min else "",
        f"提前{one.notice_days}日通知。" if one.notice_days else "",
    ]
    return {
        "name": one.name, "cap": one.cap.label, "effect": spell_stops(one), "more": "".join(more) or None,
        "basis": basis_line(guide.legal_basis(one.basis)),
    }  # fmt: skip


def _hall(guide: Edition) -> dict[str, Any]:
    """The first hall that the directory has, or else where the guide says that one may come."""
    hall = next(iter(halls_shown(guide.halls)), None)
    name, address = (
        (hall.name, hall.address) if hall else (agency_shown(guide.agency).name, guide.contact.address)
    )
    return {"name": name, "address": address, "hours": spell_hours(work_calendar().office)}
