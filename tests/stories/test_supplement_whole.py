"""补正: the notice is answered when everything on it is there, and not before."""

from __future__ import annotations

import pytest

from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.cases.commands.supply import supply
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Request
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import clock, received, refused


@pytest.mark.seeds("W51")
def test_one_of_two_materials_does_not_answer_the_notice(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    first, second, *fine = [line.material for line in Case.objects.get(no=no).submissions.order_by("id")]
    defects = [Defect(material, "内容模糊无法辨认", "请重新提供清晰的材料") for material in (first, second)]
    issue_supplement(no, defects=defects, fine=fine, by=cast.zhao, at=at(3, 10))
    notice = Document.objects.get(case_no=no, kind="supplement_notice")
    serve_notice(str(notice.id), method="window", receiver="李秀英", by=cast.wang, at=at(3, 15))
    brought = [Line(first, "original_seen", originals=1, pages=2)]
    refusal = refused(lambda: supply(no, lines=brought, by=cast.wang, at=at(6, 10)))
    assert [finding.field for finding in refusal.findings] == [f"material.{second}"]
    brought.append(Line(second, "original_seen", originals=1, pages=1))
    supply(no, lines=brought, by=cast.wang, at=at(6, 10))
    assert Request.objects.get(case__no=no, what="supplement").stage == "supplied"
    assert clock(no, "supplement").state == "met"
