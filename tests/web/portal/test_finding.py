"""Searching in plain words and narrowing the list of all matters."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.test import Client

from onewindow.catalogue.listing import Choice, Listed, listing
from tests.stories.conftest import MONDAY

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def names(client: Client, url: str) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200
    page = answer.content.decode()
    return re.findall(r'<h3><a href="/matters/([^/"]+)/"', page)


def all_names(client: Client, url: str) -> list[str]:
    """The matters on this page and on those after it."""
    found: list[str] = []
    while url:
        found += names(client, url)
        following = re.search(r'href="([^"]+)"[^>]*>下一页', client.get(url).content.decode())
        url = following[1].replace("&amp;", "&") if following else ""
    return found


@pytest.mark.parametrize("words", ["开饭店", "spjy", "食品经营", "shipinjingying", "开餐馆"])
def test_plain_words_and_initials_find_the_matter_first(client: Client, words: str) -> None:
    assert names(client, f"/search/?q={words}")[0] == "shipin-jingying"


def test_a_result_says_what_it_costs_to_do_it(client: Client) -> None:
    page = client.get("/search/?q=老年证").content.decode()
    for words in ("敬老优待证办理", "望江镇人民政府", "到现场1次", "当场办结", "即办"):
        assert words in page


def test_nothing_found_says_what_to_do_instead(client: Client) -> None:
    page = client.get("/search/?q=买火箭").content.decode()
    for words in ("没有找到“买火箭”", "换个说法", "tel:12345", "准营准办", "0990-1235500"):
        assert words in page


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_each_filter_leaves_only_its_own(client: Client) -> None:
    offered = listing(TODAY).items
    filters: dict[str, Callable[[Listed], bool]] = {
        "way=instant": lambda item: "instant" in item.ways,
        "agency=wsjk": lambda item: item.agency == "wsjk",
        "audience=person": lambda item: item.audience in {"person", "both"},
        "theme=公安消防": lambda item: item.theme == "公安消防",
    }
    for chosen, belongs in filters.items():
        kept = sorted(item.slug for item in offered if belongs(item))
        assert 0 < len(kept) < len(offered)
        assert sorted(all_names(client, f"/matters/?{chosen}")) == kept


def test_a_count_is_the_number_of_matters_behind_the_link(client: Client) -> None:
    page = client.get("/matters/?audience=organisation").content.decode()
    links = re.findall(r'<li><a href="([^"]+)"[^>]*>[^<]+<span>(\d+)', page)
    assert len(links) > 10
    for url, number in links:
        assert len(all_names(client, url.replace("&amp;", "&"))) == int(number)


def test_unknown_filters_narrow_nothing(client: Client) -> None:
    assert len(all_names(client, "/matters/?theme=%27%3B--&way=none")) == len(listing(TODAY).items)
    last = names(client, "/matters/?theme=%27%3B--&page=99999&way=none")
    assert last == all_names(client, "/matters/")[-len(last) :]


def test_a_listing_reads_no_documents_and_is_kept(django_assert_num_queries: object) -> None:
    listing(TODAY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = listing(TODAY)
    kinds = {item.slug: item.promised for item in found.chosen(Choice(agency="scjg"))}
    assert kinds["shipin-jingying"] == "5个工作日"


def test_searching_does_not_load_pinyin_into_the_server() -> None:
    """Only publishing spells names out; the doors and all they import do without its 57 MB."""
    program = (
        "import sys, django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns; "
        "sys.exit('pypinyin' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "onewindow.config.settings"},
        check=False,
    )
    assert run.returncode == 0
