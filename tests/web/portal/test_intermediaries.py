"""The public side of intermediary services: the list, each service, each body, and the client's own engagement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.catalogue.commands import edit, publish, revise, submit
from onewindow.catalogue.intermediary import published_list, services
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local
from onewindow.intermediaries.commands import amend, deliver, engage, rate, strike_off
from onewindow.intermediaries.models import Engagement
from onewindow.people.register import PartyFacts
from tests.intermediaries.register import (
    OFFER,
    SERVICE,
    TIED,
    applied,
    choice,
    engaged,
    entry,
    registered,
    registrar,
)
from tests.stories.conftest import actor, at
from tests.web import hall_clock
from tests.web.conftest import signed_in

pytestmark = pytest.mark.django_db

FIND, MINE, RATING = (reverse(f"engagement-{name}") for name in ("find", "mine", "rating"))


@pytest.mark.seeds("N35", "H75")
def test_everybody_sees_the_list_with_basis_limit_price_and_how_many_offer_it(client: Client) -> None:
    registered()
    page = client.get(reverse("intermediaries")).content.decode()
    for one in services():
        for words in (one.name, one.law, one.article, one.price, f"{one.days}个工作日"):
            assert words in page
        assert reverse("intermediary-service", args=[one.key]) in page
    assert "不得指定、推荐或者限定机构的地区和数量" in page
    assert "待核" in page
    assert page.count("1家在册") == 1
    assert "省清单有、本市没有事项要求的3项：节能报告编制、水土保持方案编制、建设项目职业病危害评价。" in page
    assert "招牌结构设计和荷载计算省清单没有" in page


@pytest.mark.seeds("H75")
def test_city_and_districts_have_lists_of_their_own_out_of_the_one_that_was_published(client: Client) -> None:
    """江州市 asks for 施工图设计文件审查, 临江区 does not; 公共场所卫生检测 is the districts' alone."""
    page = client.get(reverse("intermediaries")).content.decode()
    for words in (
        published_list().name,
        "江州市行政审批局2026年1月5日对照",
        "江州市（市级）",
        "临江区",
        "陈桥区",
    ):
        assert words in page
    review, hygiene = (
        reverse("intermediary-service", args=[key]) for key in ("drawing_review", "hygiene_test")
    )
    for area, there, not_there in (("990100", review, hygiene), ("990103", hygiene, review)):
        shown = client.get(reverse("intermediaries"), {"area": area}).content.decode()
        assert there in shown
        assert not_there not in shown
    chenqiao = shown
    assert "陈桥区卫生健康委员会" in chenqiao
    assert "临江区卫生健康委员会" not in chenqiao
    assert "陈桥区没有事项要求的" in chenqiao
    assert client.get(reverse("intermediaries"), {"area": "x" * 9000}).status_code == 200


def test_the_page_is_read_in_three_statements(client: Client, statements: Any) -> None:
    for serial in range(1, 31):
        registered(serial)
    client.get(reverse("intermediaries"))
    with statements() as counted:
        client.get(reverse("intermediaries"))
    assert counted.count <= 3


@pytest.mark.seeds("N37", "H76")
def test_a_service_shows_everybody_who_offers_it_with_price_record_rating_and_ties(
    client: Client, restaurant: PartyFacts, statements: Any
) -> None:
    bodies = [registered(serial, ties=(TIED,) if serial == 2 else ()) for serial in range(1, 31)]
    row = engaged(bodies[0], restaurant)
    deliver(row.pk, report_no="江检1号", by=actor("wang"), at=at(5, 9))
    rate(row.pk, stars=4, words="", own_choice=True, at=at(6, 9))
    applied(40)
    url = reverse("intermediary-service", args=[SERVICE])
    with statements() as counted:
        page = client.get(url).content.decode()
    assert counted.count <= 6
    assert all(body.name in page for body in bodies)
    assert "第40检测" not in page
    for words in ("不限家数，不限地区", "600元/份", "4.0分（1次评价）", "临江区卫生健康委员会：隶属关系"):
        assert words in page
    assert client.get(reverse("intermediary-service", args=["feng-shui"])).status_code == 404


@pytest.mark.seeds("H78")
def test_a_body_that_was_struck_off_keeps_its_page_with_the_reason(client: Client) -> None:
    row = registered(ties=(TIED,))
    url = reverse("intermediary", args=[row.pk])
    page = client.get(url).content.decode()
    for words in (
        row.number,
        "CMA-2026-001",
        "2027-06-30",
        "2026年3月2日",
        "该局所属的事业单位。",
        "还没有委托",
    ):
        assert words in page
    strike_off(row.pk, ground="false_report", words="一份报告没有采样就出具。", by=registrar(), at=at(2, 10))
    page = client.get(url).content.decode()
    assert "出具虚假报告" in page
    assert "一份报告没有采样就出具。" in page


