"""导入导出: the items of a post as a workbook, and a workbook back as drafts, with everything wrong in it by its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.exchange.faults import Fault, WorkbookRefused, write_faults
from onewindow.catalogue.exchange.reading import Incoming, read_workbook
from onewindow.catalogue.exchange.taking import take_in
from onewindow.catalogue.exchange.writing import write_workbook
from onewindow.catalogue.keeping import kept_by
from onewindow.catalogue.lint import SEVERITIES, examine, surroundings_of
from onewindow.catalogue.models import Edition
from onewindow.core.plain import plain
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.journal.models import Event
from onewindow.web.answering import look, new_key, submit
from onewindow.web.items.drafts import open_edition
from onewindow.web.items.listing import HEAPS, Line, line_of
from onewindow.web.visit import Visit, visit_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_OUT = 1_000
"""Items of one workbook, going out; as many may come in."""
SHOWN = 200
"""Faults on the page; the error file has them all."""
SALT = "onewindow.items.faults"
COUNTED = {"begin": "新事项", "revise": "新的一版", "edit": "替换草稿", "same": "没有改动"}


@dataclass(frozen=True)
class Told:
    """One fault as the page shows it; `severity` is one of the check of items."""

    fault: Fault
    severity: str = "blocking"


def exchange(request: HttpRequest) -> HttpResponse:
    """The page of both ways; a workbook that comes is looked at, or taken in as drafts."""
    if request.method != "POST":
        return _page(request)
    if request.POST.get("act") == "check":
        return look(lambda: _looked_at(request), again=lambda refusal: _page(request, refusal))
    return submit(
        request,
        lambda: _taken_in(request),
        then=lambda answer: f"{reverse('items-exchange')}?{urlencode(answer)}",
        again=lambda refusal: _page(request, refusal),
    )


def workbook(request: HttpRequest) -> HttpResponse:
    """Of each item that the list shows the newest edition, a draft before what is in force."""
    visit = visit_of(request)
    heap = request.GET.get("heap", "")
    chosen = Edition.objects.filter(kept_by(visit.by)).filter(HEAPS[heap if heap in HEAPS else ""][1])
    newest: dict[str, UUID] = dict(chosen.order_by("edition").values_list("slug", "pk"))
    if len(newest) > MOST_OUT:
        raise Refusal("too-many-items", f"一个工作簿最多{MOST_OUT}个事项，请按状态分开下载。", status=422)
    rows = Edition.objects.in_bulk(list(newest.values()))
    documents = [rows[pk].document for _, pk in sorted(newest.items())]
    return _file(lambda file: write_workbook(documents, file), "事项清单")


def one_workbook(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One edition as a workbook."""
    row = open_edition(request, edition_id).row
    name = f"{row.name or row.slug} 第{row.edition}版"
    return _file(lambda file: write_workbook([row.document], file), name)


def faults(request: HttpRequest) -> HttpResponse:
    """The error file of a workbook that was just looked at; what is in it the page itself carried, signed."""
    try:
        told = signing.loads(request.POST.get("faults", ""), salt=SALT)
    except signing.BadSignature:
        raise Refusal("no-workbook", "没有这份错误清单，请重新检查工作簿。", status=422) from None
    return _file(lambda file: write_faults([Fault(**one) for one in told], file), "错误清单")


def _taken_in(request: HttpRequest) -> Answer:
    visit = visit_of(request)
    answer = take_in(_read(request), replace="replace" in request.POST, by=visit.by, at=visit.at)
    return answer | {"at": str(round(visit.at.timestamp() * 1_000_000))}


def _read(request: HttpRequest) -> list[Incoming]:
    """The items of the file that came, their texts made plain as all that comes from a browser."""
    file = request.FILES.get("workbook")
    if not isinstance(file, UploadedFile) or not file.size:
        message = "请选择一个 .xlsx 工作簿。"
        raise Refusal("no-workbook", message, status=422, findings=[Finding("workbook", message)])
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        message = f"文件不能超过 {settings.UPLOAD_LIMIT_BYTES >> 20} MB，请分成几个工作簿。"
        raise Refusal("no-workbook", message, status=422, findings=[Finding("workbook", message)])
    incoming = read_workbook(file)  # type: ignore[arg-type]
    for one in incoming:
        one.document = _plain(one.document)
    return incoming


