"""督办通知单 with a yellow or red card."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.drafting.parts import day
from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.clocks.reading import explain, read
from onewindow.people.models import masked_number
from onewindow.places.directory import agency, hall
from onewindow.supervision.models import Card

TARGETS = {"agency": "agency", "window": "hall", "counter": "hall"}


def card_notice(case: Case, clock: Clock, card: Card, answer: Clock, at: datetime) -> dict[str, Any]:
    """Who must answer, which limit, why the date is what it is, and by when to explain."""
    place, department = hall(case.hall_code), agency(case.agency_code)
    party, facts = case.application.party, case.application.party.facts()
    person = party.kind_of_party == "person"
    reading = read(clock, at)
    return {
        "issuer": place.name, "hall": {"name": place.name, "address": place.address}, "dated": day(at),
        "qr_text": case.no, "phones": {"window": place.phone, "supervise": place.supervise_phone},
        "seal": {"arc": place.name, "middle": "效能监督专用章"}, "case_no": case.no, "matter": case.item_name,
        "agency": department.name,
        "applicant": {
            "kind": party.kind_of_party, "name": party.name,
            "id_type": "居民身份证" if person else "统一社会信用代码",
            "id_no": masked_number(facts["number"]) if person else facts["number"],
        },
        "colour": card.level,
        "target": department.name if clock.kind.owner == "agency" else place.name,
        "responsible": case.handler_name or "(待明确经办人)",
        "rule": clock.basis or clock.label, "step": clock.label,
        "due_at": clock.due_at, "raised_at": card.fell_at,
        "overdue": reading.words if card.level == "red" else None,
        "explanation": explain(clock),
        "demands": ["请立即办理该环节,并在平台说明原因。"] if card.level == "red" else ["请在到期前办结该环节。"],
        "answer": {"n": answer.amount, "unit": answer.unit, "due": answer.due_at, "provisional": answer.provisional},
    }  # fmt: skip
