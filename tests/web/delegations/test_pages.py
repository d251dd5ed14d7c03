"""事权下放 in the browser: a district asks, the holder answers and takes back; each sees what is its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.delegation.models import Delegation
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

LIST, ASK = reverse("delegations"), reverse("delegation-ask")
TYPED = {
    "slug": "shipin-jingying", "to_agency": "ljsp", "form": "direct", "effective_from": "2026-03-16",
    "staff": "审查人员三名。", "funds": "列入部门预算。", "network": "已接入专网。", "training": "已跟班两周。",
    "reason": "方便群众就近办理。",
}  # fmt: skip


@pytest.fixture
def asked(client: Client) -> Delegation:
    response = signed_in(client, "duan2").post(ASK, TYPED)
    row = Delegation.objects.get()
    assert response.headers["Location"] == f"{reverse('delegation', args=[row.pk])}?done=ask"
    return row


def page_of(client: Client, row: Delegation) -> str:
    return client.get(reverse("delegation", args=[row.pk])).content.decode()


def test_a_request_is_answered_by_the_head_and_taken_back(client: Client, asked: Delegation) -> None:
    zhou = signed_in(client, "zhou")
    assert "食品经营许可" in zhou.get(LIST).content.decode()
    assert "同意下放" in page_of(zhou, asked)
    answer = reverse("delegation-answer", args=[asked.pk])
    done = zhou.post(answer, {"answer": "grant", "reason": "具备承接条件。"}, follow=True).content.decode()
    assert "已同意" in done
    assert "临江区行政审批局" in done
    zhou.post(
        reverse("delegation-end", args=[asked.pk]), {"ends_on": "2026-06-01", "reason": "收回市级办理。"}
    )
    asked.refresh_from_db()
    assert (asked.stage, asked.ends_on) == ("taken_back", date(2026, 6, 1))


def test_who_asked_may_take_the_request_back_and_not_answer_it(client: Client, asked: Delegation) -> None:
    duan = signed_in(client, "duan2")
    page = page_of(duan, asked)
    assert "撤回请求" in page
    assert "同意下放" not in page
    duan.post(reverse("delegation-withdrawal", args=[asked.pk]), {"reason": "暂不具备条件。"})
    asked.refresh_from_db()
    assert asked.stage == "withdrawn"


def test_an_incomplete_request_keeps_what_was_typed_and_says_what_is_wrong(client: Client) -> None:
    duan = signed_in(client, "duan2")
    response = duan.post(ASK, {**TYPED, "network": "", "effective_from": "2026-02-30"})
    page = response.content.decode()
    assert response.status_code == 422
    for words in ("请写明生效日期。", "请写明专网和系统。", "审查人员三名。", "方便群众就近办理。"):
        assert words in page
    assert duan.post(ASK, {}).status_code == 422
    assert not Delegation.objects.exists()


def test_a_refusal_says_why_and_is_kept_with_its_words(client: Client, asked: Delegation) -> None:
    zhou, answer = signed_in(client, "zhou"), reverse("delegation-answer", args=[asked.pk])
    response = zhou.post(answer, {"answer": "refuse", "reason": "否"})
    assert response.status_code == 422
    assert "请写明原因" in response.content.decode()
    zhou.post(answer, {"answer": "refuse", "reason": "承接人员尚未持证。"})
    assert "承接人员尚未持证。" in page_of(zhou, asked)


def test_another_district_sees_nothing_of_it(client: Client, asked: Delegation) -> None:
    tang = signed_in(client, "tang3")
    assert "食品经营许可" not in tang.get(LIST).content.decode()
    assert tang.get(reverse("delegation", args=[asked.pk])).status_code == 404
