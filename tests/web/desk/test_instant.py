"""即办: the same screen ends at the printed result, and one more key hands it over."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case
from onewindow.documents.models import Document
from onewindow.issuance.models import Delivery
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.web.conftest import signed_in
from tests.web.desk.posting import Post, field_of, intake_post, send, taken_in, words_of

CARD = "laonian-youdai"


@pytest.fixture
def wang(client: Client, cast: Cast) -> Client:
    return signed_in(client, "wang")


def hand_over_post(client: Client, no: str) -> Post:
    page = client.get(f"/desk/cases/{no}/received/")
    return {
        name: field_of(page, name) for name in ("submission", "receiver", "relationship", "identity_seen")
    }


@pytest.mark.seeds("W54")
def test_an_instant_matter_is_finished_and_its_result_printed_on_the_next_page(
    wang: Client, li: PartyFacts
) -> None:
    no = taken_in(wang, CARD, li)
    page = wang.get(f"/desk/cases/{no}/received/")
    result = Document.objects.get(case_no=no, kind="instant_result")
    assert Case.objects.get(no=no).stage == "closed"
    assert "已当场办结" in words_of(page)
    assert f"/papers/{result.id}.pdf" in page.content.decode()


@pytest.mark.seeds("W54", "W66")
def test_one_more_key_hands_the_result_over_to_whoever_came(wang: Client, li: PartyFacts) -> None:
    no = taken_in(wang, CARD, li)
    post = hand_over_post(wang, no)
    assert (post["receiver"], post["relationship"]) == (li.name, "本人")
    assert wang.post(f"/desk/cases/{no}/delivery/", post)["Location"] == f"/desk/cases/{no}/received/"
    assert Delivery.objects.get(case__no=no).stage == "delivered"
    page = wang.get(f"/desk/cases/{no}/received/")
    assert "送达回执" in words_of(page)
    assert "发放并签收" not in words_of(page)


def test_handing_over_twice_happens_once(wang: Client, li: PartyFacts) -> None:
    no = taken_in(wang, CARD, li)
    post = hand_over_post(wang, no)
    answers = [wang.post(f"/desk/cases/{no}/delivery/", post).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Document.objects.filter(case_no=no, kind="delivery_receipt").count() == 1


def test_without_a_receiver_nothing_is_handed_over_and_the_page_says_so(wang: Client, li: PartyFacts) -> None:
    no = taken_in(wang, CARD, li)
    page = wang.post(f"/desk/cases/{no}/delivery/", hand_over_post(wang, no) | {"receiver": " "})
    assert page.status_code == 422
    assert "领取人姓名" in words_of(page)
    assert Delivery.objects.get(case__no=no).stage == "ready"


def test_a_promised_matter_is_not_handed_over_at_this_window(wang: Client, restaurant: PartyFacts) -> None:
    no = taken_in(wang, "shipin-jingying", restaurant)
    assert "发放并签收" not in words_of(wang.get(f"/desk/cases/{no}/received/"))
    assert (
        wang.post(f"/desk/cases/{no}/delivery/", {"receiver": "李秀英", "identity_seen": "1"}).status_code
        == 409
    )


@pytest.mark.seeds("W54")
def test_a_window_without_the_agencys_authority_is_told_where_to_send_the_applicant(
    client: Client, cast: Cast, li: PartyFacts
) -> None:
    xu = signed_in(client, "xu")
    page = xu.get(f"/desk/intake/{CARD}/")
    assert "即办件须有部门授权。请引导到综合受理1号窗口。" in words_of(page)
    answer = send(xu, CARD, intake_post(xu, CARD, li))
    assert answer.status_code == 403
    assert not Case.objects.exists()


def test_an_instant_matter_offers_no_deferral(wang: Client) -> None:
    assert "commitment" not in wang.get(f"/desk/intake/{CARD}/").content.decode()


def test_what_the_number_says_of_sex_and_birth_is_not_asked(wang: Client, li: PartyFacts) -> None:
    post = intake_post(wang, CARD, li)
    for name in ("form.holder", "form.id_no", "form.sex", "form.born", "form.address", "form.phone"):
        del post[name]
    no = send(wang, CARD, post)["Location"].split("/")[3]
    form = Case.objects.whole().get(no=no).application.facts()["form"]
    assert (form["sex"], form["born"], form["holder"]) == ("男", "1951-05-06", "李秀英")


def test_an_instant_completion_takes_few_statements(wang: Client, li: PartyFacts, statements: Any) -> None:
    post = intake_post(wang, CARD, li)
    with statements() as counted:
        assert send(wang, CARD, post).status_code == 302
    session_and_post = 3
    edition_and_once = 2
    assert counted.count <= 18 + session_and_post + edition_and_once
