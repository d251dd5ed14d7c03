"""One case with all that the desk page shows: materials, clocks, what it waits for, papers, what can be done."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from ninja import Router

from onewindow.api.call import Call, nowhere
from onewindow.api.cases.listing import CaseLine, case_line
from onewindow.api.cases.steps import StepOut, steps_of
from onewindow.api.clockwork import ClockOut, clocks_of
from onewindow.api.document import ROOT
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.cases.folder import Folder, folder_of
from onewindow.cases.models import Paper, Request, Submission
from onewindow.core.roles import SYSTEM
from onewindow.documents.models import Document
from onewindow.issuance.models import Result

router = Router(tags=["办件"])
ID = "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f"


class PaperOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "barcode": "000000000017", "form": "copy", "copies": 1, "pages": 2, "place": "window", "place_label": "在受理窗口"
    }  # fmt: skip
    barcode: str
    form: str
    copies: int
    pages: int
    place: str
    place_label: str


class MaterialOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "material": "site_plan", "name": "经营场所平面图", "state": "copy", "state_label": "收复印件", "note": "", "round": 1,
        "originals": 0, "copies": 1, "pages": 2, "level": "C", "file": f"{ROOT}evidence/{ID}", "papers": [PaperOut.EXAMPLE],
    }  # fmt: skip
    material: str
    name: str
    state: str
    state_label: str
    note: str
    round: int
    originals: int
    copies: int
    pages: int
    level: str
    file: str
    papers: list[PaperOut]


class RequestOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "id": ID, "what": "special_procedure", "what_label": "特别程序", "stage": "running", "stage_label": "进行中", "open": True,
        "opened_at": "2026-11-20T10:00:00+08:00", "due_at": "2026-12-04T17:00:00+08:00", "ended_at": None,
        "data": {"procedure": "site_check", "length": 10},
    }  # fmt: skip
    id: UUID
    what: str
    what_label: str
    stage: str
    stage_label: str
    open: bool
    opened_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    data: dict[str, Any]


class DocumentOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "id": ID, "no": "江市监受〔2026〕12号", "kind": "acceptance_notice", "title": "受理通知书", "stage": "to_serve",
        "stage_label": "待送达", "made_at": "2026-11-20T10:00:00+08:00", "served_at": None, "pdf": f"{ROOT}documents/{ID}/pdf",
    }  # fmt: skip
    id: UUID
    no: str
    kind: str
    title: str
    stage: str
    stage_label: str
    made_at: datetime
    served_at: datetime | None
    pdf: str


class ResultOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "id": ID, "case": "99010220261120000127", "name": "食品经营许可证", "no": "江市监许〔2026〕3号", "stage": "made",
        "stage_label": "已制作", "mismatch": [], "made_at": "2026-11-24T10:00:00+08:00",
    }  # fmt: skip
    id: UUID
    case: str
    name: str
    no: str
    stage: str
    stage_label: str
    mismatch: list[str]
    made_at: datetime


class CaseOut(CaseLine):
    EXAMPLE: ClassVar[Example] = {
        **CaseLine.EXAMPLE, "opinion": "", "accepted_at": None, "decided_at": None, "ended_at": None,
        "answers": {"place": "shop"}, "form": {"name": "李家小馆", "area": "120"}, "contact": "李秀英",
        "materials": [MaterialOut.EXAMPLE], "clocks": [ClockOut.EXAMPLE], "requests": [RequestOut.EXAMPLE],
        "documents": [DocumentOut.EXAMPLE], "results": [ResultOut.EXAMPLE], "steps": [StepOut.EXAMPLE],
    }  # fmt: skip
    opinion: str
    accepted_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None
    answers: dict[str, str]
    form: dict[str, str]
    contact: str
    materials: list[MaterialOut]
    clocks: list[ClockOut]
    requests: list[RequestOut]
    documents: list[DocumentOut]
    results: list[ResultOut]
    steps: list[StepOut]


@read(router, "cases/{case:no}", name="case", label="一个办件", answers=CaseOut, also=("no-such-case",))
def case(call: Call, no: str) -> dict[str, Any]:
    """With a person named, `steps` are those of the person's post, each with what stands in its way."""
    found = call.cases().whole().filter(no=no).first()
    if found is None:
        nowhere("no-such-case")
    folder = folder_of(found, by=call.actor or SYSTEM, at=call.at)
    facts = found.application.facts()
    results = [result_out(result, found.no) for result in found.results.order_by("no")]
    return {
        **case_line(found), "opinion": found.opinion, "accepted_at": found.accepted_at, "decided_at": found.decided_at,
        "ended_at": found.ended_at, "answers": found.application.answers, "form": facts["form"], "contact": facts["contact"],
        "materials": _materials(folder), "clocks": clocks_of(folder, call.at),
        "requests": [_request(request) for request in folder.requests],
        "documents": [document_out(document) for document in folder.documents], "results": results,
        "steps": steps_of(folder, call.actor),
    }  # fmt: skip


def _materials(folder: Folder) -> list[dict[str, Any]]:
    papers: dict[UUID | None, list[Paper]] = {}
    for paper in folder.papers:
        papers.setdefault(paper.submission_id, []).append(paper)
    return [_material(line, papers.get(line.id, [])) for line in folder.submissions]


def _material(line: Submission, papers: list[Paper]) -> dict[str, Any]:
    evidence = line.evidence
    file = f"{ROOT}evidence/{evidence.id}" if evidence is not None and evidence.file_address else ""
    return {
        "material": line.material, "name": line.name, "state": line.state, "state_label": line.state_label,
        "note": line.note, "round": line.round, "originals": line.originals, "copies": line.copies, "pages": line.pages,
        "level": evidence.level if evidence else "", "file": file, "papers": [paper_out(paper) for paper in papers],
    }  # fmt: skip


def paper_out(paper: Paper) -> dict[str, Any]:
    return {
        "barcode": paper.barcode, "form": paper.form, "copies": paper.copies, "pages": paper.pages, "place": paper.stage,
        "place_label": paper.stage_label,
    }  # fmt: skip


def _request(request: Request) -> dict[str, Any]:
    return {
        "id": request.id, "what": request.what, "what_label": request.life.label, "stage": request.stage,
        "stage_label": request.stage_label, "open": request.is_open, "opened_at": request.opened_at,
        "due_at": request.due_at, "ended_at": request.ended_at, "data": request.data,
    }  # fmt: skip


def document_out(document: Document) -> dict[str, Any]:
    return {
        "id": document.id, "no": document.no, "kind": document.kind, "title": document.title, "stage": document.stage,
        "stage_label": document.stage_label, "made_at": document.made_at, "served_at": document.served_at,
        "pdf": f"{ROOT}documents/{document.id}/pdf",
    }  # fmt: skip


def result_out(result: Result, case: str) -> dict[str, Any]:
    return {
        "id": result.id, "case": case, "name": result.name, "no": result.no, "stage": result.stage,
        "stage_label": result.stage_label, "mismatch": list(result.mismatch), "made_at": result.made_at,
    }  # fmt: skip
