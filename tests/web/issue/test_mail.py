"""邮寄: a batch of mail numbers in one go, the delivery confirmed, the mail that comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.issuance.models import Delivery, Result
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.stories.steps import shelved
from tests.web.issue.rows import copies
from tests.web.review.reading import plain, text, value

POST = reverse("issue-post")
POSTED = f"{POST}?list=posted"


@pytest.fixture
def two(cast: Cast, restaurant: PartyFacts) -> tuple[str, str]:
    numbers = shelved(cast, restaurant), shelved(cast, restaurant)
    Delivery.objects.update(method="post")
    return numbers


@pytest.mark.seeds("W67")
def test_a_batch_is_posted_and_what_has_no_number_stays(qian: Client, two: tuple[str, str]) -> None:
    first, second = two
    page = text(qian, POST)
    assert "江州市临江区渡口街12号" in page
    batch = {f"tracking-{first}": "EM1CN", f"tracking-{second}": "", "submission": "1"}
    assert qian.post(POST, batch)["Location"] == f"{POST}?done=posted"
    assert Delivery.objects.get(case__no=first).tracking_no == "EM1CN"
    waiting = text(qian, POST)
    assert second in waiting
    assert first not in waiting
    assert "EM1CN" in text(qian, POSTED)


def test_a_wrong_number_stops_the_batch_and_all_that_was_scanned_stays(
    qian: Client, two: tuple[str, str]
) -> None:
    first, second = two
    Result.objects.filter(case__no=second).update(collect=[{"name": "原许可证", "requirement": "交回正本"}])
    refused = qian.post(POST, {f"tracking-{first}": "EM 1", f"tracking-{second}": "EM2CN", "submission": "1"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert (value(page, f"tracking-{first}"), value(page, f"tracking-{second}")) == ("EM 1", "EM2CN")
    assert f'href="#id_tracking.{first}"' in page
    assert f'href="#id_collect.{second}.原许可证"' in page
    assert qian.post(POST, {"submission": "2"}).status_code == 422
    assert set(Delivery.objects.values_list("stage", flat=True)) == {"ready"}


@pytest.mark.seeds("W67", "W68")
def test_mail_that_arrived_leads_to_a_receipt_and_mail_that_came_back_to_the_shelf(
    qian: Client, two: tuple[str, str]
) -> None:
    first, second = two
    qian.post(POST, {f"tracking-{first}": "EM1CN", f"tracking-{second}": "EM2CN", "submission": "1"})
    confirm, back = (
        reverse("issue-mail-confirmation", args=[first]),
        reverse("issue-mail-return", args=[second]),
    )
    unsigned = qian.post(confirm, {"receiver": " ", "submission": "2"})
    assert (unsigned.status_code, 'href="#id_receiver"' in unsigned.content.decode()) == (422, True)
    assert (
        qian.post(confirm, {"receiver": "门卫老张", "submission": "3"})["Location"]
        == f"{POSTED}&done=confirmed"
    )
    assert first in text(qian, reverse("issue-receipts"))
    unsaid = qian.post(back, {"reason": "", "submission": "4"})
    assert (unsaid.status_code, "请填写退回原因" in plain(unsaid.content.decode())) == (422, True)
    assert qian.post(back, {"reason": "查无此人", "submission": "5"})["Location"] == f"{POSTED}&done=back"
    assert second in text(qian, POST)
    assert second in text(qian, reverse("issue-shelf"))


def test_the_post_pages_cost_the_same_with_20_and_200_parcels(
    qian: Client, two: tuple[str, str], statements: Any
) -> None:
    costs = []
    for first, count in ((0, 20), (20, 180)):
        copies(two[0], count, first=first)
        copies(two[0], count, first=1000 + first, stage="posted", tracking_no="EM1")
        for address in (POST, POSTED):
            with statements() as counted:
                assert qian.get(address).status_code == 200
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert max(costs) <= 12
