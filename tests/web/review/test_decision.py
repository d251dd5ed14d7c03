"""审查意见 and 决定 on the desk: words for each verdict, all in order for a grant, another person decides."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from onewindow.cases.commands.decide import propose
from onewindow.cases.models import Case
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of, with_line
from tests.stories.steps import accepted, received
from tests.web.conftest import signed_in
from tests.web.review.reading import checked, plain, text, ticks, value

DENIAL = "经营场所与申报地址不符，不符合许可条件。"


def proposed(
    cast: Cast, party: PartyFacts, verdict: str = "grant", words: str = "材料齐全，符合要求。"
) -> str:
    no = accepted(cast, party)
    lines = [line.material for line in Case.objects.get(no=no).submissions.all()]
    checks = {"checked": lines} if verdict == "grant" else {"checked": lines[1:], "faults": lines[:1]}
    propose(no, verdict=verdict, opinion=words, by=cast.zhao, at=at(4, 10), **checks)
    return no


@pytest.mark.seeds("W55")
def test_a_grant_needs_every_material_in_order(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = accepted(cast, restaurant)
    judged = ticks(no, licence="fault")
    del judged["state-layout"]
    typed = {
        "verdict": "grant",
        "opinion-grant": "我的意见是可以准予。",
        "note-licence": "执照已注销",
        **judged,
    }
    response = signed_in(client, "zhao").post(f"/review/cases/{no}/proposal/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert set(re.findall(r'href="#id_material\.(\w+)"', page)) == {"licence", "layout"}
    assert "《营业执照》判定为有问题，不能据此提出准予的意见。" in plain(page)
    assert "请判定《经营场所布局和操作流程图》是否符合要求。" in plain(page)
    assert value(page, "opinion-grant") == "我的意见是可以准予。"
    assert (checked(page, "state-licence"), value(page, "note-licence")) == (["fault"], "执照已注销")
    assert Case.objects.get(no=no).proposal == ""


def test_what_was_noted_of_a_material_stays_though_it_was_not_judged(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant)
    judged = ticks(no)
    del judged["state-layout"]
    noted = {"note-layout": "操作间的门开在哪里？", "fault-layout": "卫生间的门不直接对着食品处理区"}
    response = signed_in(client, "zhao").post(
        f"/review/cases/{no}/proposal/",
        {"verdict": "grant", "opinion-grant": "可以准予。", **judged, **noted},
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "请判定《经营场所布局和操作流程图》是否符合要求。" in plain(page)
    assert value(page, "note-layout") == "操作间的门开在哪里？"
    assert checked(page, "fault-layout") == ["卫生间的门不直接对着食品处理区"]
    assert checked(page, "state-layout") == []


def test_a_denial_stands_on_what_is_wrong_and_on_its_own_words(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant)
    zhao = signed_in(client, "zhao")
    typed = {
        "verdict": "deny",
        "opinion-grant": "经审查，拟准予。",
        "opinion-deny": "",
        **ticks(no, licence="fault"),
    }
    refused = zhao.post(f"/review/cases/{no}/proposal/", typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "请写明理由，不少于 10 个字。" in plain(page)
    assert checked(page, "verdict") == ["deny"]
    typed["opinion-deny"] = DENIAL
    assert (
        zhao.post(f"/review/cases/{no}/proposal/", typed)["Location"] == f"/review/cases/{no}/?done=proposed"
    )
    assert (Case.objects.get(no=no).proposal, Case.objects.get(no=no).opinion) == ("deny", DENIAL)


@pytest.mark.parametrize("verdict", ["", "perhaps"])
def test_a_verdict_is_one_of_two(cast: Cast, restaurant: PartyFacts, client: Client, verdict: str) -> None:
    no = accepted(cast, restaurant)
    response = signed_in(client, "zhao").post(
        f"/review/cases/{no}/proposal/", {"verdict": verdict, **ticks(no)}
    )
    assert response.status_code == 422
    assert "请选择准予或不予。" in plain(response.content.decode())


def test_an_opinion_has_an_end(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = accepted(cast, restaurant)
    typed = {"verdict": "grant", "opinion-grant": "好" * 1001, **ticks(no)}
    response = signed_in(client, "zhao").post(f"/review/cases/{no}/proposal/", typed)
    assert response.status_code == 422
    assert "请写明意见，最多 1000 个字，现有 1001 个字。" in plain(response.content.decode())


def test_the_decider_sees_the_opinion_and_how_each_material_was_judged(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = proposed(cast, restaurant, "deny", DENIAL)
    page = signed_in(client, "sun").get(f"/review/cases/{no}/").content.decode()
    words = plain(page)
    assert f"赵明的审查意见：拟不予 {DENIAL}" in words
    assert (words.count("有问题"), words.count("符合 ") > 3) == (1, True)
    assert checked(page, "verdict") == ["deny"]
    assert value(page, "opinion-deny") == DENIAL


@pytest.mark.seeds("W55")
def test_the_decider_may_decide_otherwise_with_reasons(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = proposed(cast, restaurant)
    sun = signed_in(client, "sun")
    short = sun.post(f"/review/cases/{no}/decision/", {"verdict": "deny", "opinion-deny": "不行"})
    assert (short.status_code, value(short.content.decode(), "opinion-deny")) == (422, "不行")
    decided = sun.post(f"/review/cases/{no}/decision/", {"verdict": "deny", "opinion-deny": DENIAL})
    assert decided["Location"] == f"/review/cases/{no}/?done=decided"
    paper = Document.objects.select_related("subject").get(case_no=no, kind="denial_decision").data()
    assert paper["reasons"] == [DENIAL]


def test_without_an_opinion_there_is_nothing_to_decide(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant)
    sun = signed_in(client, "sun")
    assert "作出决定 请先由审查人员提出审查意见，再由审批人员决定。" in text(sun, f"/review/cases/{no}/")
    response = sun.post(f"/review/cases/{no}/decision/", {"verdict": "grant", "opinion-grant": "准予许可。"})
    assert response.status_code == 409


def test_the_opinion_is_the_reviewers(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = accepted(cast, restaurant)
    typed = {"verdict": "grant", "opinion-grant": "我看可以准予。", **ticks(no)}
    response = signed_in(client, "sun").post(f"/review/cases/{no}/proposal/", typed)
    assert response.status_code == 403
    assert "审查意见由部门审查人员提出。" in plain(response.content.decode())


def test_the_reviewer_may_change_the_opinion_until_it_is_decided(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = proposed(cast, restaurant)
    zhao = signed_in(client, "zhao")
    page = zhao.get(f"/review/cases/{no}/").content.decode()
    assert value(page, "opinion-grant") == "材料齐全，符合要求。"
    typed = {"verdict": "deny", "opinion-deny": DENIAL, **ticks(no, licence="fault")}
    assert zhao.post(f"/review/cases/{no}/proposal/", typed).status_code == 302
    assert Case.objects.get(no=no).proposal == "deny"


def test_a_material_promised_for_later_hinders_the_grant_and_says_so(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    full = intake_of("shipin-jingying", restaurant)
    deferrable = next(m for m in full.guide.requirements(full.answers) if m.deferrable)
    lines = with_line(full, deferrable.id, state="deferred", originals=0, copies=0).lines
    no = received(cast, restaurant, lines=lines, commitment_signed=True)
    zhao = signed_in(client, "zhao")
    page = zhao.get(f"/review/cases/{no}/").content.decode()
    assert checked(page, f"state-{deferrable.id}") == ["ok"]
    assert "容缺受理，申请人承诺在期限内补齐。" in plain(page)
    zhao.post(f"/review/cases/{no}/acceptance/")
    typed = {"verdict": "grant", "opinion-grant": "其余材料齐全。", **ticks(no)}
    response = zhao.post(f"/review/cases/{no}/proposal/", typed)
    assert response.status_code == 409
    assert f"容缺材料《{deferrable.name}》尚未补齐，不能作出准予决定。" in plain(response.content.decode())
