"""待接收 and 警示督办 of the counter: what comes, what is late, what must be explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from tests.stories.conftest import Cast, at
from tests.stories.steps import sent, shelved
from tests.web.issue.rows import sheets
from tests.web.review.reading import plain, text

CARDS = reverse("issue-cards")


def test_sheets_stand_in_the_order_of_their_promises(
    qian: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    _, sheet = sent(cast, restaurant)
    sheets(sheet, 2)
    page = text(qian, reverse("issue"))
    assert page.index(f"{sheet}-0") < page.index(f"{sheet}-1")
    assert "1份" in page
    clock(at(12, 9))
    assert "已超期" in text(qian, reverse("issue"))


def test_the_list_costs_the_same_with_20_and_200_sheets_and_loses_none(
    qian: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    _, sheet = sent(cast, restaurant)
    costs = []
    for first, count in ((0, 20), (20, 180)):
        sheets(sheet, count, first=first)
        with statements() as counted:
            assert qian.get(reverse("issue")).status_code == 200
        costs.append(counted.count)
    assert costs[0] == costs[1] <= 12
    seen, address = set(), reverse("issue")
    while address:
        response = qian.get(address)
        seen |= {row.sheet.no for row in response.context["arrivals"]}
        address = response.context["turn"].next_url
    assert len(seen) == 201


def test_a_cursor_that_is_not_ours_is_no_page(qian: Client) -> None:
    assert qian.get(f"{reverse('issue')}?after=x~y").status_code == 404


def test_the_counter_explains_its_own_cards_and_answers_its_urgings(
    qian: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    no = shelved(cast, restaurant)
    sweep(at(20, 9))
    urge(no, text="请通知申请人尽快领取。", by=cast.zheng, at=at(20, 9))
    clock(at(20, 10))
    card = Card.objects.get(clock__name="delivery", level="red")
    page = text(qian, CARDS)
    assert "送达" in page
    assert "当日不计入" in page
    assert "受理答复" not in page
    explain = reverse("issue-card-explanation", args=[card.id])
    short = qian.post(explain, {"text": "忙", "submission": "1"})
    assert short.status_code == 422
    assert ">忙</textarea>" in short.content.decode()
    assert "不少于 6 个字" in plain(short.content.decode())
    assert qian.post(explain, {"text": "申请人电话一直无法接通。", "submission": "2"}).status_code == 302
    urging = Urging.objects.get()
    answer = reverse("issue-urging-answer", args=[urging.id])
    assert (
        qian.post(answer, {"text": "已短信并上门通知。", "submission": "3"})["Location"]
        == f"{CARDS}?done=answered"
    )
    card.refresh_from_db()
    assert (card.stage, card.explained_by) == ("explained", "钱国华")
    assert "申请人电话一直无法接通。（钱国华）" in text(qian, CARDS)


def test_the_agencys_card_is_not_the_counters_to_explain(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    sent(cast, restaurant)
    sweep(at(31, 9))
    promised = Card.objects.get(clock__name="promised", level="red")
    explain = reverse("issue-card-explanation", args=[promised.id])
    assert qian.post(explain, {"text": "不是本窗口的时限。", "submission": "1"}).status_code == 404
