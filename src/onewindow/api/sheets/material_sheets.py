"""材料交接表: listed and handed over at the window, counted and signed for by the agency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from django.db.models import QuerySet
from ninja import Query, Router
from pydantic import Field

from onewindow.api.call import Call, nowhere
from onewindow.api.cases.reading import PaperOut, paper_out
from onewindow.api.cursors import linked, page
from onewindow.api.door import act, read
from onewindow.api.fields import NOTHING, Asked, Barcode, CaseDone, Example, Given, Nothing, Page, SheetDone
from onewindow.api.sheets.listing import SheetLine, Sheets, WantedSheets, sheet_line, sheets_of
from onewindow.cases.models import Case, Paper
from onewindow.cases.obstacles import clear
from onewindow.handover.commands.give_back import give_back, send_back
from onewindow.handover.commands.material_sheet import cancel_sheet, not_at_window, open_sheet, sign_sheet
from onewindow.handover.models import Sheet
from onewindow.journal.commit import Answer

router = Router(tags=["材料交接"])


class PaperLine(PaperOut):
    EXAMPLE: ClassVar[Example] = {
        **PaperOut.EXAMPLE, "case": "99010220261120000127", "name": "经营场所平面图", "agency": "scjg",
    }  # fmt: skip
    case: str
    name: str
    agency: str


class Papers(Given):
    EXAMPLE: ClassVar[Example] = {"items": [PaperLine.EXAMPLE], "next": ""}
    items: list[PaperLine]
    next: str


class MaterialSheetOut(SheetLine):
    EXAMPLE: ClassVar[Example] = {**SheetLine.EXAMPLE, "papers": [PaperLine.EXAMPLE]}
    papers: list[PaperLine]


class Opening(Asked):
    EXAMPLE: ClassVar[Example] = {"papers": ["000000000017"]}
    papers: Annotated[list[Barcode], Field(min_length=1, max_length=500)]


class Signature(Asked):
    EXAMPLE: ClassVar[Example] = {"missing": []}
    missing: Annotated[list[Barcode], Field(max_length=500)] = []


@read(router, "papers", name="papers", label="待移交的纸质材料", answers=Papers)
def papers(call: Call, wanted: Query[Page]) -> dict[str, Any]:
    """What lies at the window, the first taken first."""
    found = Paper.objects.filter(case__in=call.cases(), stage="window").select_related("case")
    rows, following = page(found, wanted.after, wanted.limit)
    return linked([_paper(row) for row in rows], following)


@read(router, "material-sheets", name="material-sheets", label="材料交接表列表", answers=Sheets)
def listed(call: Call, wanted: Query[WantedSheets]) -> dict[str, Any]:
    """Those of the system's place, the oldest first."""
    rows, following = page(sheets_of(call, "material", wanted.stage), wanted.after, wanted.limit)
    return linked([sheet_line(row) for row in rows], following)


@read(
    router, "material-sheets/{sheet:no}", name="material-sheet", label="一张材料交接表", answers=MaterialSheetOut,
    also=("no-such-sheet",),
)  # fmt: skip
def sheet(call: Call, no: str) -> dict[str, Any]:
    found = sheets_of(call, "material").filter(no=no).first()
    if found is None:
        nowhere("no-such-sheet")
    on_it = Paper.objects.filter(sheet_id=found.id).select_related("case").order_by("barcode")
    return {**sheet_line(found), "papers": [_paper(row) for row in on_it]}


@act(
    router, "material-sheets", name="material-sheets", label="制作交接表并移交", answers=SheetDone, command=open_sheet
)  # fmt: skip
def opening(call: Call, body: Opening) -> Answer:
    """Put papers of one agency on a sheet and sign it as the one who hands over."""
    _only_papers(call, body.papers)
    return open_sheet(body.papers, by=call.by, at=call.at)


@act(
    router, "material-sheets/{sheet:no}/cancellation", name="material-sheet-cancellation", label="作废交接表",
    answers=SheetDone, command=cancel_sheet, also=("no-such-sheet", "wrong-stage"),
)  # fmt: skip
def cancellation(call: Call, no: str, body: Nothing = NOTHING) -> Answer:
    """The papers come back to the window, as long as the agency has not signed."""
    call.only(_cases_on(no), "no-such-sheet")
    return cancel_sheet(no, by=call.by, at=call.at)


@act(
    router, "material-sheets/{sheet:no}/signature", name="material-sheet-signature", label="清点签收",
    answers=SheetDone, command=sign_sheet, also=("not-on-sheet",),
)  # fmt: skip
def signature(call: Call, no: str, body: Signature) -> Answer:
    """Count and sign; the barcodes in `missing` are declared not received."""
    call.only(_cases_on(no), "no-such-sheet")
    return sign_sheet(no, missing=body.missing, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/papers-sent-back", name="papers-sent-back", label="部门退回材料", answers=CaseDone,
    command=send_back, also=("no-such-case",),
)  # fmt: skip
def sent_back(call: Call, no: str, body: Nothing = NOTHING) -> Answer:
    """The agency returns the papers of a case that ended undecided to the window that took them."""
    return send_back(call.only_case(no), by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/papers-given-back", name="papers-given-back", label="退还申请人", answers=CaseDone,
    command=give_back, also=("no-such-case", "not-ended", "nothing-there"),
)  # fmt: skip
def given_back(call: Call, no: str, body: Nothing = NOTHING) -> Answer:
    """The window hands the papers of a case that ended undecided back to the applicant."""
    return give_back(call.only_case(no), by=call.by, at=call.at)


def _paper(paper: Paper) -> dict[str, Any]:
    return {**paper_out(paper), "case": paper.case.no, "name": paper.name, "agency": paper.agency_code}


def _only_papers(call: Call, barcodes: Sequence[str]) -> None:
    """Papers outside the scope are as absent as those that do not exist, in the words of the command."""
    if call.items is None:
        return
    mine = Paper.objects.filter(
        barcode__in=barcodes, hall_code=call.by.hall, case__edition__slug__in=call.items
    )
    clear(not_at_window(barcodes, list(mine.order_by("case__no", "barcode"))))


def _cases_on(no: str) -> QuerySet[Case]:
    listed_on = Sheet.objects.filter(no=no, sort="material").values("pk")
    return Case.objects.filter(papers__sheet_id__in=listed_on)
