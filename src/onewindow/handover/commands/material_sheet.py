"""材料交接表: the window lists the papers, hands them over, and the agency signs for what it got."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from onewindow.cases.models import Case, Paper
from onewindow.cases.obstacles import clear
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.core.calendar import SHANGHAI
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW, Clocks
from onewindow.core.numbers.series import sheet_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import why_not
from onewindow.documents.drawing import Matter, draw_up
from onewindow.handover.listing import session_of
from onewindow.handover.models import Sheet
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.places.directory import agency, hall
from onewindow.sql.reading import fetch
from onewindow.vault.subjects import ALONG, institution_key

NAMED_SESSIONS = 2


def open_sheet(barcodes: Sequence[str], *, by: Actor, at: datetime) -> Answer:
    """Put papers of one agency on a new sheet and sign it as the one who hands over.

    Raises Refusal `nothing-to-hand` (422), `mixed-agencies` (422), `not-at-window` (409).
    """
    papers = _papers(barcodes, by)
    commit = Commit(by=by, at=at)
    today = at.astimezone(SHANGHAI).date()
    division = hall(by.hall).division_id[:6]
    sessions = sorted({session_of(paper.taken_at) for paper in papers}, key=lambda pair: pair[1])
    sheet = Sheet(
        id=uuid7(at), sort="material", hall_code=by.hall, agency_code=papers[0].agency_code, stage=NEW,
        no=commit.number(f"sheet:CL:{division}:{today:%Y%m%d}", lambda n: sheet_number("CL", division, today, n)),
        opened_at=at,
        session=_named([session for session, _ in sessions]), due_at=sessions[0][1],
    )  # fmt: skip
    commit.move(
        sheet,
        "open",
        body={"no": sheet.no, "papers": [paper.barcode for paper in papers], "by_name": by.name},
    )
    commit.move(sheet, "hand", body={"by_name": by.name})
    sheet.handed_by, sheet.handed_at = by.name, at
    sheet.sender, sheet.sender_for = by.hands
    for paper in papers:
        commit.move(paper, "list", touches=[sheet])
        commit.change(paper, sheet_id=sheet.id)
    _print(commit, sheet, papers, received_by=None)
    commit.answer["sheet"] = sheet.no
    return write(commit)


def _named(sessions: Sequence[str]) -> str:
    """The half-days of a sheet in order: one or two by name, more from the first to the last."""
    return "、".join(sessions) if len(sessions) <= NAMED_SESSIONS else f"{sessions[0]}至{sessions[-1]}"


def cancel_sheet(no: str, *, by: Actor, at: datetime) -> Answer:
    """Take the papers back to the window before the agency signed."""
    sheet = find_sheet(no, hall=by.hall)
    commit = Commit(by=by, at=at)
    commit.move(sheet, "cancel", body={"by_name": by.name})
    for paper in Paper.objects.filter(sheet_id=sheet.id, stage="sheet").select_related("case"):
        commit.move(paper, "unlist", touches=[sheet])
        commit.change(paper, sheet_id=None)
    commit.answer["sheet"] = no
    return write(commit)


def sign_sheet(no: str, *, missing: Collection[str] = (), by: Actor, at: datetime) -> Answer:
    """The agency counts and signs; barcodes in `missing` are declared not received.

    sent = signed + declared missing, always (I-29). Raises Refusal `no-such-sheet` (404), `wrong-stage` (409),
    `same-person` (403) to whoever handed it over.
    """
    sheet = find_sheet(no, agency_code=by.agency)
    papers, elsewhere = _counted(sheet)
    strangers = set(missing) - {paper.barcode for paper in papers}
    if strangers:
        raise Refusal("not-on-sheet", f"交接表上没有条码 {'、'.join(sorted(strangers))}。", status=422)
    commit = Commit(by=by, at=at)
    clear(why_not("sheet.sign", by, {"sheet.hand": (sheet.sender, sheet.sender_for)}))
    commit.move(sheet, "sign", body={"missing": sorted(missing), "by_name": by.name})
    commit.change(sheet, signed_by=by.name, signed_at=at)
    arrived = []
    for paper in papers:
        lost = paper.barcode in missing
        commit.move(paper, "declare_missing" if lost else "sign_over", touches=[sheet])
        if not lost:
            arrived.append(paper)
    _meet_clocks(commit, papers, elsewhere | {paper.case_id for paper in papers if paper.barcode in missing})
    if arrived:
        _print(commit, sheet, arrived, received_by=by.name)
    commit.answer["sheet"] = no
    return write(commit)


def find_sheet(no: str, *, hall: str = "", agency_code: str = "") -> Sheet:
    """A 材料交接表 of this hall or this agency. Raises Refusal `no-such-sheet` (404)."""
    found = fetch(_of_hall, no, hall) if hall else fetch(_of_agency, no, agency_code)
    if not found:
        raise Refusal("no-such-sheet", "没有找到这张交接表。", status=404)
    return found[0]


def _of_hall(no: str, hall_code: str) -> QuerySet[Sheet]:
    return Sheet.objects.filter(no=no, sort="material", hall_code=hall_code)


def _of_agency(no: str, agency_code: str) -> QuerySet[Sheet]:
    return Sheet.objects.filter(no=no, sort="material", agency_code=agency_code)


def _in_the_hall(barcodes: Sequence[str], hall_code: str) -> QuerySet[Paper]:
    here = Paper.objects.filter(barcode__in=barcodes, hall_code=hall_code)
    return here.select_related("case").annotate(**ALONG).order_by("case__no", "barcode")


def _under_way(sheet_id: UUID) -> QuerySet[Paper]:
    """Of the cases on the sheet, whatever has not reached the agency."""
    listed = Paper.objects.filter(sheet_id=sheet_id, stage="sheet").values("case_id")
    away = Paper.objects.filter(case_id__in=listed, stage__in=("window", "sheet", "missing"))
    return away.select_related("case").annotate(**ALONG).order_by("barcode")


def _handovers(cases: Sequence[UUID]) -> QuerySet[Clock]:
    return Clock.objects.open().filter(case_id__in=cases, name="handover")


def _papers(barcodes: Sequence[str], by: Actor) -> list[Paper]:
    if not barcodes:
        raise Refusal(
            "nothing-to-hand",
            "请至少选择一份要移交的材料。",
            status=422,
            findings=[Finding("papers", "请勾选或扫描要移交的材料。")],
        )
    papers = fetch(_in_the_hall, list(barcodes), by.hall)
    clear(not_at_window(barcodes, papers))
    if len({paper.agency_code for paper in papers}) > 1:
        raise Refusal("mixed-agencies", "一张交接表只能移交给一个部门。", status=422)
    return papers


def not_at_window(barcodes: Sequence[str], papers: Sequence[Paper]) -> Refusal | None:
    """Of the barcodes asked for, those of which there is no paper, and the papers that lie elsewhere."""
    absent = sorted(set(barcodes) - {paper.barcode for paper in papers})
    elsewhere = [
        f"{paper.barcode}（{paper.stage_label}）"
        for paper in papers
        if paper.stage not in {"window", "missing"}
    ]
    if not absent and not elsewhere:
        return None
    return Refusal("not-at-window", f"这些材料不在本窗口：{'、'.join(absent + elsewhere)}。")


def _counted(sheet: Sheet) -> tuple[list[Paper], set[UUID]]:
    """The papers on the sheet, and the cases of which another paper has not reached the agency yet."""
    rows = fetch(_under_way, sheet.id)
    papers = [paper for paper in rows if paper.sheet_id == sheet.id and paper.stage == "sheet"]
    return papers, {paper.case_id for paper in rows if paper not in papers}


def _meet_clocks(commit: Commit, papers: list[Paper], incomplete: set[UUID]) -> None:
    """The hand-over clock of a case ends when all its papers were signed for.

    Of a case whose papers have not all come the case itself is told: whoever signs for the others at this
    moment counts on the same clock and must look again.
    """
    cases: dict[UUID, Case] = {paper.case_id: paper.case for paper in papers}
    for case_id in sorted(incomplete & set(cases)):
        body = {
            "papers": [paper.barcode for paper in papers if paper.case_id == case_id],
            "by_name": commit.by.name,
        }
        commit.record(cases[case_id], "papers_signed_in_part", body=body)
    for clock in fetch(_handovers, sorted(set(cases) - incomplete)):
        case = cases[clock.case_id] if clock.case_id else None
        if case is not None:
            board = Board(commit, Place(case.id, case.no, case.agency_code, case.hall_code), [clock])
            board.apply(Clocks(meet=("handover",)), case)


def _print(commit: Commit, sheet: Sheet, papers: list[Paper], *, received_by: str | None) -> None:
    place, department = hall(sheet.hall_code), agency(sheet.agency_code)
    by_case: dict[str, list[Paper]] = {}
    for paper in papers:
        by_case.setdefault(paper.case.no, []).append(paper)
    data: dict[str, Any] = {
        "issuer": place.name, "hall": {"name": place.name}, "dated": commit.at.astimezone(SHANGHAI).date().isoformat(),
        "qr_text": sheet.no, "phones": {"window": place.phone, "supervise": place.supervise_phone},
        "sheet_no": sheet.no, "from_unit": place.name, "to_unit": department.name, "due_at": sheet.due_at,
        "handed_by": sheet.handed_by, "handed_at": sheet.handed_at, "received_by": received_by, "session": sheet.session,
        "cases": [_row(no, group, commit.at) for no, group in by_case.items()],
    }  # fmt: skip
    sealing = institution_key(papers[0].institution)
    matter = Matter(None, "", sealing, sheet.agency_code, sheet.hall_code)
    number = sheet.no if received_by is None else f"{sheet.no}-签"
    document = draw_up(commit, "material_sheet", matter, number=number, data=data)
    commit.change(sheet, document_id=document.id)


def _row(no: str, papers: list[Paper], at: datetime) -> dict[str, Any]:
    case = papers[0].case
    late = any(at > session_of(paper.taken_at)[1] for paper in papers)
    return {
        "case_no": no, "applicant": case.applicant_name, "matter": case.item_name, "late": late,
        "materials": [
            {"name": p.name, "copies": p.copies, "original": p.form, "pages": p.pages} for p in papers
        ],
        "remark": "逾时移交" if late else None,
    }  # fmt: skip
