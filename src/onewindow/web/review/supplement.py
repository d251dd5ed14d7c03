"""一次性告知: from the ticks to words, from words to the notice as the applicant will read it, then issued."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from onewindow.cases.commands.supplement import Defect, issue_supplement, notice_findings
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.obstacles import to_notice
from onewindow.clocks.board import work_calendar
from onewindow.core import clock as reckoning
from onewindow.core.refusal import Refusal
from onewindow.places.directory import agency, hall
from onewindow.web.answering import submit
from onewindow.web.review.acceptance import back_to
from onewindow.web.review.case import side_context
from onewindow.web.review.lines import Line, application_facts, judgements, material_lines
from onewindow.web.visit import visit_of

LAPSES = {
    "deemed_withdrawn": "逾期未补正的，视为撤回申请",
    "refused": "逾期未补正的，不予受理",
    "returned": "逾期未补正的，退件",
}


@dataclass(frozen=True)
class Draft:
    """One material of the notice as it is being written."""

    line: Line
    state: str
    problem: str
    requirement: str


def supplement(request: HttpRequest, no: str) -> HttpResponse:
    """`step` says how far it is: write (or nothing), preview, or issue."""
    visit, typed = visit_of(request), request.POST
    if typed.get("step") != "issue":
        return _composer(request, no)
    return submit(
        request,
        lambda: issue_supplement(
            no,
            defects=_defects(typed),
            fine=_fine(typed),
            reason=typed.get("reason", ""),
            by=visit.by,
            at=visit.at,
        ),
        then=lambda _: back_to(no, "noticed"),
        again=lambda refusal: _composer(request, no, refusal),
    )


def _composer(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    visit, typed = visit_of(request), request.POST
    folder = open_folder(no, by=visit.by, at=visit.at)
    obstacle = to_notice(folder)
    if refusal is None and typed.get("step") == "preview":
        findings = notice_findings(folder, _defects(typed), _fine(typed), typed.get("reason", ""))
        refusal = Refusal("notice-incomplete", "一次性告知必须完整。", 422, findings) if findings else None
    days = folder.guide.supplement.days
    due = reckoning.due(reckoning.Limit(days, reckoning.Unit.WORKING_DAY), visit.at, work_calendar())
    drafts = _drafts(folder, typed, refusal)
    context = side_context(request, folder) | {
        "drafts": drafts,
        "faulty": [draft for draft in drafts if draft.state == "fault"],
        "preview": typed.get("step") == "preview" and refusal is None and obstacle is None,
        "refusal": refusal,
        "why": obstacle.message if obstacle else "",
        "second": folder.case.was_supplemented,
        "reason": typed.get("reason", ""),
        "days": days,
        "due": due,
        "lapse": LAPSES[folder.guide.supplement.lapse],
        "lines": [draft.line for draft in drafts],
        "facts": application_facts(folder),
        "applicant": folder.party.name,
        "agency": agency(folder.case.agency_code).name,
        "place": hall(folder.case.hall_code),
    }
    return render(request, "review/supplement.html", context, status=refusal.status if refusal else 200)


def _drafts(folder: Folder, typed: QueryDict, refusal: Refusal | None) -> list[Draft]:
    judged = judgements(typed)
    lines = material_lines(folder, judged, refusal.findings if refusal else ())
    return [
        Draft(
            line,
            line.judgement.state,
            typed.get(f"problem-{line.id}", line.judgement.problem),
            typed.get(f"requirement-{line.id}", line.requirement),
        )
        for line in lines
    ]


def _defects(typed: QueryDict) -> list[Defect]:
    return [
        Defect(material, typed.get(f"problem-{material}", ""), typed.get(f"requirement-{material}", ""))
        for material, found in judgements(typed).items()
        if found.state == "fault"
    ]


def _fine(typed: QueryDict) -> list[str]:
    return [material for material, found in judgements(typed).items() if found.state == "ok"]
