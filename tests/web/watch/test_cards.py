"""警示牌 for those who watch: the reason, the reply, and whether it was upheld."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.clocks.models import Clock
from onewindow.core.ids import uuid7
from onewindow.documents.models import Document
from onewindow.supervision.commands.answer import explain_card
from onewindow.supervision.models import Card
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.review.many import copies
from tests.web.review.reading import checked, plain, text
from tests.web.watch.conftest import FRIDAY

CARDS = reverse("watch-cards")
WHY = "经办人员外出核查，已调整分工。"


@pytest.fixture
def explained(cast: Cast, hall: dict[str, str]) -> Card:
    card = Card.objects.get(case__no=hall["unanswered"], clock__name="intake_answer")
    explain_card(card.id, text=WHY, by=cast.zhao, at=FRIDAY)
    return card


def test_a_card_tells_whose_it_is_why_that_day_and_what_was_answered(zheng: Client, explained: Card) -> None:
    page = zheng.get(reverse("watch-card", args=[explained.id])).content.decode()
    said = plain(page)
    for words in (
        "江州市市场监督管理局",
        "3月4日（星期三）17:00 发牌",
        "当日不计入",
        f"赵明：{WHY}",
        "按时完成",
    ):
        assert words in said
    notice = Document.objects.filter(kind="card_notice", case_no=explained.clock.case_no)
    assert [reverse("paper", args=[paper.id]) in page for paper in notice].count(True) == 1


@pytest.mark.parametrize(("choice", "stage"), [("uphold", "upheld"), ("lift", "lifted")])
def test_a_supervisor_rules_and_says_why(zheng: Client, explained: Card, choice: str, stage: str) -> None:
    address = reverse("watch-card", args=[explained.id])
    undecided = zheng.post(address, {"text": "情况属实，予以认可。", "submission": "1"})
    assert (undecided.status_code, "请选择维持还是撤销" in plain(undecided.content.decode())) == (422, True)
    silent = zheng.post(address, {"ruling_is": choice, "text": "", "submission": "2"})
    assert silent.status_code == 422
    assert checked(silent.content.decode(), "ruling_is") == [choice]
    ruled = zheng.post(address, {"ruling_is": choice, "text": "情况属实，予以认可。", "submission": "3"})
    assert ruled["Location"] == f"{CARDS}?heap=rule&done={stage}"
    explained.refresh_from_db()
    assert explained.stage == stage
    assert "裁定：情况属实，予以认可。" in text(zheng, f"{CARDS}?heap=ruled")


def test_a_manager_sees_the_card_and_does_not_rule(client: Client, explained: Card) -> None:
    wu = signed_in(client, "wu")
    address = reverse("watch-card", args=[explained.id])
    assert "由效能监督人员裁定" in text(wu, address)
    refused = wu.post(address, {"ruling_is": "lift", "text": "情况属实，予以认可。", "submission": "1"})
    assert refused.status_code == 403
    explained.refresh_from_db()
    assert explained.stage == "explained"


def test_every_heap_is_as_long_as_it_says(zheng: Client, explained: Card) -> None:
    for name, _, n in zheng.get(CARDS).context["heaps"]:
        response = zheng.get(f"{CARDS}?heap={name}")
        assert n == response.context["total"] == len(response.context["rows"]), name
    red = zheng.get(f"{CARDS}?heap=all&level=red").context
    assert {card.level for card, _ in red["rows"]} == {"red"}
    assert red["total"] == Card.objects.filter(level="red").count()


def test_the_list_costs_the_same_with_20_and_200_cards_and_loses_none(
    zheng: Client, hall: dict[str, str], statements: Any
) -> None:
    model = Card.objects.filter(case__no=hall["unanswered"])[0]
    costs = []
    for first, count in ((0, 20), (20, 180)):
        for case in copies(hall["unanswered"], count, first=first):
            Card.objects.create(
                id=uuid7(FRIDAY), clock=Clock.objects.filter(case_id=case.id)[0], case=case, level="red", agency_code=model.agency_code,
                hall_code=model.hall_code, division=model.division, fell_at=at(5, 9), stage="fallen",
            )  # fmt: skip
        with statements() as counted:
            assert zheng.get(CARDS).status_code == 200
        costs.append(counted.count)
    assert costs[0] == costs[1] <= 12
    seen, address = set(), CARDS
    while address:
        response = zheng.get(address)
        seen |= {card.pk for card, _ in response.context["rows"]}
        address = response.context["turn"].next_url
    assert seen == set(Card.objects.values_list("pk", flat=True))
    assert zheng.get(f"{CARDS}?before=nonsense").status_code == 404
