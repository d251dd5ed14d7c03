"""The desk finds an item in a few keys and shows the window's day."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import noticed, received
from tests.web.conftest import signed_in
from tests.web.desk.posting import taken_in, words_of


@pytest.fixture
def wang(client: Client, cast: Cast) -> Client:
    return signed_in(client, "wang")


@pytest.mark.parametrize(
    "typed", ["spjy", "食品经营", "开饭店", "shipin-jingying", "11990100MB9901024C3990131021001"]
)
def test_name_everyday_name_initials_and_code_open_the_item_by_enter(wang: Client, typed: str) -> None:
    assert wang.get("/desk/", {"q": typed})["Location"] == "/desk/intake/shipin-jingying/"


def test_the_list_button_shows_what_may_be_meant_instead_of_opening_it(wang: Client) -> None:
    words = words_of(wang.get("/desk/", {"q": "许可", "list": "1"}))
    assert "找到" in words
    assert "公共场所卫生许可" in words


def test_nothing_found_says_what_to_do(wang: Client) -> None:
    words = words_of(wang.get("/desk/", {"q": "登月"}))
    assert "没有找到这个事项" in words


def test_hits_while_typing_say_where_an_item_of_another_hall_is_handled(wang: Client) -> None:
    page = wang.get("/desk/hits/", {"q": "人力资源"}, headers={"HX-Request": "true"})
    assert "data-hit" in page.content.decode()
    assert "在江州市政务服务中心办理" in words_of(page)
    assert "<html" not in page.content.decode()


def test_the_day_counts_my_intakes_what_waits_and_what_must_go(
    wang: Client, cast: Cast, restaurant: PartyFacts, li: PartyFacts
) -> None:
    taken_in(wang, "laonian-youdai", li)
    no = taken_in(wang, "shipin-jingying", restaurant)
    words = words_of(wang.get("/desk/"))
    assert "我收件 2 其中即办 1" in words
    assert f"尾号 {no[-6:]}" in words
    assert "江州市市场监督管理局 3月2日上午收件" in words
    assert "还有5小时30分钟" in words


def test_a_colleagues_intakes_are_not_counted_as_mine(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    words = words_of(signed_in(client, "he").get("/desk/"))
    assert "我收件 0" in words
    assert "今天还没有收件" in words


def test_a_notice_of_an_agency_waits_on_the_desk(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    noticed(cast, restaurant, when=at(2, 9, 25))
    assert "待告知 1" in words_of(wang.get("/desk/"))


def test_the_desk_is_a_few_statements(
    wang: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    received(cast, restaurant)
    wang.get("/desk/")
    with statements() as counted:
        wang.get("/desk/")
    assert counted.count <= 12
