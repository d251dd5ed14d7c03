"""发放: nothing leaves the counter without an identity seen, what must be collected, and a 送达回执."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.documents.models import Document
from onewindow.issuance.models import Delivery, Result
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.stories.steps import shelved
from tests.web.review.reading import checked, plain, text, value

OLD = {"name": "原许可证", "requirement": "交回正本"}


def handing(no: str) -> str:
    return reverse("issue-hand-out", args=[no])


@pytest.mark.seeds("W66")
def test_identity_and_one_chord_hand_out_against_a_receipt(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    page = qian.get(handing(no)).content.decode()
    assert (value(page, "receiver"), checked(page, "identity_seen")) == ("李秀英", [])
    assert restaurant.number in page
    given = {
        "identity_seen": "1",
        "receiver": "李秀英",
        "relationship": "法定代表人（负责人）",
        "submission": "1",
    }
    assert qian.post(handing(no), given)["Location"] == handing(no)
    delivery = Delivery.objects.get(case__no=no)
    assert (delivery.stage, delivery.signature()["receiver"]) == ("delivered", "李秀英")
    receipt = Document.objects.get(case_no=no, kind="delivery_receipt")
    afterwards = qian.get(handing(no)).content.decode()
    assert reverse("paper", args=[receipt.id]) in afterwards
    assert "最晚 3月6日（星期五）" in plain(afterwards)


@pytest.mark.seeds("W65", "W66")
def test_everything_missing_is_said_at_once_and_what_was_typed_stays(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    Result.objects.filter(case__no=no).update(collect=[OLD])
    typed = {"receiver": " ", "relationship": "委托代理人", "submission": "1"}
    refused = qian.post(handing(no), typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    for field in ("receiver", "identity_seen", "collect.原许可证"):
        assert f'href="#id_{field}"' in page
        assert f'id="id_{field}"' in page
    assert "selected>委托代理人" in page
    typed |= {"receiver": "王五", "identity_seen": "1", "collect": "原许可证", "submission": "2"}
    assert qian.post(handing(no), typed).status_code == 302
    assert Delivery.objects.get(case__no=no).signature()["relationship"] == "委托代理人"


def test_what_else_waits_for_this_person_is_offered(qian: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no, other = shelved(cast, restaurant), shelved(cast, restaurant)
    qian.post(
        handing(no), {"identity_seen": "1", "receiver": "李秀英", "relationship": "", "submission": "1"}
    )
    afterwards = qian.get(handing(no)).content.decode()
    assert handing(other) in afterwards
    assert "此人还有 1 件在货架上" in plain(afterwards)


def test_handing_out_twice_has_one_effect(qian: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    given = {"identity_seen": "1", "receiver": "李秀英", "relationship": "", "submission": "1"}
    for _ in range(2):
        assert qian.post(handing(no), given).status_code == 302
    assert Document.objects.filter(case_no=no, kind="delivery_receipt").count() == 1
    assert qian.post(handing(no), given | {"submission": "2"}).status_code == 409


def test_a_person_hands_over_to_themselves_an_agent_stands_beside(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    assert "法定代表人 李秀英" in text(qian, handing(no))