@pytest.mark.seeds("N82")
@pytest.mark.parametrize(
    ("slug", "holder"),
    [
        ("yongshui-baozhuang", "江州市水务集团有限公司"),
        ("gongjijin-shenhou-tiqu", "江州市住房公积金管理中心"),
    ],
)
def test_an_enterprise_or_institution_publishes_its_guide_and_cuts_it_like_any_agency(
    client: Client, slug: str, holder: str
) -> None:
    """What the next edition asks no more, the guide of that day asks no more."""
    day, yu = local(at(10, 9)).date(), actor("yu2")
    row = Edition.objects.in_force(day).get(slug=slug)
    guide = client.get(reverse("guide", args=[slug])).content.decode()
    assert holder in guide
    gone = row.document["materials"][-1]["name"]
    assert gone in guide
    draft = revise(row.id, by=yu, at=at(2, 9))["edition"]
    made = Edition.objects.get(pk=draft)
    less = {**made.document, "materials": made.document["materials"][:-1], "effective_from": day.isoformat()}
    edit(made.id, less, version=made.version, by=yu, at=at(2, 10))
    submit(made.id, reason="部门之间已经共享，不再收取。", by=yu, at=at(2, 11))
    publish(made.id, by=actor("liao2"), at=at(2, 12))
    hall_clock.set_to(at(10, 9))
    assert gone not in client.get(reverse("guide", args=[slug])).content.decode()


@pytest.mark.seeds("N82")
def test_an_intermediary_cuts_its_time_and_price_for_everybody_to_see(client: Client) -> None:
    row, url = registered(), reverse("intermediary-service", args=[SERVICE])
    assert "8个工作日" in client.get(url).content.decode()
    faster = entry(offers=(replace(OFFER, days=3, fee=45_000),))
    amend(row.pk, faster, reason="机构压缩了时限，降低了价格。", by=registrar(), at=at(2, 10))
    page = client.get(url).content.decode()
    assert ("3个工作日" in page, "450元/份" in page, "8个工作日" in page) == (True, True, False)


def test_who_is_not_registered_yet_or_was_refused_has_no_page(client: Client) -> None:
    assert client.get(reverse("intermediary", args=[applied()])).status_code == 404


@pytest.fixture
def own(client: Client, restaurant: PartyFacts) -> Engagement:
    """A delivered engagement, opened in this browser by number and code."""
    body = registered(when=at(2, 8))
    answer = engage(choice(body.pk, restaurant), by=actor("wang"), at=at(2, 8))
    row = Engagement.objects.get(no=answer["engagement"])
    deliver(row.pk, report_no="江检字〔2026〕15号", by=actor("wang"), at=at(2, 9))
    opened = client.post(FIND, {"no": row.no, "code": answer["query_code"]})
    assert opened.headers["Location"] == MINE
    return row


def test_the_client_sees_the_limit_and_rates_without_signing_in(client: Client, own: Engagement) -> None:
    page = client.get(MINE).content.decode()
    for words in (own.no, "江检字〔2026〕15号", "按时完成", "这家机构是您自己选的吗？"):
        assert words in page
    again = client.post(RATING, {"stars": "2", "own_choice": "no", "words": "慢"})
    assert again.status_code == 422
    assert ">慢</textarea>" in again.content.decode()
    assert again.content.decode().count("checked") == 2
    assert client.post(RATING, {"stars": "9" * 4000}).status_code == 422
    done = client.post(RATING, {"stars": "2", "own_choice": "no", "words": "说只有这一家。"}, follow=True)
    assert "评价已经收到" in done.content.decode()
    own.refresh_from_db()
    assert (own.stars, own.own_choice, own.stage) == (2, False, "rated")
    body = client.get(reverse("intermediary", args=[own.intermediary_id])).content.decode()
    assert "2.0分（1次评价）" in body
    assert "说只有这一家" not in body
    register = signed_in(client, "yu2").get(reverse("register-body", args=[own.intermediary_id]))
    assert "说只有这一家。" in register.content.decode()


def test_nobody_rates_for_the_client_from_a_desk(client: Client, own: Engagement) -> None:
    kept = client.session["engagement"]
    wang = signed_in(client, "wang")
    session = wang.session
    session["engagement"] = kept
    session.save()
    refused = wang.post(RATING, {"stars": "5", "own_choice": "yes"})
    assert refused.status_code == 403
    own.refresh_from_db()
    assert own.stars is None


def test_without_the_code_there_is_nothing_to_see(client: Client, restaurant: PartyFacts) -> None:
    row = engaged(registered(), restaurant)
    for url in (MINE, RATING):
        answer = client.get(url) if url == MINE else client.post(url, {"stars": "5"})
        assert answer.headers["Location"] == FIND
    wrong = client.post(FIND, {"no": row.no, "code": "AAAAAAAA"})
    assert (wrong.status_code, row.no in wrong.content.decode()) == (422, True)
    assert client.post(FIND, {"no": "9" * 9000, "code": ""}).status_code == 422
    assert Engagement.objects.get().stars is None
