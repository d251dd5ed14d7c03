"""补正 and 容缺补齐: the grid holds exactly what was asked for, and labels follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case, Request
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received, served
from tests.web.conftest import signed_in
from tests.web.desk import scans
from tests.web.desk.posting import Post, field_of, taken_in, words_of


@pytest.fixture
def wang(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(4, 10))
    return signed_in(client, "wang")


def hidden(page: Any) -> Post:
    return {name: field_of(page, name) for name in ("submission", "draft")}


@pytest.mark.seeds("W51", "W52")
def test_what_the_notice_asked_for_is_taken_in_at_once(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = served(cast, restaurant)
    page = wang.get(f"/desk/cases/{no}/supplement/")
    assert "平面图未标注操作间位置；请补充标注后的平面图" in words_of(page)
    assert page.content.decode().count("data-row ") == 1
    post = hidden(page) | {"state-application": "original_seen", "pages-application": "3"}
    answer = wang.post(f"/desk/cases/{no}/supplement/", post)
    assert answer["Location"] == f"/desk/cases/{no}/received/"
    assert Request.objects.get(case__no=no, what="supplement").stage == "supplied"
    line = Case.objects.get(no=no).submissions.get(material="application")
    assert (line.round, line.pages) == (2, 3)
    shown = words_of(wang.get(answer["Location"]))
    assert "补正材料已接收，请打印材料标签" in shown
    assert shown.count("材料标签") >= 2


def test_an_unfinished_supply_says_what_is_missing_and_keeps_the_scan(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = served(cast, restaurant)
    post = hidden(wang.get(f"/desk/cases/{no}/supplement/"))
    files = {"file-application": [scans.file("申请书.pdf", scans.pdf(pages=2))]}
    page = wang.post(f"/desk/cases/{no}/supplement/", post | files)
    assert page.status_code == 422
    assert "请补交《食品经营许可申请书》" in words_of(page)
    assert "申请书.pdf" in words_of(page)
    assert 'id="id_state-application"' in page.content.decode()
    assert Request.objects.get(case__no=no, what="supplement").stage == "served"


def test_a_broken_scan_of_a_supply_is_named(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = served(cast, restaurant)
    post = hidden(wang.get(f"/desk/cases/{no}/supplement/")) | {"state-application": "original_seen"}
    files = {"file-application": [scans.file("申请书.pdf", scans.locked_pdf())]}
    page = wang.post(f"/desk/cases/{no}/supplement/", post | files)
    assert page.status_code == 422
    assert "文件“申请书.pdf”设有密码" in words_of(page)


@pytest.mark.seeds("W47")
def test_what_was_deferred_is_brought_in_time(
    wang: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    clock(at(2, 10))
    no = taken_in(wang, "shipin-jingying", restaurant, **{"state-rules": "deferred", "commitment": "1"})
    clock(at(4, 10))
    post = hidden(wang.get(f"/desk/cases/{no}/deferrals/rules/")) | {"state-rules": "original_seen"}
    files = {"file-rules": [scans.file("制度.jpg", scans.photo())]}
    assert wang.post(f"/desk/cases/{no}/deferrals/rules/", post | files).status_code == 302
    assert Request.objects.get(case__no=no, what="deferral").stage == "supplied"
    assert Case.objects.get(no=no).submissions.get(material="rules").state == "original_seen"
    assert Evidence.objects.get(key="food_safety_rules").mime == "image/jpeg"
    assert Document.objects.filter(case_no=no, kind="paper_labels").count() == 2


@pytest.mark.parametrize("path", ["supplement/", "deferrals/rules/", "deferrals/no_such/"])
def test_nothing_can_be_supplied_where_nothing_was_asked(
    wang: Client, cast: Cast, restaurant: PartyFacts, path: str
) -> None:
    no = received(cast, restaurant)
    assert wang.get(f"/desk/cases/{no}/{path}").status_code == 409


def test_the_same_supply_sent_again_is_answered_as_the_first_time(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    """A connection that broke after the commit leaves the browser without an answer; it sends the form again."""
    no = served(cast, restaurant)
    address = f"/desk/cases/{no}/supplement/"
    post = hidden(wang.get(address)) | {"state-application": "original_seen"}
    first, again = wang.post(address, post), wang.post(address, post)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    other = wang.post(address, post | {"submission": "another", "draft": post["draft"]})
    assert other.status_code == 409
    assert "没有待补正的通知" in words_of(other)


def test_a_kept_promise_sent_again_is_answered_as_the_first_time(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = taken_in(wang, "shipin-jingying", restaurant, **{"state-layout": "deferred", "commitment": "1"})
    address = f"/desk/cases/{no}/deferrals/layout/"
    post = hidden(wang.get(address)) | {"state-layout": "original_seen"}
    first, again = wang.post(address, post), wang.post(address, post)
    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert wang.post(address, post | {"submission": "another"}).status_code == 409
