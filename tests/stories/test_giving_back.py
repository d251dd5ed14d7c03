"""What was handed in comes back when nothing was decided."""

from __future__ import annotations

from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.models import Paper
from onewindow.handover.commands.give_back import give_back, send_back
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received, refused


def stages(no: str) -> set[str]:
    return set(Paper.objects.filter(case__no=no).values_list("stage", flat=True))


def test_papers_of_a_refused_case_return_through_the_window(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(2, 14))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(2, 14, 30))
    assert refused(lambda: send_back(no, by=cast.zhao, at=at(2, 15))).code == "not-ended"
    reasons = ["所申报的经营项目依法不需要取得食品经营许可。"]
    refuse_acceptance(no, ground="not_required", reasons=reasons, by=cast.zhao, at=at(3, 10))
    assert refused(lambda: give_back(no, by=cast.wang, at=at(3, 11))).code == "nothing-there"
    send_back(no, by=cast.zhao, at=at(3, 14))
    assert stages(no) == {"window"}
    give_back(no, by=cast.wang, at=at(4, 9))
    assert stages(no) == {"applicant"}
