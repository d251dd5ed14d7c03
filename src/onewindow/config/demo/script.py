"""What an applicant of the demo city brings to the window, as a plot of content/demo/cases tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from onewindow.cases.intake import Intake, Line
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.config.demo.residents import Named, Part
from onewindow.config.demo.scans import MIME, scan
from onewindow.core.calendar import local
from onewindow.evidence.models import Evidence
from onewindow.people.models import Party
from onewindow.people.register import PartyFacts

_DAY = re.compile(r"\{day([+-]\d+)\}")


class AgentOf(Part):
    """代理人 with the mandate that the clerk saw."""

    name: str
    born: date
    sex: Literal["男", "女"]
    phone: str
    mandate: str


class Script(Part):
    """One application: who, in which situation, with what."""

    party: Named
    clerk: str
    """Username of the window clerk who takes it in."""
    answers: dict[str, str]
    form: dict[str, str] = {}
    lines: dict[str, str] = {}
    """States of materials that are not simply in order, by material id."""
    notes: dict[str, str] = {}
    """What the clerk wrote at a line, by material id."""
    agent: AgentOf | None = None
    return_by: Literal["window", "post"] = "window"
    post_address: str = ""
    channel: Literal["window", "post"] = "window"
    green_ground: str = ""
    scanned: bool = False
    """Whether the clerk scanned what was handed in."""
    keep: tuple[Literal["papers", "notices", "results", "sheets", "cards"], ...] = ()
    """What the daily rounds of halls and agencies leave where it is (see `rounds`)."""
    mismatch: tuple[str, ...] = ()
    """What the counter finds wrong the first time the results come with the rounds."""


def intake_of(script: Script, edition: Edition, facts: PartyFacts, agent_number: str, at: datetime) -> Intake:
    """The intake as the clerk keys it in, with what the platform already holds offered as 免交."""
    guide, held = edition.guide, _held(facts, at)
    asked = guide.requirements(script.answers)
    lines = tuple(
        _kept(line_of(material, script.lines.get(material.id, "")), material, script, held, facts)
        for material in asked
        if material.is_required or material.id in script.lines
    )
    return Intake(
        edition=edition, party=facts, answers=script.answers, lines=lines, form=_form(script, guide, facts, at),
        contact=facts.legal_person or facts.name, contact_phone=facts.phone, agent=_agent(script, agent_number),
        return_by=script.return_by, post_address=_filled(script.post_address, facts, at), channel=script.channel,
        commitment_signed="deferred" in script.lines.values(), green_ground=script.green_ground,
    )  # fmt: skip


def line_of(material: schema.Material, state: str = "") -> Line:
    """A line in order, or in the state named; what is only shown goes back to its owner at once."""
    if state in {"missing", "deferred"}:
        return Line(material.id, state)
    shown_only = material.form == "original" and "退还" in material.requirement
    on_paper = material.form != "electronic"
    copied = material.form in {"copy", "both"}
    plain = (
        "electronic"
        if not on_paper
        else "copy"
        if copied and material.source == "applicant"
        else "original_seen"
    )
    return Line(
        material.id, state or plain,
        originals=0 if shown_only or not on_paper or material.form == "copy" else material.copies,
        copies=material.copies if copied else 0, pages=1 + len(material.name) % 5,
        checked=tuple(range(len(material.checkpoints))),
    )  # fmt: skip


def _held(facts: PartyFacts, at: datetime) -> dict[str, UUID]:
    party = Party.objects.by_number(facts.number).first()
    if party is None:
        return {}
    held = Evidence.objects.newest_held(party.id, local(at).date())
    return {key: evidence.id for key, evidence in held.items()}


def _kept(
    line: Line, material: schema.Material, script: Script, held: Mapping[str, UUID], facts: PartyFacts
) -> Line:
    """免交 when the platform holds what a government body issued and nobody said otherwise."""
    known = held.get(material.key) if material.source == "government" else None
    if known is not None and material.id not in script.lines and not material.collect_original:
        return Line(material.id, "held", held=known, checked=line.checked)
    line = replace(line, note=script.notes.get(material.id, ""))
    if script.scanned and line.state not in {"missing", "deferred"}:
        return replace(line, upload=scan(material, facts), upload_type=MIME)
    return line


def _form(script: Script, guide: schema.Edition, facts: PartyFacts, at: datetime) -> dict[str, str]:
    known = {
        "name": facts.name, "id_no": facts.number, "phone": facts.phone, "address": facts.address,
        "legal_person": facts.legal_person, "contact": facts.legal_person or facts.name, **facts.more,
    }  # fmt: skip
    values = {field.id: known.get(field.from_party or "", "") for field in guide.form}
    values |= {name: _filled(value, facts, at) for name, value in script.form.items()}
    return {name: value for name, value in values.items() if value}


def _filled(text: str, facts: PartyFacts, at: datetime) -> str:
    """`{address}`, `{name}` and `{legal_person}` are the party's; `{day-30}` is so many days from the intake."""
    for name in ("address", "name", "legal_person"):
        text = text.replace(f"{{{name}}}", getattr(facts, name))
    return _DAY.sub(lambda found: (local(at).date() + timedelta(days=int(found[1]))).isoformat(), text)


def _agent(script: Script, number: str) -> dict[str, str]:
    if script.agent is None:
        return {}
    return {
        "name": script.agent.name,
        "number": number,
        "phone": script.agent.phone,
        "mandate": script.agent.mandate,
    }
