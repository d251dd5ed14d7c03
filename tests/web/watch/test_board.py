"""总览: every number opens the list behind it, and the list is as long as the number says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.clocks.models import Clock
from onewindow.people.register import PartyFacts
from onewindow.supervision.board import TILES
from onewindow.supervision.models import Card
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.review.many import copies
from tests.web.review.reading import plain, text

BOARD, CASES = reverse("watch"), reverse("watch-cases")


def numbers(client: Client) -> dict[str, int]:
    """Every linked number of the board: {address of its list: number}."""
    page = client.get(BOARD).content.decode()
    found = re.findall(rf'<a[^>]*href="({re.escape(CASES)}\?[^"]+)"[^>]*>(\d+)</a>', page)
    return {address.replace("&amp;", "&"): int(number) for address, number in found}


def listed(client: Client, address: str) -> tuple[int, set[str]]:
    """The total that a list states, and the cases that turning its pages shows."""
    total, seen = -1, set[str]()
    while address:
        response = client.get(address)
        total = response.context["total"]
        seen |= {row.case.no for row in response.context["rows"]}
        address = response.context["turn"].next_url
    return total, seen


@pytest.mark.parametrize("who", ["zheng", "wu"])
def test_every_number_is_the_length_of_its_list(client: Client, hall: dict[str, str], who: str) -> None:
    watcher = signed_in(client, who)
    found = numbers(watcher)
    assert {f"{CASES}?show={show}" for show in TILES} <= set(found)
    assert len(found) > 15
    for address, number in found.items():
        total, seen = listed(watcher, address)
        assert (number, number) == (total, len(seen)), address


def test_the_tiles_say_how_the_hall_stands(zheng: Client, hall: dict[str, str]) -> None:
    for show, names in {
        "open": {"unanswered", "waiting", "visited", "sent", "fresh"},
        "red": {"unanswered", "sent", "shelved", "visited", "waiting"},
        "paused": {"visited"},
        "in": {"fresh"},
        "out": set(),
    }.items():
        assert listed(zheng, f"{CASES}?show={show}")[1] == {hall[name] for name in names}, show


def test_yellow_and_red_come_with_the_minute_and_not_with_the_sweeper(
    zheng: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    no = received(cast, restaurant)
    address = f"{CASES}?kind=intake_answer&show="
    for moment, state in (
        (at(3, 8, 59), "running"),
        (at(3, 9), "yellow"),
        (at(4, 17), "yellow"),
        (at(4, 17, 1), "red"),
    ):
        clock(moment)
        assert {show: listed(zheng, address + show)[0] for show in ("running", "yellow", "red")} == {
            show: int(show == state) for show in ("running", "yellow", "red")
        }
    assert no in text(zheng, f"{address}red")
    assert not Card.objects.exists()


def test_a_manager_sees_the_hall_only(client: Client, hall: dict[str, str], cast: Cast) -> None:
    le = signed_in(client, "le")
    assert set(numbers(le).values()) <= {0}
    assert le.get(reverse("watch-case", args=[hall["sent"]])).status_code == 404


def test_the_board_costs_the_same_with_20_and_200_cases(
    zheng: Client, hall: dict[str, str], statements: Any
) -> None:
    costs = []
    for first, count in ((0, 20), (20, 180)):
        copies(hall["unanswered"], count, first=first)
        for address in (
            BOARD,
            CASES,
            f"{CASES}?show=red",
            f"{CASES}?show=red&kind=intake_answer&agency=scjg",
        ):
            with statements() as counted:
                assert zheng.get(address).status_code == 200
            costs.append(counted.count)
    assert costs[:4] == costs[4:]
    assert max(costs) <= 12


def test_a_list_can_be_searched_and_bad_filters_are_no_error(zheng: Client, hall: dict[str, str]) -> None:
    assert listed(zheng, f"{CASES}?show=all&q={hall['sent']}")[1] == {hall["sent"]}
    assert listed(zheng, f"{CASES}?show=all&q=李家")[0] == len(hall)
    assert listed(zheng, f"{CASES}?show=all&q=没有")[0] == 0
    assert "没有这样的办件" in text(zheng, f"{CASES}?show=nonsense&kind=x&agency=y&q=没有")
    assert zheng.get(f"{CASES}?after=nonsense").status_code == 404


def test_a_kind_of_clock_is_counted_by_cases_not_by_clocks(zheng: Client, hall: dict[str, str]) -> None:
    for clock in Clock.objects.filter(case_no=hall["unanswered"], name="intake_answer"):
        clock.pk = clock.pk.__class__(int=clock.pk.int + 1)
        clock.save(force_insert=True)
    address = f"{CASES}?show=red&kind=intake_answer"
    assert numbers(zheng)[address] == listed(zheng, address)[0] == 1


def test_what_waits_for_the_watcher_is_counted(zheng: Client, hall: dict[str, str]) -> None:
    page = plain(zheng.get(BOARD).content.decode())
    assert "已说明待裁定的牌 0" in page
    assert "数据时间 3月6日（星期五）10:00" in page
