"""Parts that many papers of a case share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.cases.folder import Folder
from onewindow.cases.models import Submission
from onewindow.catalogue.schema import LegalBasis, Limit
from onewindow.clocks.models import Clock
from onewindow.clocks.rules import local_rules
from onewindow.core.calendar import SHANGHAI
from onewindow.core.numbers.series import document_number
from onewindow.people.models import masked_number
from onewindow.places.directory import agency, hall, window

ID_TYPES = {"person": "居民身份证", "organisation": "统一社会信用代码"}


def common(folder: Folder, *, issuer: str = "agency", seal: str | None = None) -> dict[str, Any]:
    """What every paper of a case carries; `issuer` is the agency or the hall; `seal` its middle text.

    What is entrusted is done in the name of the agency that entrusts it (行政许可法第二十四条).
    """
    case = folder.case
    department = agency(case.agency_code)
    place = hall(case.hall_code)
    name = agency(folder.guide.in_name_of or case.agency_code).name if issuer == "agency" else place.name
    return {
        "issuer": name,
        "hall": {"name": place.name, "address": place.address, "hours": None},
        "dated": day(folder.commit.at),
        "qr_text": case.no,
        "phones": {
            "window": window_phone(case.window_code, place.phone),
            "supervise": department.supervise_phone,
        },
        "seal": {"arc": name, "middle": seal},
        "case_no": case.no,
        "matter": case.item_name,
        "agency": department.name,
        "applicant": applicant(folder),
        "agent": agent(folder),
    }


def window_phone(code: str, otherwise: str) -> str:
    return window(code).phone if code else otherwise


def day(at: datetime) -> str:
    return at.astimezone(SHANGHAI).date().isoformat()


def applicant(folder: Folder) -> dict[str, Any]:
    party, facts = folder.party, folder.party.facts()
    person = party.kind_of_party == "person"
    return {
        "kind": party.kind_of_party,
        "name": party.name,
        "id_type": ID_TYPES[party.kind_of_party],
        "id_no": masked_number(facts["number"]) if person else facts["number"],
        "legal_person": facts.get("legal_person") or None,
        "phone": facts.get("phone") or None,
        "address": facts.get("address") or None,
    }


def agent(folder: Folder) -> dict[str, Any] | None:
    acting = folder.case.application.facts().get("agent")
    if not acting:
        return None
    return {
        "name": acting["name"], "id_type": "居民身份证", "id_no": masked_number(acting["number"]),
        "phone": acting.get("phone") or None,
    }  # fmt: skip


def basis(entry: LegalBasis) -> dict[str, Any]:
    return {"law": entry.law, "article": entry.article, "checked": entry.checked}


def bases(folder: Folder) -> list[dict[str, Any]]:
    return [basis(entry) for entry in folder.guide.legal_bases]


def limit_deadline(limit: Limit, clock: Clock) -> dict[str, Any]:
    return {"n": limit.n, "unit": limit.unit, "due": clock.due_at, "provisional": clock.provisional}


def deadline(clock: Clock) -> dict[str, Any]:
    """A limit and the day it falls due, as a paper states it."""
    return {"n": clock.amount, "unit": clock.unit, "due": clock.due_at, "provisional": clock.provisional}


def received(lines: list[Submission], folder: Folder) -> list[dict[str, Any]]:
    """已收材料表: what was handed in, not what was only deferred."""
    forms = {material.id: material.form for material in folder.guide.materials}
    return [
        {
            "name": line.name,
            "copies": max(line.originals + line.copies, 1),
            "original": "electronic" if line.state in {"electronic", "held"} else forms[line.material],
            "pages": line.pages or None,
            "form": "electronic" if line.state in {"electronic", "held"} else "paper",
        }
        for line in lines
        if line.is_met or line.state == "defective"
    ]


def remedies(folder: Folder) -> dict[str, Any]:
    department, rule = agency(folder.case.agency_code), local_rules().remedies
    return {
        "review_body": department.reconsideration_body,
        "review_days": rule.reconsideration_days,
        "court": department.court,
        "suit_months": rule.court_months,
    }


def numbered(folder: Folder, word: str, *, issuer: str = "agency") -> str:
    """The next 文号 of its kind in the agency's (or hall's) series of the year, e.g. 江市监受〔2026〕12号."""
    year = folder.commit.at.astimezone(SHANGHAI).year
    case = folder.case
    head = agency(case.agency_code).short if issuer == "agency" else agency_of_hall(case.hall_code)
    return folder.commit.number(
        f"document:{head}{word}:{year}", lambda n: document_number(head, word, year, n)
    )


def agency_of_hall(code: str) -> str:
    """The letters that stand before the numbers of a hall's own papers, e.g. 临政务."""
    return hall(code).name[:2] + "政务"
