"""待告知: the window relays every notice of an agency and records how and who received it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Request
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import clock as newest_clock
from tests.stories.steps import noticed
from tests.web.conftest import signed_in
from tests.web.desk.posting import field_of, words_of


@pytest.fixture
def wang(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(3, 14))
    return signed_in(client, "wang")


@pytest.mark.seeds("W51")
def test_a_notice_waits_with_its_clock_and_is_told_with_how_and_to_whom(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no, notice = noticed(cast, restaurant)
    listed = words_of(wang.get("/desk/notices/"))
    assert "材料补齐补正通知书" in listed
    assert "还剩" in listed
    page = wang.get(f"/desk/notices/{notice.id}/")
    assert restaurant.phone in words_of(page)
    post = {"submission": field_of(page, "submission"), "method": "electronic", "receiver": "李秀英"}
    assert wang.post(f"/desk/notices/{notice.id}/", post)["Location"] == "/desk/notices/"
    document = Document.objects.get(pk=notice.id)
    assert (document.stage, document.service["method"], document.service["receiver"]) == (
        "served",
        "网络发送电子版",
        "李秀英",
    )
    assert Request.objects.get(case__no=no).stage == "served"
    assert newest_clock(no, "supplement").state == "running"
    after = words_of(wang.get("/desk/notices/"))
    assert "没有待告知的文书" in after
    assert "网络发送电子版 李秀英" in after


def test_without_receiver_or_method_nothing_is_recorded_and_both_are_named(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    _, notice = noticed(cast, restaurant)
    page = wang.post(f"/desk/notices/{notice.id}/", {"method": "shout", "receiver": ""})
    assert page.status_code == 422
    assert "请选择送达方式" in words_of(page)
    assert "请填写收到通知的人" in words_of(page)
    assert Document.objects.get(pk=notice.id).stage == "to_serve"


def test_telling_twice_is_refused_to_the_second(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    _, notice = noticed(cast, restaurant)
    post = {"method": "window", "receiver": "李秀英"}
    assert wang.post(f"/desk/notices/{notice.id}/", post | {"submission": "a"}).status_code == 302
    second = signed_in(Client(), "he").post(f"/desk/notices/{notice.id}/", post | {"submission": "b"})
    assert second.status_code == 409
    assert "已告知" in words_of(second)


def test_another_halls_clerk_sees_no_notice(client: Client, cast: Cast, restaurant: PartyFacts) -> None:
    _, notice = noticed(cast, restaurant)
    chen = signed_in(client, "chen")
    assert "没有待告知的文书" in words_of(chen.get("/desk/notices/"))
    assert chen.get(f"/desk/notices/{notice.id}/").status_code == 404
    assert chen.post(f"/desk/notices/{notice.id}/", {"method": "window", "receiver": "陈"}).status_code == 404


def test_the_inbox_is_a_few_statements_however_full(
    wang: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    _, notice = noticed(cast, restaurant)
    counts = []
    for more in (20, 60):
        rows = []
        for number in range(more):
            twin = Document.objects.get(pk=notice.id)
            twin.pk, twin.no = None, f"补{more}-{number}"
            twin.id = type(notice.id)(int=notice.id.int + more * 1000 + number)
            rows.append(twin)
        Document.objects.bulk_create(rows)
        wang.get("/desk/notices/")
        with statements() as counted:
            wang.get("/desk/notices/")
        counts.append(counted.count)
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_paper_that_nobody_has_to_be_told_of_is_no_notice(
    wang: Client, cast: Cast, restaurant: PartyFacts, way: str
) -> None:
    no, _ = noticed(cast, restaurant)
    receipt = Document.objects.exclude(stage="to_serve").filter(case_no=no)[0]
    assert getattr(wang, way)(f"/desk/notices/{receipt.id}/").status_code == 404
