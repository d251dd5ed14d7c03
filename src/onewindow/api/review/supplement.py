"""一次性告知补正."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ninja import Router
from pydantic import Field

from onewindow.api.call import Call
from onewindow.api.door import act
from onewindow.api.fields import Asked, CaseDone, Example, Slug, Text
from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.journal.commit import Answer

router = Router(tags=["受理"])


class DefectAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "material": "site_plan", "problem": "平面图未标注操作间位置", "requirement": "请补充标注后的平面图",
    }  # fmt: skip
    material: Slug
    problem: Text
    requirement: Text


class NoticeAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "defects": [DefectAsked.EXAMPLE],
        "fine": ["application", "health"],
        "reason": "",
    }
    defects: Annotated[list[DefectAsked], Field(min_length=1, max_length=100)]
    fine: Annotated[list[Slug], Field(max_length=100)] = []
    reason: Text = ""


@act(
    router, "cases/{case:no}/supplement-notices", name="supplement-notices", label="一次性告知补正", answers=CaseDone,
    command=issue_supplement, also=("no-such-case", "supplement-open", "accepted-by-law", "same-person"),
)  # fmt: skip
def notices(call: Call, no: str, body: NoticeAsked) -> Answer:
    """Name every defect at once; `fine` are the materials in order, so that each line is judged.

    A second notice is the head's, with its `reason`.
    """
    defects = [Defect(one.material, one.problem, one.requirement) for one in body.defects]
    return issue_supplement(
        call.only_case(no), defects=defects, fine=body.fine, reason=body.reason, by=call.by, at=call.at
    )
