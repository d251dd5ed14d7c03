"""制作结果, 更正 and 归档."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from ninja import Query, Router
from pydantic import Field

from onewindow.api.call import Call
from onewindow.api.cases.reading import ResultOut, result_out
from onewindow.api.cursors import linked, page
from onewindow.api.door import act, read
from onewindow.api.fields import NOTHING, Asked, CaseDone, Example, Given, Line, Nothing, Page, Slug, Text
from onewindow.cases.models import Case
from onewindow.issuance.commands.deliver import archive
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.models import Result
from onewindow.journal.commit import Answer

router = Router(tags=["结果"])
Fields = Annotated[dict[Line, Line], Field(max_length=100)]


class Results(Given):
    EXAMPLE: ClassVar[Example] = {"items": [ResultOut.EXAMPLE], "next": ""}
    items: list[ResultOut]
    next: str


class Wanted(Page):
    stage: Literal["made", "sheet", "correcting", "shelved", "issued"] | None = None


class Making(Asked):
    EXAMPLE: ClassVar[Example] = {"fields": {"licence": {"经营场所": "江州市临江区渡口街12号"}}}
    fields: Annotated[dict[Slug, Fields], Field(max_length=20)] = {}


class Correction(Asked):
    EXAMPLE: ClassVar[Example] = {"fields": {"经营场所": "江州市临江区渡口街12号"}, "explanation": ""}
    fields: Fields
    explanation: Text = ""


@read(router, "results", name="results", label="办理结果列表", answers=Results)
def results(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """Those of the system's cases, the oldest first."""
    found = Result.objects.filter(case__in=call.cases()).select_related("case")
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    rows, following = page(found, wanted.after, wanted.limit)
    return linked([result_out(row, row.case.no) for row in rows], following)


@act(
    router, "cases/{case:no}/results", name="case-results", label="制作结果", answers=CaseDone, command=make_result,
    also=("no-such-case", "not-your-step"),
)  # fmt: skip
def make(call: Call, no: str, body: Making) -> Answer:
    """Make every result of the decision; what `fields` leaves out stands as the application says."""
    return make_result(call.only_case(no), dict(body.fields), by=call.by, at=call.at)


@act(
    router, "results/{uuid:result}/correction", name="correction", label="更正结果", answers=CaseDone,
    command=correct_result,
)  # fmt: skip
def correct(call: Call, result: UUID, body: Correction) -> Answer:
    """Make a result anew that the counter refused; its number stays."""
    call.only(Case.objects.filter(results=result), "no-such-result")
    return correct_result(result, dict(body.fields), explanation=body.explanation, by=call.by, at=call.at)


@act(
    router, "cases/{case:no}/archive", name="archive", label="归档", answers=CaseDone, command=archive,
    also=("no-such-case", "not-ready", "wrong-stage"),
)  # fmt: skip
def filing(call: Call, no: str, body: Nothing = NOTHING) -> Answer:
    """File the case when its receipt has come back and all its papers are with the agency."""
    return archive(call.only_case(no), by=call.by, at=call.at)
