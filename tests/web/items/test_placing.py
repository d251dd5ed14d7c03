"""What the check finds leads to the field at which it is put right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.web.items.placing import PAGES
from tests.access.play import NOTHING
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.items.test_editing import draft_of, typed
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def yu(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(3, 10))
    return signed_in(client, "yu2")


@pytest.mark.parametrize(
    ("path", "words", "page"),
    [
        ("materials[3].spared", "申请材料 第4条 · 免提交方式", "materials/3/#marks-spared"),
        ("limits.promised.n", "时限 · 承诺时限", "limits/#marks-limits.promised.n"),
        ("limits.cases[0].promised.n", "分情形时限 第1条 · 承诺时限", "case-limits/0/#marks-promised.n"),
        ("steps[1]", "办理环节 第2条", "flow/1/"),
        ("legal_bases", "设定依据", "bases/"),
    ],
)
def test_a_place_is_told_in_words_and_leads_to_its_field(path: str, words: str, page: str) -> None:
    assert PAGES.place_of(path, NOTHING) == (words, reverse("items-edition", args=[NOTHING]) + page)


def test_what_no_page_edits_has_no_place() -> None:
    assert PAGES.place_of("code", NOTHING) == ("", "")


def test_every_mark_of_a_draft_leads_to_where_it_is_put_right(yu: Client) -> None:
    draft = draft_of(yu, "shipin-jingying")
    document = draft.document
    document["materials"][1]["common_mistakes"] = []
    document["materials"][1]["sample"] = ""
    document["contact"]["phone"] = ""
    document["steps"][0]["name"] = ""
    draft.save()
    page = yu.get(reverse("items-edition", args=[draft.pk])).content.decode()
    places = re.findall(r'<a href="(/items/[^"]+)#(marks-[^"]+)">([^<]+)</a>', page)
    assert {"申请材料 第2条 · 常见错误", "申请材料 第2条 · 示范文本", "办理环节 第1条 · 环节名称"} <= {
        words for _, _, words in places
    }
    for address, field, _ in places:
        assert f'id="{field}"' in yu.get(address).content.decode()
    unreadable = yu.get(reverse("items-preview", args=[draft.pk, "public"])).content.decode()
    assert "申请材料 第2条 · 常见错误" in plain(unreadable)


def test_a_step_of_the_flow_is_written_on_its_page(yu: Client) -> None:
    draft = draft_of(yu, "shipin-jingying")
    address = reverse("items-part", args=[draft.pk, "flow", "0"])
    form = typed(yu, address) | {"note": "当场核对原件", "submission": "step"}
    assert yu.post(address, form).status_code == 302
    draft.refresh_from_db()
    assert draft.document["steps"][0]["note"] == "当场核对原件"


def test_the_form_of_a_draft_is_seen_as_it_is_filled_in(yu: Client) -> None:
    draft = draft_of(yu, "shipin-jingying")
    draft.document["form"][0]["label"] = "本次新定的表单项"
    draft.save()
    answer = yu.get(reverse("items-frame", args=[draft.pk, "form"]))
    assert "本次新定的表单项" in plain(answer.content.decode())
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
