"""The papers of a case that ended undecided return through the window, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.models import Paper
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in


@pytest.fixture
def ended(cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]) -> str:
    no = received(cast, restaurant)
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(2, 14))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(2, 14, 30))
    reasons = ["所申报的经营项目依法不需要取得食品经营许可。"]
    refuse_acceptance(no, ground="not_required", reasons=reasons, by=cast.zhao, at=at(3, 10))
    clock(at(3, 14))
    return no


def places(no: str) -> set[str]:
    return set(Paper.objects.filter(case__no=no).values_list("stage", flat=True))


def test_the_reviewer_sends_them_back_and_the_window_hands_them_over(client: Client, ended: str) -> None:
    zhao = signed_in(client, "zhao")
    assert f"/review/cases/{ended}/return/" in zhao.get(f"/review/cases/{ended}/").content.decode()
    answered = zhao.post(f"/review/cases/{ended}/return/", {"submission": "one"}, follow=True)
    assert "退回窗口" in answered.content.decode()
    assert places(ended) == {"window"}
    wang = signed_in(Client(), "wang")
    assert "退还申请人" in wang.get(f"/desk/cases/{ended}/").content.decode()
    assert (
        "已退还申请人"
        in wang.post(f"/desk/cases/{ended}/return/", {"submission": "two"}, follow=True).content.decode()
    )
    assert places(ended) == {"applicant"}


def test_what_is_not_there_cannot_be_given_back(client: Client, ended: str) -> None:
    refused = signed_in(client, "wang").post(f"/desk/cases/{ended}/return/", {"submission": "one"})
    assert (refused.status_code, places(ended)) == (409, {"agency"})


def test_strangers_do_not_find_it(client: Client, ended: str) -> None:
    assert signed_in(client, "chen").post(f"/desk/cases/{ended}/return/", {}).status_code == 404
    assert signed_in(Client(), "sun").post(f"/review/cases/{ended}/return/", {}).status_code == 403
