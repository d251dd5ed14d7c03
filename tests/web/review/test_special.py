"""特别程序 and 延期 on the desk: what they would do to the limits is seen before they are started."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.commands.extend import request_extension
from onewindow.cases.commands.special import Arrangement, start_special
from onewindow.cases.models import Request
from onewindow.clocks.models import Clock
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, received
from tests.stories.steps import clock as clock_of
from tests.web.conftest import signed_in
from tests.web.review.reading import checked, plain, text, value

ARRANGED = {
    "procedure": "site_visit", "length": "3", "reason": "需核查操作间布局", "starts_on": "2026-03-05",
    "people": "赵明\n江雪\n", "place": "江州市临江区渡口街12号", "prepare": "打开操作间\n备好设备清单",
}  # fmt: skip
VISIT = Arrangement("site_visit", 3, "需核查操作间布局", date(2026, 3, 5), people=("赵明", "江雪"))
Move = Callable[[datetime], None]


@pytest.fixture
def no(cast: Cast, restaurant: PartyFacts, clock: Move) -> str:
    """A case accepted on Tuesday, seen on Wednesday."""
    number = accepted(cast, restaurant)
    clock(at(4, 10))
    return number


@pytest.mark.seeds("W13", "W55")
def test_the_page_says_which_clocks_stop_and_why_and_where_the_limits_would_move(
    no: str, client: Client
) -> None:
    page = signed_in(client, "zhao").get(f"/review/cases/{no}/special/").content.decode()
    words = plain(page)
    assert "经营场所现场核查（最长5个工作日）" in words
    assert "须由 2 名以上工作人员进行。" in words
    assert "承诺办结时限 暂停计时，依据：当地规定" in words
    assert "法定办结时限 照常计时：现场核查不在行政许可法第四十五条所列之内。" in words
    lengths = re.findall(r'<option value="(\d)"[^>]*>([^<]+)<', page)
    assert [n for n, _ in lengths] == ["1", "2", "3", "4", "5"]
    assert lengths[2][1] == "3个工作日，最晚 3月9日（星期一）；承诺办结顺延到 3月13日（星期五）"


def test_the_foreseen_day_is_the_day_when_it_takes_just_so_long(
    cast: Cast, no: str, client: Client, clock: Move
) -> None:
    page = signed_in(client, "zhao").get(f"/review/cases/{no}/special/").content.decode()
    foreseen = dict(re.findall(r'<option value="(\d)"[^>]*>[^<]*顺延到 (\d+月\d+日)', page))["3"]
    signed_in(client, "zhao").post(f"/review/cases/{no}/special/", ARRANGED)
    running = Request.objects.get(case__no=no)
    clock(at(9, 16))
    client.post(f"/review/cases/{no}/special/{running.id}/ending/", {"outcome": "布局符合要求"})
    due = clock_of(no, "promised").due_at
    assert due is not None
    assert f"{due.month}月{due.day}日" == foreseen


@pytest.mark.seeds("W13")
def test_an_expert_review_is_shown_to_stop_both_clocks(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant, "fangshe-zhenliao", answers={"device": "ct", "project": "built"})
    words = text(signed_in(client, "jiang"), f"/review/cases/{no}/special/")
    assert words.count("暂停计时，依据：行政许可法第四十五条") == 2


@pytest.mark.seeds("W13", "W55")
def test_a_procedure_starts_with_its_notice_and_ends_with_its_outcome(
    no: str, client: Client, clock: Move
) -> None:
    zhao = signed_in(client, "zhao")
    response = zhao.post(f"/review/cases/{no}/special/", ARRANGED)
    assert response["Location"] == f"/review/cases/{no}/?done=started"
    running = Request.objects.get(case__no=no)
    assert running.data["people"] == ["赵明", "江雪"]
    words = text(zhao, response["Location"])
    assert (
        "经营场所现场核查正在进行 3月5日（星期四）开始，地点：江州市临江区渡口街12号，参加：赵明、江雪。"
        in words
    )
    assert "提出审查意见 “经营场所现场核查”尚未结束，结束并登记结果后再作决定。" in words
    clock(at(6, 16))
    ended = zhao.post(f"/review/cases/{no}/special/{running.id}/ending/", {"outcome": "布局符合要求"})
    assert ended["Location"] == f"/review/cases/{no}/?done=ended"
    assert "结束特别程序 3月6日（星期五）16:00 · 赵明 布局符合要求" in text(zhao, ended["Location"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"length": "6"}, "length"), ({"length": "zwei"}, "length"), ({"people": "赵明"}, "people"),
     ({"reason": ""}, "reason"), ({"starts_on": "2026-02-30"}, "starts_on"), ({"starts_on": ""}, "starts_on"),
     ({"starts_on": "2026-03-03"}, "starts_on"), ({"starts_on": "2026-03-10"}, "starts_on")],
)  # fmt: skip
def test_an_arrangement_refused_comes_back_as_it_was_typed(
    no: str, client: Client, changes: dict[str, Any], field: str
) -> None:
    typed = ARRANGED | changes
    response = signed_in(client, "zhao").post(f"/review/cases/{no}/special/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}"' in page
    kept = ("reason", "starts_on", "place")
    assert {name: value(page, name) for name in kept} == {name: typed[name] for name in kept}
    assert value(page, "people") == typed["people"].strip("\n")
    assert checked(page, "procedure") == ["site_visit"]
    assert not Request.objects.filter(case__no=no).exists()


def test_an_outcome_is_needed_and_what_was_typed_stays(cast: Cast, no: str, client: Client) -> None:
    start_special(no, VISIT, by=cast.zhao, at=at(4, 10))
    running = Request.objects.get(case__no=no)
    response = signed_in(client, "zhao").post(
        f"/review/cases/{no}/special/{running.id}/ending/", {"outcome": "好"}
    )
    assert (response.status_code, value(response.content.decode(), "outcome")) == (422, "好")
    assert clock_of(no, "special").state == "running"


def test_before_acceptance_there_is_nothing_to_start(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    assert "受理后、决定前才可启动特别程序。" in text(zhao, f"/review/cases/{no}/special/")
    assert zhao.post(f"/review/cases/{no}/special/", ARRANGED).status_code == 409


@pytest.mark.seeds("W55")
def test_an_extension_is_asked_for_seen_with_its_effect_and_approved_by_the_head(
    no: str, client: Client
) -> None:
    zhao = signed_in(client, "zhao")
    words = text(zhao, f"/review/cases/{no}/extension/")
    assert "法定办结时限 3月17日（星期二） → 3月24日（星期二）" in words
    short = zhao.post(f"/review/cases/{no}/extension/", {"reason": "太忙"})
    assert (short.status_code, value(short.content.decode(), "reason")) == (422, "太忙")
    reason = {"reason": "场所面积较大，需补充核对排油烟资料。"}
    assert (
        zhao.post(f"/review/cases/{no}/extension/", reason)["Location"] == f"/review/cases/{no}/?done=asked"
    )
    assert "本办件已申请或已批准过延期，只能延期一次。" in text(zhao, f"/review/cases/{no}/extension/")
    asked = Request.objects.get(case__no=no)
    zhou = signed_in(Client(), "zhou")
    seen = text(zhou, f"/review/cases/{no}/")
    assert "赵明申请延期5个工作日" in seen
    assert "承诺办结时限：3月10日（星期二） → 3月17日（星期二）" in seen
    ruled = zhou.post(f"/review/cases/{no}/extension/{asked.id}/ruling/", {"ruling": "approve"})
    assert ruled["Location"] == f"/review/cases/{no}/?done=extended"
    assert clock_of(no, "statutory").due_at == at(24, 17)


def test_a_rejected_extension_moves_nothing_and_its_note_is_kept(cast: Cast, no: str, client: Client) -> None:
    request_extension(no, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    asked = Request.objects.get(case__no=no)
    zhou = signed_in(client, "zhou")
    ruled = zhou.post(
        f"/review/cases/{no}/extension/{asked.id}/ruling/", {"ruling": "reject", "note": "请按期办结"}
    )
    assert ruled["Location"] == f"/review/cases/{no}/?done=unextended"
    assert "请按期办结" in text(zhou, ruled["Location"])
    assert clock_of(no, "statutory").due_at == at(17, 17)


@pytest.mark.parametrize("ruling", ["", "perhaps"])
def test_what_is_neither_approval_nor_rejection_is_no_ruling(
    cast: Cast, no: str, client: Client, ruling: str
) -> None:
    request_extension(no, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    asked = Request.objects.get(case__no=no)
    url = f"/review/cases/{no}/extension/{asked.id}/ruling/"
    response = signed_in(client, "zhou").post(url, {"ruling": ruling, "note": "再看看"})
    assert (response.status_code, value(response.content.decode(), "note")) == (422, "再看看")
    asked.refresh_from_db()
    assert asked.stage == "requested"


def test_only_the_head_rules_on_an_extension(cast: Cast, no: str, client: Client) -> None:
    request_extension(no, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    asked = Request.objects.get(case__no=no)
    url = f"/review/cases/{no}/extension/{asked.id}/ruling/"
    assert signed_in(client, "sun").post(url, {"ruling": "approve"}).status_code == 403
    assert Clock.objects.get(case_no=no, name="statutory").due_at == at(17, 17)
