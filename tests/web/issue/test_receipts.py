"""回执移交: the signed receipts of an agency go back together, with the clock of one working day beside each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.issuance.commands.deliver import hand_out
from onewindow.issuance.models import Delivery
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import shelved
from tests.web.issue.rows import copies
from tests.web.review.reading import checked, text

RECEIPTS = reverse("issue-receipts")


def handed(cast: Cast, party: PartyFacts) -> str:
    no = shelved(cast, party)
    hand_out(no, receiver="李秀英", relationship="本人", identity_seen=True, by=cast.qian, at=at(6, 9))
    return no


@pytest.mark.seeds("W68")
def test_the_receipts_of_an_agency_go_back_in_one_act(
    qian: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    numbers = [handed(cast, restaurant) for _ in range(3)]
    clock(at(6, 16))
    page = qian.get(RECEIPTS).content.decode()
    assert sorted(checked(page, "receipts")) == numbers
    assert "最晚 3月9日（星期一）" in text(qian, RECEIPTS)
    assert (
        qian.post(RECEIPTS, {"receipts": numbers[:2], "agency": "scjg", "submission": "1"}).status_code == 302
    )
    assert dict(Delivery.objects.values_list("case__no", "stage")) == {
        numbers[0]: "receipt_returned", numbers[1]: "receipt_returned", numbers[2]: "delivered",
    }  # fmt: skip


def test_an_overdue_receipt_is_marked(
    qian: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    handed(cast, restaurant)
    clock(at(10, 9))
    page = text(qian, RECEIPTS)
    assert "已超1个工作日" in page
    assert "回执待移交 1 超期 1" in page


def test_choosing_none_is_said_and_another_halls_receipt_is_not_there(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = handed(cast, restaurant)
    none = qian.post(RECEIPTS, {"agency": "scjg", "submission": "1"})
    assert (none.status_code, 'href="#id_receipts"' in none.content.decode()) == (422, True)
    strange = qian.post(RECEIPTS, {"receipts": [no, "99010020260301000019"], "submission": "2"})
    assert strange.status_code == 404
    assert Delivery.objects.get(case__no=no).stage == "delivered"


def test_the_page_costs_the_same_with_20_and_200_receipts(
    qian: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = handed(cast, restaurant)
    costs = []
    for first, count in ((0, 20), (20, 180)):
        copies(no, count, first=first)
        with statements() as counted:
            assert qian.get(RECEIPTS).status_code == 200
        costs.append(counted.count)
    assert costs[0] == costs[1] <= 12
