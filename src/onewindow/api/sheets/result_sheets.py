"""办理结果交接表: sent by the agency, compared and signed for by the counter."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar
from uuid import UUID

from ninja import Query, Router
from pydantic import Field

from onewindow.api.call import Call, nowhere
from onewindow.api.cases.reading import ID, ResultOut, result_out
from onewindow.api.cursors import linked, page
from onewindow.api.door import act, read
from onewindow.api.fields import Asked, Example, Line, SheetDone, Word
from onewindow.api.sheets.listing import SheetLine, Sheets, WantedSheets, sheet_line, sheets_of
from onewindow.cases.models import Case
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.journal.commit import Answer

router = Router(tags=["结果"])


class ResultSheetOut(SheetLine):
    EXAMPLE: ClassVar[Example] = {**SheetLine.EXAMPLE, "results": [ResultOut.EXAMPLE]}
    results: list[ResultOut]


class Sending(Asked):
    EXAMPLE: ClassVar[Example] = {"results": [ID]}
    results: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class Mismatch(Asked):
    EXAMPLE: ClassVar[Example] = {"result": ID, "fields": ["经营场所"]}
    result: UUID
    fields: Annotated[list[Line], Field(min_length=1, max_length=50)]


class Receipt(Asked):
    EXAMPLE: ClassVar[Example] = {"mismatches": [], "shelf": "A-03"}
    mismatches: Annotated[list[Mismatch], Field(max_length=200)] = []
    shelf: Word = ""


@read(router, "result-sheets", name="result-sheets", label="办理结果交接表列表", answers=Sheets)
def listed(call: Call, wanted: Query[WantedSheets]) -> dict[str, Any]:
    """Those of the system's place, the oldest first."""
    rows, following = page(sheets_of(call, "result", wanted.stage), wanted.after, wanted.limit)
    return linked([sheet_line(row) for row in rows], following)


@read(
    router, "result-sheets/{sheet:no}", name="result-sheet", label="一张办理结果交接表", answers=ResultSheetOut,
    also=("no-such-sheet",),
)  # fmt: skip
def sheet(call: Call, no: str) -> dict[str, Any]:
    found = sheets_of(call, "result").filter(no=no).first()
    if found is None:
        nowhere("no-such-sheet")
    results = Result.objects.filter(sheet=found).select_related("case").order_by("no")
    return {**sheet_line(found), "results": [result_out(row, row.case.no) for row in results]}


@act(
    router, "result-sheets", name="result-sheets", label="移交结果", answers=SheetDone, command=send_results
)  # fmt: skip
def send(call: Call, body: Sending) -> Answer:
    """Put made results on a sheet for their hall's counter and sign it as the one who hands over."""
    return send_results(_in_scope(call, body.results), by=call.by, at=call.at)


@act(
    router, "result-sheets/{sheet:no}/receipt", name="result-sheet-receipt", label="核对接收结果", answers=SheetDone,
    command=receive_results, also=("not-on-sheet",),
)  # fmt: skip
def receive(call: Call, no: str, body: Receipt) -> Answer:
    """Sign for what was compared and right; what is named in `mismatches` goes back to be corrected."""
    call.only(Case.objects.filter(results__sheet__no=no), "no-such-sheet")
    wrong = {one.result: one.fields for one in body.mismatches}
    return receive_results(no, wrong, shelf=body.shelf, by=call.by, at=call.at)


def _in_scope(call: Call, results: list[UUID]) -> list[UUID]:
    """Without those outside the scope, which the command then misses like those that do not exist."""
    if call.items is None:
        return results
    others = Result.objects.filter(pk__in=results).exclude(case__edition__slug__in=call.items)
    hidden = set(others.values_list("pk", flat=True))
    return [result for result in results if result not in hidden]
