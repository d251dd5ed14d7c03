"""Everything the guide's page says of one edition: for the public, and for whoever looks at a draft beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from onewindow.catalogue.flow import flow_charts
from onewindow.catalogue.listing import AUDIENCES, WAYS
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.catalogue.schema.kinds import OWNERS, PERMIT_CLASSES, REACHES
from onewindow.clocks.board import work_calendar
from onewindow.places.directory import agency_shown, halls_shown
from onewindow.web.components import Answer
from onewindow.web.guides.handling import doors_of
from onewindow.web.guides.situation import Situation, situation_of
from onewindow.web.guides.spelling import (
    APPROVERS,
    LAPSES,
    spell_fees,
    spell_hours,
    spell_limits,
    spell_stops,
    spell_visits,
)


def guide_page(guide: Edition, given: Mapping[str, str], url: str) -> dict[str, Any]:
    """What `portal/guide.html` shows under the answers given; `url` is the page's own, without answers.

    What belongs to an edition in the catalogue (its state, its neighbours, print) the caller adds.
    """
    situation = situation_of(guide, given)
    limits = guide.limits.under(situation.answers)
    return {
        "guide": guide, "situation": situation, "url": url, "here": "guide",
        "agency": agency_shown(guide.agency), "hours": spell_hours(work_calendar().office),
        "in_name_of": agency_shown(guide.in_name_of) if guide.in_name_of else None, "owner": OWNERS[guide.owner],
        "halls": halls_shown(guide.halls),
        "summary": _summary(situation), "reform": PERMIT_CLASSES[guide.permit_class] if guide.permit_class else "",
        "reach": REACHES[guide.reach] if guide.reach != "none" else "",
        **_questions(situation, url, given),
        "charts": flow_charts(guide, answers=situation.under if situation.answers else None),
        "procedures": [(one, guide.legal_basis(one.basis), spell_stops(one)) for one in situation.procedures],
        "ways": [WAYS[way] for way in guide.ways], "doors": doors_of(guide),
        "steps": [_step(situation, n) for n in range(len(situation.steps))],
        "fees": [(fee, guide.legal_basis(fee.basis), when) for fee, when in situation.fees],
        "limits": limits, "limit_basis": guide.legal_basis(limits.statutory.basis),
        "approver": APPROVERS[guide.extension.approver] if guide.extension else "",
        "lapse": LAPSES[guide.supplement.lapse], "deferral_lapse": LAPSES[guide.deferral_lapse],
    }  # fmt: skip


def with_answers(url: str, answers: Mapping[str, str]) -> str:
    return f"{url}?{urlencode(answers)}" if answers else url


def _summary(situation: Situation) -> list[tuple[str, str]]:
    guide = situation.guide
    return [
        ("谁能办", AUDIENCES[guide.audience]), ("到现场", spell_visits(guide)), *spell_limits(situation),
        ("收费", spell_fees(situation)), ("拿到什么", "、".join(one.name for one in guide.results)),
    ]  # fmt: skip


def _questions(situation: Situation, url: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The question to be asked now, those answered each with the way back to it, and how far one is."""
    question = situation.next
    return {
        "question": question,
        "question_error": "请选一项，再点“下一步”" if question and given.get("asked") == question.id else "",
        "choices": [Answer(value=a.id, label=a.label, hint=a.hint or "") for a in question.answers] if question else [],
        "answered": [
            (one.question, one.answer(situation.answers[one.id]).label, with_answers(url, situation.without(one.id)))
            for one in situation.asked if one.id in situation.answers
        ],
        "number": len(situation.answers) + 1, "asked": len(situation.asked),
    }  # fmt: skip


def _step(situation: Situation, n: int) -> dict[str, Any]:
    step, when = situation.steps[n]
    guide = situation.guide
    names = {one.id: one.name for one, _ in situation.steps}
    after = [names[one] for one in step.after or () if one in names]
    return {
        "name": step.name, "who": ACTORS[step.actor], "days": step.days, "note": step.note, "when": when,
        "after": after if n and after != [situation.steps[n - 1][0].name] else [],
        "stamp": guide.legal_basis(step.basis).label if step.stamp and step.basis else "",
    }  # fmt: skip
