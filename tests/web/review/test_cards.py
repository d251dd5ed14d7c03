"""警示督办 on the desk: the agency explains its cards and answers when it is urged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.review.reading import plain, text, value

Move = Callable[[datetime], None]


@pytest.fixture
def no(cast: Cast, restaurant: PartyFacts, clock: Move) -> str:
    """Received on Monday and not answered by Thursday: a red card lies on the table."""
    number = received(cast, restaurant)
    sweep(at(5, 9))
    clock(at(5, 10))
    return number


def red() -> Card:
    return Card.objects.get(clock__name="intake_answer", level="red")


def test_a_card_is_explained(no: str, client: Client) -> None:
    zhao = signed_in(client, "zhao")
    words = text(zhao, "/review/cards/")
    assert "红牌 受理答复" in words
    assert f"{no} 江州市李家小馆餐饮有限公司 食品经营许可（新办）" in words
    response = zhao.post(
        f"/review/cards/{red().id}/explanation/", {"text": "当日系统停电，材料未能传到，已补办受理。"}
    )
    assert response["Location"] == "/review/cards/?done=explained"
    assert (red().stage, red().explained_by) == ("explained", "赵明")
    assert "赵明说明：当日系统停电，材料未能传到，已补办受理。" in text(zhao, "/review/cards/")


def test_an_explanation_too_short_comes_back_at_its_own_card(no: str, client: Client) -> None:
    response = signed_in(client, "zhao").post(f"/review/cards/{red().id}/explanation/", {"text": "忙"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_explanation"' in page
    assert page.count('id="id_explanation"') == 1
    assert value(page[page.index('id="id_explanation"') - 200 :], "text") == "忙"
    assert red().stage == "fallen"


def test_cards_of_the_window_are_not_the_agencys_to_explain(no: str, client: Client) -> None:
    assert Card.objects.filter(clock__name="handover").exists()
    assert "纸质材料移交" not in text(signed_in(client, "zhao"), "/review/cards/")


def test_a_decider_sees_whose_explanation_is_due(no: str, client: Client) -> None:
    sun = signed_in(client, "sun")
    assert "“说明原因”由部门审查人员、综合受理窗口人员、综合出件窗口人员、部门负责人办理" in text(
        sun, "/review/cards/"
    )
    response = sun.post(f"/review/cards/{red().id}/explanation/", {"text": "当日系统停电，已补办。"})
    assert response.status_code == 403
    wordless = sun.post(f"/review/cards/{red().id}/explanation/", {"text": "忙"})
    assert wordless.status_code == 403
    assert "请说明原因，不少于" not in plain(wordless.content.decode())


def test_another_agency_finds_no_card(cast: Cast, no: str, client: Client) -> None:
    chen = signed_in(client, "chen2")
    assert "没有警示牌。" in text(chen, "/review/cards/")
    response = chen.post(f"/review/cards/{red().id}/explanation/", {"text": "当日系统停电，已补办。"})
    assert (response.status_code, red().stage) == (404, "fallen")


def test_an_urging_is_answered(cast: Cast, no: str, client: Client) -> None:
    urge(no, text="该件已超受理时限，请于两个工作日内办结。", by=cast.zheng, at=at(5, 9, 30))
    urging = Urging.objects.get()
    zhao = signed_in(client, "zhao")
    assert "郑刚督办：该件已超受理时限，请于两个工作日内办结。" in text(zhao, "/review/cards/")
    short = zhao.post(f"/review/urgings/{urging.id}/answer/", {"text": "好的"})
    assert short.status_code == 422
    assert 'id="id_answer"' in short.content.decode()
    response = zhao.post(f"/review/urgings/{urging.id}/answer/", {"text": "今日上午已受理，将按期办结。"})
    assert response["Location"] == "/review/cards/?done=answered"
    assert "赵明答复：今日上午已受理，将按期办结。" in text(zhao, response["Location"])


def test_the_page_costs_the_same_for_1_card_as_for_40(
    cast: Cast, restaurant: PartyFacts, no: str, client: Client, statements: Any
) -> None:
    zhao = signed_in(client, "zhao")
    zhao.get("/review/cards/")
    with statements() as few:
        zhao.get("/review/cards/")
    for _ in range(3):
        received(cast, restaurant)
    sweep(at(5, 9, 30))
    with statements() as many:
        page = plain(zhao.get("/review/cards/").content.decode())
    assert page.count("红牌 受理答复") == 4
    assert few.count == many.count
    assert few.count <= 12