def _name(request: HttpRequest) -> str:
    """What the file that came is called."""
    file = request.FILES.get("workbook")
    return (file.name or "")[:80] if isinstance(file, UploadedFile) else ""


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {plain(name): _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _looked_at(request: HttpRequest) -> HttpResponse:
    """The page with all that the check of items says of the workbook, row by row; nothing is taken in."""
    incoming = _read(request)
    around = surroundings_of(*(one.document for one in incoming))
    told = [
        Told(_with_remedy(one.fault(Finding(mark.field, mark.message)), mark.remedy), mark.severity)
        for one in incoming for mark in examine(one.document, around) if mark.severity != "note"
    ]  # fmt: skip
    return _page(request, told=told, looked_at=len(incoming))


def _with_remedy(fault: Fault, remedy: str) -> Fault:
    return Fault(fault.sheet, fault.row, fault.heading, fault.message, remedy)


def _page(
    request: HttpRequest, refusal: Refusal | None = None, told: Sequence[Told] = (), looked_at: int = 0
) -> HttpResponse:
    if isinstance(refusal, WorkbookRefused):
        told = [Told(fault) for fault in refusal.faults]
    visit = visit_of(request)
    mine = Edition.objects.filter(kept_by(visit.by)).values_list("stage", "slug")
    context = {
        "told": told[:SHOWN], "number": len(told), "looked_at": looked_at, "severities": SEVERITIES,
        "signed": _signed(told) if told else "", "counts": Counter(one.severity for one in told),
        "file": _name(request), "refused": refusal is not None, "message": refusal.message if refusal else "",
        "findings": [] if isinstance(refusal, WorkbookRefused) or not refusal else refusal.findings,
        "submission": new_key(), "replace": "replace" in request.POST, "heaps": _heaps(mine),
        "upload_hint": f".xlsx 文件，不超过 {settings.UPLOAD_LIMIT_BYTES >> 20} MB", **_brought(request, visit),
    }  # fmt: skip
    return render(request, "items/exchange.html", context)


def _signed(told: Iterable[Told]) -> str:
    return signing.dumps([asdict(one.fault) for one in told], salt=SALT, compress=True)


def _heaps(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Each heap of the list that has items, with how many a workbook of it would have."""
    slugs: dict[str, set[str]] = {}
    for stage, slug in rows:
        slugs.setdefault(stage, set()).add(slug)
    found = [
        ("", "全部", set().union(*(some for stage, some in slugs.items() if stage != "discarded"))),
        ("draft", "草稿", slugs.get("draft", set())),
        ("published", "已发布", slugs.get("published", set())),
    ]
    return [(name, label, len(some)) for name, label, some in found if some]


def _brought(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What an import that this person just made left, as its events say; nothing when there was none."""
    moment = request.GET.get("at", "")
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 17):
        return {"brought": []}
    at = datetime.fromtimestamp(int(moment) / 1_000_000, UTC)
    events = Event.objects.filter(
        by=visit.by.staff_id, at=at, thing_kind="edition", body__contains='"workbook"'
    )
    rows = Edition.objects.light().filter(kept_by(visit.by), pk__in=events.values("thing_id"))
    lines: list[Line] = [line_of(row, visit.at.date()) for row in rows.order_by("agency_code", "slug")]
    counts = [(label, request.GET.get(name, "")) for name, label in COUNTED.items()]
    said = "，".join(f"{label} {number} 项" for label, number in counts if number.isdigit() and number != "0")
    return {"brought": lines, "done": f"已导入为草稿：{said}。" if lines else ""}


def _file(write: Any, name: str) -> HttpResponse:
    file: BinaryIO = BytesIO()
    write(file)
    response = HttpResponse(file.getvalue(), content_type=XLSX)  # type: ignore[attr-defined]
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
