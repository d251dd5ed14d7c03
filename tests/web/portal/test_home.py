"""The first page: everything begins here, on a slow line and without scripts."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from onewindow.people.register import PartyFacts
from tests.stories import steps
from tests.stories.conftest import Cast, at, edition
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db
KIB = 1024


def text_of(client: Client, url: str, **more: Any) -> str:
    answer = client.get(url, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def sent_bytes(url: str) -> int:
    """A static file as the server sends it, compressed."""
    path = finders.find(url.removeprefix("/static/"))
    assert isinstance(path, str)
    with open(path, "rb") as file:
        return len(gzip.compress(file.read()))


def test_home_offers_every_way_to_a_matter(client: Client) -> None:
    page = text_of(client, "/")
    for words in (
        "您想办什么事", "个人办事", "法人办事", "按主题找", "按部门找", "查进度", "开饭店", "准营准办", "江州市市场监督管理局", "我们承诺",
        "江州市临江区望江路16号", "工作日 9:00至12:00，13:30至17:00", "0990-1235500", "公交6路",
    ):  # fmt: skip
        assert words in page


def test_home_is_light(client: Client) -> None:
    """ux.md A9: HTML and blocking CSS within 30 KiB, everything within 100 KiB."""
    answer = client.get("/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content).decode()
    sheets = [
        url
        for tag in re.findall(r"<link[^>]*stylesheet[^>]*>", page)
        if 'media="print"' not in tag
        for url in re.findall(r'href="([^"]+)', tag)
    ]
    blocking = len(answer.content) + sum(map(sent_bytes, sheets))
    rest = set(re.findall(r'(?:src|href)="(/static/[^"]+)', page)) - set(sheets)
    assert sheets
    assert blocking <= 30 * KIB
    assert blocking + sum(map(sent_bytes, rest)) <= 100 * KIB


def test_home_needs_six_statements_at_most(client: Client, statements: Any) -> None:
    text_of(client, "/")
    with statements() as counted:
        text_of(client, "/")
    assert counted.count <= 6


def test_home_names_first_what_was_lately_asked_for_and_each_matter_once(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    def hot() -> list[str]:
        chips = re.search(r'<ul class="hot".*?</ul>', text_of(client, "/"), re.DOTALL)
        assert chips is not None
        return re.findall(r'/matters/([^/"]+)/', chips.group())

    before = hot()
    asked = edition("shipin-jingying")
    assert before[0] != asked.slug
    steps.received(cast, restaurant)
    after = hot()
    assert after[0] == asked.slug
    bases = [edition(slug).base_code for slug in after]
    assert len(set(bases)) == len(bases)


def test_home_says_whether_the_halls_work_today(client: Client, clock: Any) -> None:
    assert "今天3月2日（星期一）正常上班" in text_of(client, "/")
    clock(at(7, 10))
    assert "今天3月7日（星期六）休息，3月9日（星期一）上班" in text_of(client, "/")


def test_the_desk_menu_does_not_stand_on_public_pages(client: Client) -> None:
    page = text_of(signed_in(client, "wang"), "/")
    assert "待告知" not in page
    assert "回工作台" in page


def test_the_elders_edition_begins_with_a_person_to_call_and_is_shorter(client: Client) -> None:
    standard = text_of(client, "/")
    client.cookies["display"] = "elder"
    page = text_of(client, "/")
    assert 'data-mode="elder"' in page
    assert "打电话问：12345" in page
    assert page.index("找人帮忙") < page.index("敬老优待证办理")
    assert page.count("<a ") < standard.count("<a ")
