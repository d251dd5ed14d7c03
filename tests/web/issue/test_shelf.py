"""待发放: one card, number or name finds everything of one person; the most overdue stands first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.cases.models import Case, Paper
from onewindow.issuance.models import Delivery, Result
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received, sent, shelved
from tests.web.issue.rows import copies
from tests.web.review.reading import text

SHELF = reverse("issue-shelf")


@pytest.fixture
def two(cast: Cast, restaurant: PartyFacts) -> tuple[str, str]:
    return shelved(cast, restaurant), shelved(cast, restaurant)


def test_every_number_of_a_person_finds_all_results_of_that_person(
    qian: Client, two: tuple[str, str], restaurant: PartyFacts
) -> None:
    first, second = two
    codes = [
        restaurant.number, restaurant.number.lower(), first, f"http://localhost/track/?no={first}",
        Result.objects.get(case__no=first).no, Paper.objects.filter(case__no=first)[0].barcode, "李家小馆",
    ]  # fmt: skip
    for code in codes:
        page = text(qian, f"{SHELF}?q={code}")
        assert first in page, code
        assert second in page, code


def test_a_card_with_one_result_opens_it_at_once(qian: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    answer = qian.get(SHELF, {"q": restaurant.number})
    assert (answer.status_code, answer["Location"]) == (302, reverse("issue-hand-out", args=[no]))


def test_a_name_that_only_resembles_is_shown_and_not_opened(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    assert no in text(qian, f"{SHELF}?q=李家")


def test_who_has_nothing_on_the_shelf_learns_where_it_is(
    qian: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, _ = sent(cast, restaurant)
    page = text(qian, f"{SHELF}?q={restaurant.number}")
    assert "货架上没有这个人的结果" in page
    assert f"{no} {restaurant.name}" in page
    assert "已决定" in page
    assert "货架上没有这个人的结果" in text(qian, f"{SHELF}?q=没有这个人")


def test_what_lies_in_another_hall_is_not_found(
    client: Client, two: tuple[str, str], restaurant: PartyFacts, cast: Cast, qian: Client
) -> None:
    Case.objects.filter(no=two[0]).update(hall_code="jz-hall")
    Delivery.objects.filter(case__no=two[0]).update(hall_code="jz-hall")
    answer = qian.get(SHELF, {"q": restaurant.number})
    assert answer["Location"] == reverse("issue-hand-out", args=[two[1]])
    assert qian.get(reverse("issue-hand-out", args=[two[0]])).status_code == 404


def test_the_overdue_stand_first_and_are_one_click_away(
    qian: Client, cast: Cast, restaurant: PartyFacts, li: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    late = shelved(cast, restaurant)
    copies(late, 2)
    clock(at(20, 9))
    page = text(qian, SHELF)
    assert "超期 3" in page
    assert page.index(late) < page.index(late[:-5] + "90001")
    assert "已超1个工作日" in page


def test_long_shelves_are_turned_and_lose_nobody(qian: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    everybody = {no, *(case.no for case in copies(no, 95))}
    seen: set[str] = set()
    address = SHELF
    for _ in range(9):
        response = qian.get(address)
        seen |= {row.delivery.case.no for person in response.context["persons"] for row in person.rows}
        address = response.context["turn"].next_url
        if not address:
            break
    assert seen == everybody


def test_the_shelf_costs_the_same_with_20_and_200_results(
    qian: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = shelved(cast, restaurant)
    received(cast, restaurant)
    costs = []
    for first, count in ((0, 20), (20, 180)):
        copies(no, count, first=first)
        for address in (SHELF, f"{SHELF}?q={restaurant.number}"):
            with statements() as counted:
                assert qian.get(address).status_code == 200
            costs.append(counted.count)
    assert costs[:2] == costs[2:]
    assert max(costs) <= 12
