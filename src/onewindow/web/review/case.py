"""A case on the reviewer's desk: materials, checkpoints and what to do next, clocks and history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Request
from onewindow.cases.models.case import VERDICTS
from onewindow.clocks.board import work_calendar
from onewindow.core.clock import Unit
from onewindow.core.refusal import Refusal
from onewindow.handover.commands.give_back import returnable
from onewindow.issuance.models import Result
from onewindow.journal.models import Event
from onewindow.places.directory import hall
from onewindow.web.answering import new_key
from onewindow.web.casework import glance
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace
from onewindow.web.review import steps
from onewindow.web.review.done import done_line
from onewindow.web.review.foresight import lengthened
from onewindow.web.review.lines import Judgement, application_facts, judgements, material_lines
from onewindow.web.visit import visit_of
from onewindow.web.wording import spell_amount

TICKED = ("accept", "supplement", "propose")
"""The steps for which the materials are judged."""


@dataclass(frozen=True)
class Procedure:
    """A special procedure that is running."""

    request: Request
    face: ClockFace | None
    starts_on: date


@dataclass(frozen=True)
class Verdict:
    """The form of an opinion or a decision: both verdicts with the words to go with each.

    `barred` are those that this person has no authority to sign.
    """

    chosen: str
    barred: frozenset[str]
    grant: str
    deny: str


def case(request: HttpRequest, no: str) -> HttpResponse:
    return show(request, no)


def show(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    """The three panes; after a refusal with all that was typed and ticked, and what is wrong with it."""
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    listed = steps.actions(folder)
    judged = judgements(request.POST) if refusal else _judged(folder)
    context = side_context(request, folder) | {
        "lines": material_lines(folder, judged, refusal.findings if refusal else ()),
        "facts": application_facts(folder),
        "hall": hall(folder.case.hall_code),
        "slug": folder.guide.slug,
        "actions": listed,
        "primary": next((listed[name] for name in TICKED if name in listed and listed[name].is_open), None),
        "blocked": [action for action in listed.values() if action.why],
        "verdict": _verdict(request, folder, listed),
        "procedures": _procedures(folder),
        "ending": steps.ending(folder),
        **_asked(folder),
        "ruling": steps.ruling(folder),
        "results": _results(folder),
        "returnable": returnable(folder, "agency") and visit.by.role == "reviewer",
        "refusal": refusal,
    }
    return render(request, "review/case.html", context)


def side_context(request: HttpRequest, folder: Folder) -> dict[str, object]:
    """What every page about one case shows around its form."""
    return {
        "folder": folder,
        "case": folder.case,
        "glance": glance(folder, folder.commit.at),
        "submission": new_key(),
        "done": done_line(request),
    }


def _judged(folder: Folder) -> dict[str, Judgement]:
    """How the reviewer ticked the materials for the opinion that waits for a decision."""
    if folder.case.stage != "accepted" or not folder.case.proposal:
        return {}
    event = Event.objects.filter(thing_id=folder.case.id, verb="propose").order_by("-version").first()
    body = json.loads(event.body) if event else {"checked": [], "faults": []}
    fine = {material: Judgement("ok") for material in body["checked"]}
    return fine | {material: Judgement("fault") for material in body.get("faults", ())}


def _verdict(request: HttpRequest, folder: Folder, listed: Mapping[str, steps.Action]) -> Verdict:
    deciding = "decide" in listed and listed["decide"].is_open
    barred = frozenset(listed.keys() & VERDICTS.keys())
    case, guide, typed = folder.case, folder.guide, request.POST
    word = "准予" if deciding else "拟准予"
    basis = guide.legal_bases[0].label
    grant = f"经审查，申请材料齐全、符合法定形式，符合{basis}规定的条件，{word}{case.item_name}。"
    return Verdict(
        chosen=typed.get("verdict", _signable(case.proposal or "grant", barred)),
        barred=barred,
        grant=typed.get(
            "opinion-grant", case.opinion if case.proposal == "grant" and not deciding else grant
        ),
        deny=typed.get("opinion-deny", case.opinion if case.proposal == "deny" else ""),
    )


def _signable(proposed: str, barred: frozenset[str]) -> str:
    return next((verdict for verdict in (proposed, *VERDICTS) if verdict not in barred), proposed)


def _procedures(folder: Folder) -> list[Procedure]:
    clocks = {clock.thing_id: clock for clock in folder.board.clocks if clock.name == "special"}
    return [
        Procedure(
            request,
            clock_face(clocks[request.id], folder.commit.at, work_calendar())
            if request.id in clocks
            else None,
            date.fromisoformat(request.data["starts_on"]),
        )
        for request in folder.open_requests("special_procedure")
    ]


def _asked(folder: Folder) -> dict[str, object]:
    """The extension that waits for the head, and what it would do to the limits."""
    asked = next(iter(folder.open_requests("extension")), None)
    if asked is None:
        return {"asked": None}
    n = asked.data["n"]
    return {
        "asked": asked,
        "asked_length": spell_amount(n, Unit(asked.data["unit"])),
        "asked_limits": lengthened(folder, n),
    }


def _results(folder: Folder) -> list[Result]:
    if folder.case.stage not in {"decided", "closed"}:
        return []
    return list(folder.case.results.order_by("no"))
