"""制作结果 and 更正结果: what will stand on the paper, filled in from the application, to be read once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.obstacles import to_signature
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import RESULT
from onewindow.core.refusal import Finding, Refusal
from onewindow.issuance.commands.make import correct_result, draft_fields, make_result
from onewindow.issuance.comparison import compare
from onewindow.issuance.models import Result
from onewindow.web.answering import submit
from onewindow.web.review import reading
from onewindow.web.review.acceptance import back_to
from onewindow.web.review.case import side_context
from onewindow.web.visit import visit_of


@dataclass(frozen=True)
class Entry:
    """One field of a result: its label, what stands there, what the application says, and what is wrong."""

    name: str
    label: str
    value: str
    applied: str
    wrong: bool = False
    error: str = ""

    @property
    def differs(self) -> bool:
        return self.value != self.applied


@dataclass(frozen=True)
class Draft:
    """One result to be made."""

    title: str
    no: str
    entries: list[Entry]


def making(request: HttpRequest, no: str) -> HttpResponse:
    visit = visit_of(request)
    if request.method != "POST":
        return _form(request, no)
    fields: dict[str, dict[str, str]] = {}
    for name, value in reading.prefixed(request.POST, "field.").items():
        result, _, label = name.partition(".")
        fields.setdefault(result, {})[label] = value
    return submit(
        request,
        lambda: make_result(no, fields, by=visit.by, at=visit.at),
        then=lambda _: back_to(no, "made"),
        again=lambda refusal: _form(request, no, refusal),
    )


def _form(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    context = side_context(request, folder) | {
        "drafts": _drafts(folder, request.POST, refusal.findings if refusal else ()),
        "refusal": refusal,
        "why": _why_not(folder),
        "heading": "制作结果",
        "lead": "内容由申请信息带入，请逐项核对。出件窗口会与受理信息逐项比对，不一致的会退回更正。",
        "button": "制作结果",
    }
    return render(request, "review/making.html", context)


def _why_not(folder: Folder) -> str:
    if folder.case.stage != "decided":
        return f"办件目前为“{folder.case.stage_label}”，作出决定后才能制作结果。"
    if folder.case.results.exists():
        return "本办件的结果已经制作。"
    obstacle = why_not(RESULT, "make", NEW, folder.commit.by.role)
    return obstacle.message if obstacle else ""


def _drafts(folder: Folder, typed: Mapping[str, str], findings: Sequence[Finding]) -> list[Draft]:
    if folder.case.verdict != "grant":
        return []
    errors = {finding.field: finding.message for finding in findings}
    drafts = []
    for result in folder.guide.results:
        entries = []
        for label, applied in draft_fields(folder, result).items():
            name = f"field.{result.id}.{label}"
            entries.append(Entry(name, label, typed.get(name, applied), applied, error=errors.get(name, "")))
        drafts.append(Draft(result.title, folder.case.result_numbers.get(result.id, ""), entries))
    return drafts


def correction(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Put right what the counter found wrong, and make the paper anew."""
    visit = visit_of(request)
    result = _own(request, result_id)
    if request.method != "POST":
        return _correction(request, result)
    fields = reading.prefixed(request.POST, "field.")
    return submit(
        request,
        lambda: correct_result(
            result_id, fields, explanation=request.POST.get("explanation", ""), by=visit.by, at=visit.at
        ),
        then=lambda _: f"{reverse('review-results')}?done=corrected",
        again=lambda refusal: _correction(request, result, refusal),
    )


def _own(request: HttpRequest, result_id: UUID) -> Result:
    found = Result.objects.for_actor(visit_of(request).by).filter(pk=result_id).select_related("case").first()
    if found is None:
        raise Refusal("no-such-result", "没有找到这份办理结果。", status=404)
    return found


def _correction(request: HttpRequest, result: Result, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    folder = open_folder(result.case.no, by=visit.by, at=visit.at)
    result.case = folder.case
    obstacle = why_not(RESULT, "correct", result.stage, visit.by.role) or to_signature(folder, "correction")
    errors = {finding.field: finding.message for finding in refusal.findings} if refusal else {}
    entries = [
        Entry(
            f"field.{line.label}",
            line.label,
            request.POST.get(f"field.{line.label}", line.result),
            line.intake or "",
            wrong=any(line.label in words for words in result.mismatch),
            error=errors.get(f"field.{line.label}", ""),
        )
        for line in compare(result)
    ]
    context = side_context(request, folder) | {
        "drafts": [Draft(result.name, result.no, entries)],
        "mismatch": result.mismatch,
        "refusal": refusal,
        "why": obstacle.message if obstacle else "",
        "explains": True,
        "explanation": request.POST.get("explanation", ""),
        "explanation_error": errors.get("explanation", ""),
        "heading": "更正结果",
        "lead": "出件窗口核对后不予接收。更正后编号不变，重新制作文书，再列入交接表移交。",
        "button": "更正并重新制作",
    }
    return render(request, "review/making.html", context)
