"""The inbox: what is due to happen, in the order of the time that is left, the next case with one key."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.commands.decide import propose
from onewindow.cases.commands.extend import request_extension
from onewindow.cases.commands.special import Arrangement, start_special
from onewindow.cases.models import Case
from onewindow.issuance.commands.result_sheet import receive_results
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of, with_line
from tests.stories.steps import accepted, decided, noticed, received, sent
from tests.web.conftest import signed_in
from tests.web.review.many import copies
from tests.web.review.reading import plain, text

VISIT = Arrangement("site_visit", 2, "核查操作间布局", date(2026, 3, 5), people=("赵明", "周正"))


def groups(client: Client) -> dict[str, list[str]]:
    """The case numbers under each heading, in their order."""
    page = client.get("/review/").content.decode()
    found = {}
    for section in re.findall(r'<section id="(\w+)".*?</section>', page, re.DOTALL):
        body = page[page.index(f'<section id="{section}"') :].split("</section>")[0]
        found[section] = re.findall(r'href="/review/cases/(\d+)/"', body)
    return found


def test_every_case_stands_under_what_happens_to_it_next(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    waiting = received(cast, restaurant)
    told, _ = noticed(cast, restaurant)
    looked_at = accepted(cast, restaurant)
    visited = accepted(cast, restaurant)
    start_special(visited, VISIT, by=cast.zhao, at=at(4, 10))
    longer = accepted(cast, restaurant)
    request_extension(longer, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    proposed = accepted(cast, restaurant)
    propose(
        proposed,
        verdict="deny",
        opinion="经营场所与申报地址不符，不符合许可条件。",
        by=cast.zhao,
        at=at(4, 10),
    )
    to_make = decided(cast, restaurant)
    wrong, sheet = sent(cast, restaurant)
    result = Result.objects.get(case__no=wrong)
    receive_results(sheet, {result.id: ["经营场所：门牌号有误"]}, by=cast.qian, at=at(5, 16))
    under_way, _ = sent(cast, restaurant)
    clock(at(5, 16, 30))
    assert groups(signed_in(client, "zhao")) == {
        "accepting": [waiting], "supplementing": [told], "reviewing": [looked_at], "special": [visited],
        "extending": [longer], "deciding": [proposed], "making": [to_make], "correcting": [wrong],
    }  # fmt: skip
    assert "拟不予" in text(client, "/review/")
    assert under_way not in text(client, "/review/")


@pytest.mark.parametrize(
    ("username", "first"), [("zhao", "accepting"), ("sun", "deciding"), ("zhou", "extending")]
)
def test_each_post_finds_its_own_turn_first(
    cast: Cast, restaurant: PartyFacts, client: Client, username: str, first: str
) -> None:
    received(cast, restaurant)
    proposed = accepted(cast, restaurant)
    propose(proposed, verdict="grant", opinion="材料齐全，符合要求。", by=cast.zhao, at=at(4, 10))
    longer = accepted(cast, restaurant)
    request_extension(longer, reason="需要更多时间核对全部资料。", by=cast.zhao, at=at(4, 10))
    assert next(iter(groups(signed_in(client, username)))) == first


def test_the_shortest_time_comes_first_and_the_green_channel_before_it(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    late = received(cast, restaurant, when=at(2, 16))
    early = received(cast, restaurant, when=at(2, 9))
    tuesday = received(cast, restaurant, when=at(3, 9))
    green = received(cast, restaurant, when=at(3, 10), green_ground="重大项目，区政府会议纪要第3号")
    listed = groups(signed_in(client, "zhao"))["accepting"]
    assert (listed[0], set(listed[1:3]), listed[3]) == (green, {late, early}, tuesday)
    assert 'title="重大项目，区政府会议纪要第3号">绿色通道' in client.get("/review/").content.decode()


def test_a_deferred_material_is_marked_and_does_not_hide_that_acceptance_is_due(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    full = intake_of("shipin-jingying", restaurant)
    deferrable = next(m for m in full.guide.requirements(full.answers) if m.deferrable)
    lines = with_line(full, deferrable.id, state="deferred", originals=0, copies=0).lines
    no = received(cast, restaurant, lines=lines, commitment_signed=True)
    assert groups(signed_in(client, "zhao"))["accepting"] == [no]
    assert "容缺待补齐" in text(client, "/review/")


def test_a_case_that_waits_for_a_deferral_and_a_supplement_is_listed_under_the_supplement(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    full = intake_of("shipin-jingying", restaurant)
    deferrable = next(m for m in full.guide.requirements(full.answers) if m.deferrable)
    lines = with_line(full, deferrable.id, state="deferred", originals=0, copies=0).lines
    no = received(cast, restaurant, lines=lines, commitment_signed=True)
    zhao = signed_in(client, "zhao")
    fault = {f"state-{s.material}": "ok" for s in Case.objects.get(no=no).submissions.all()}
    fault |= {
        "state-licence": "fault",
        "problem-licence": "执照已经变更",
        "requirement-licence": "请提交新执照",
    }
    response = zhao.post(f"/review/cases/{no}/supplement/", {"step": "issue", **fault})
    assert response["Location"] == f"/review/cases/{no}/?done=noticed"
    assert groups(zhao) == {"supplementing": [no]}


@pytest.mark.parametrize("page", ["/review/", "/review/?group=accepting", "/review/next/"])
def test_a_page_costs_the_same_for_20_cases_as_for_200(
    cast: Cast, restaurant: PartyFacts, client: Client, statements: Any, page: str
) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    zhao.get(page)
    copies(no, 19)
    with statements() as few:
        zhao.get(page)
    copies(no, 180, first=19)
    with statements() as many:
        zhao.get(page)
    assert few.count == many.count
    assert few.count <= 12


def test_a_group_is_turned_page_by_page_and_shows_every_case_once_in_order(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    copies(no, 66)
    copies(no, 3, first=66, green_ground="抢险救灾")
    zhao, url, seen, pages = signed_in(client, "zhao"), "/review/?group=accepting", list[str](), 0
    while url:
        page = zhao.get(url).content.decode()
        seen += re.findall(r'href="/review/cases/(\d+)/"', page)
        onward = re.search(r'href="([^"]+)" rel="next"', page)
        url, pages = (unescape(onward.group(1)) if onward else ""), pages + 1
    expected = Case.objects.filter(stage="received").order_by("due_at", "id")
    green = [case.no for case in expected if case.green_ground]
    assert seen == green + [case.no for case in expected if not case.green_ground]
    assert pages == 3


def test_cases_whose_clock_stands_still_come_last_and_are_not_lost_between_pages(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    paused = copies(no, 40, due_at=None)
    zhao = signed_in(client, "zhao")
    first = zhao.get("/review/?group=accepting").content.decode()
    onward = re.search(r'href="([^"]+)" rel="next"', first)
    assert onward is not None
    second = zhao.get(unescape(onward.group(1))).content.decode()
    listed = [re.findall(r'href="/review/cases/(\d+)/"', page) for page in (first, second)]
    assert listed[0][0] == no
    assert {*listed[0][1:], *listed[1]} == {case.no for case in paused}


@pytest.mark.parametrize("cursor", ["x", "1~2~3", "1~2026-03-04T09:00:00Z~no-id", "~~"])
def test_a_cursor_that_is_none_of_ours_leads_nowhere(cast: Cast, client: Client, cursor: str) -> None:
    assert signed_in(client, "zhao").get(f"/review/?group=accepting&after={cursor}").status_code == 404


def test_one_key_leads_to_the_most_urgent_case_and_then_to_the_one_behind_it(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    later = received(cast, restaurant, when=at(3, 9))
    sooner = received(cast, restaurant, when=at(2, 9))
    zhao = signed_in(client, "zhao")
    assert 'data-key="F2"' in zhao.get("/review/").content.decode()
    assert zhao.get("/review/next/")["Location"] == f"/review/cases/{sooner}/"
    assert zhao.get(f"/review/next/?after={sooner}")["Location"] == f"/review/cases/{later}/"
    assert zhao.get(f"/review/next/?after={later}")["Location"] == f"/review/cases/{sooner}/"


def test_when_nothing_else_is_one_s_turn_the_key_says_so(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    assert zhao.get(f"/review/next/?after={no}")["Location"] == "/review/?done=empty"
    assert "您名下没有其他要办的办件了。" in text(zhao, "/review/?done=empty")
    assert signed_in(Client(), "sun").get("/review/next/")["Location"] == "/review/?done=empty"


def test_an_empty_inbox_says_where_cases_come_from(cast: Cast, client: Client) -> None:
    page = plain(signed_in(client, "chen2").get("/review/").content.decode())
    assert "没有在办的办件 窗口收件后会立即出现在这里。" in page
