"""警示督办 at the window: its own cards are explained, its urgings answered, nobody else's are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.desk.posting import words_of


@pytest.fixture
def wang(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(2, 16))
    return signed_in(client, "wang")


def late_handover(cast: Cast, party: PartyFacts) -> Card:
    """The paper was not handed over by 15:00."""
    received(cast, party)
    sweep(at(2, 15, 30))
    return Card.objects.get(level="red", clock__name="handover")


def test_a_card_of_the_window_is_explained(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    card = late_handover(cast, restaurant)
    assert "纸质材料移交" in words_of(wang.get("/desk/cards/"))
    post = {"explanation": "部门领取人员午后停电未到，已电话催促。", "submission": "a"}
    assert wang.post(f"/desk/cards/{card.id}/", post)["Location"] == "/desk/cards/"
    card.refresh_from_db()
    assert (card.stage, card.explained_by) == ("explained", "王素梅")
    assert "部门领取人员午后停电未到" in words_of(wang.get("/desk/cards/"))


def test_a_word_is_no_explanation_and_what_was_typed_stays(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    card = late_handover(cast, restaurant)
    page = wang.post(f"/desk/cards/{card.id}/", {"explanation": "忙", "submission": "a"})
    assert page.status_code == 422
    assert ">忙</textarea>" in page.content.decode()
    card.refresh_from_db()
    assert card.stage == "fallen"


def test_an_urging_is_answered(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    urging = urge(no, text="请当日移交纸质材料并回复。", by=cast.wu, at=at(2, 15))["urging"]
    assert "请当日移交纸质材料并回复。" in words_of(wang.get("/desk/cards/"))
    answer = wang.post(
        f"/desk/urgings/{urging}/", {"answer": "已于十五时二十分移交并签收。", "submission": "a"}
    )
    assert answer["Location"] == "/desk/cards/"
    assert Urging.objects.get(pk=urging).stage == "answered"


def test_another_hall_sees_and_explains_none_of_it(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    card = late_handover(cast, restaurant)
    chen = signed_in(client, "chen")
    assert "没有待说明的警示牌" in words_of(chen.get("/desk/cards/"))
    post = {"explanation": "与我无关但想说明一下原因", "submission": "a"}
    assert chen.post(f"/desk/cards/{card.id}/", post).status_code == 404
