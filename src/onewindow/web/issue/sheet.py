"""核对: one 办理结果交接表, every result beside its intake; what is right is received, what is wrong is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.core.refusal import Finding, Refusal
from onewindow.handover.models import Sheet
from onewindow.issuance.commands.result_sheet import receive_results, result_sheet
from onewindow.issuance.comparison import Line, compare
from onewindow.issuance.models import Result, ResultQuerySet
from onewindow.journal.commit import Answer
from onewindow.places.directory import agency
from onewindow.web.answering import new_key, submit
from onewindow.web.issue.frame import frame
from onewindow.web.visit import visit_of

SHELF = "shelf"
"""Where the counter put the last results; remembered for the session."""


@dataclass(frozen=True)
class Check:
    """One result with its comparison and what the clerk found: right, wrong, or not looked at yet."""

    result: Result
    lines: Sequence[Line]
    found: str
    faults: Sequence[str]
    note: str
    error: str

    @property
    def differences(self) -> int:
        return sum(line.differs for line in self.lines)


def sheet(request: HttpRequest, no: str) -> HttpResponse:
    """Compare and sign; afterwards what became of it."""
    if request.method != "POST":
        return _page(request, no)
    return submit(
        request,
        lambda: _sign(request, no),
        then=lambda _: f"{reverse('issue-sheet', args=[no])}?done=signed",
        again=lambda refusal: _page(request, no, request.POST, refusal),
    )


def _sign(request: HttpRequest, no: str) -> Answer:
    visit, typed = visit_of(request), request.POST
    findings: list[Finding] = []
    wrong: dict[UUID, list[str]] = {}
    for key, number in _results(result_sheet(no, hall=visit.by.hall)).values_list("pk", "no"):
        words = [*typed.getlist(f"fault-{key}"), typed.get(f"note-{key}", "").strip()]
        match typed.get(f"check-{key}", ""):
            case "right":
                continue
            case "wrong" if any(words):
                wrong[key] = words
            case "wrong":
                findings.append(Finding(f"check-{key}", f"请勾选或写明 {number} 哪里有误。"))
            case _:
                findings.append(Finding(f"check-{key}", f"请核对 {number}：无误，或者有误不予接收。"))
    if findings:
        raise Refusal("not-compared", "还有结果没有核对完。", status=422, findings=findings)
    shelf = typed.get("shelf", "")
    answer = receive_results(no, wrong, shelf=shelf, by=visit.by, at=visit.at)
    request.session[SHELF] = shelf.strip()
    return answer


def _results(sheet: Sheet) -> ResultQuerySet:
    return Result.objects.filter(sheet=sheet).with_intake().order_by("case__no", "no")


def _page(
    request: HttpRequest, no: str, typed: QueryDict | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    found = result_sheet(no, hall=visit_of(request).by.hall)
    findings = list(refusal.findings) if refusal else []
    errors = {finding.field: finding.message for finding in findings}
    checks = [_check(result, typed, errors) for result in _results(found)]
    context = {
        "sheet": found,
        "agency": agency(found.agency_code).name,
        "checks": checks,
        "open": found.stage == "handed",
        "undecided": next((check.result.id for check in checks if not check.found), None),
        "shelf": typed.get("shelf", "") if typed is not None else request.session.get(SHELF, ""),
        "errors": errors,
        "findings": findings,
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "issue/sheet.html", frame(request) | context)


def _check(result: Result, typed: QueryDict | None, errors: Mapping[str, str]) -> Check:
    lines = compare(result)
    key = f"check-{result.id}"
    if typed is None:
        differing = [line.label for line in lines if line.differs]
        return Check(result, lines, "" if differing else "right", differing, "", "")
    faults, note = typed.getlist(f"fault-{result.id}"), typed.get(f"note-{result.id}", "")
    return Check(result, lines, typed.get(key, ""), faults, note, errors.get(key, ""))
