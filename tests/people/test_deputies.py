"""代理: named by who may, from a day to a day, under both names, and never around separation of duties."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.models import Case
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.documents.models import Document
from onewindow.journal.models import Event
from onewindow.people.commands.appoint_deputy import appoint_deputy, revoke_deputy
from onewindow.people.commands.grant_post import end_post
from onewindow.people.models import Appointment, Post, Staff
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, at
from tests.stories.steps import accepted, received
from tests.web.conftest import signed_in

LEAVE = "年休假期间代理。"
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 6)


def post_of(username: str) -> Post:
    return Post.objects.whole().get(staff__username=username, stands_in_for=None)


def stand_in(deputy: str, principal: str, by: Actor, first: date = FIRST, last: date = LAST) -> Post:
    """The post through which `deputy` acts for `principal`."""
    who = Staff.objects.get(username=deputy)
    answer = appoint_deputy(
        post_of(principal).pk, who.pk, since=first, until=last, reason=LEAVE, by=by, at=MONDAY
    )
    return Post.objects.whole().get(appointment__pk=answer["appointment"])


def fields(refusal: Refusal) -> set[str]:
    return {finding.field for finding in refusal.findings}


def test_a_deputy_acts_under_both_names_in_the_journal_and_on_paper(
    cast: Cast, restaurant: PartyFacts
) -> None:
    deputy = stand_in("yang", "sun", cast.zhou).actor()
    assert (deputy.name, deputy.role, deputy.agency) == ("杨帆（代孙立）", "decider", "scjg")
    no = accepted(cast, restaurant)
    propose(no, verdict="grant", opinion="材料齐全，符合要求。", by=cast.zhao, at=at(4, 10))
    decide(no, verdict="grant", reasons="符合许可条件，准予许可。", by=deputy, at=at(5, 10))
    event = Event.objects.get(thing_kind="case", verb="decide")
    assert json.loads(event.body)["by_name"] == "杨帆（代孙立）"
    assert event.by == Staff.objects.get(username="yang").pk
    assert Case.objects.get(no=no).decided_by == event.by


def test_a_notice_names_the_deputy_and_whom_he_stands_in_for(cast: Cast, restaurant: PartyFacts) -> None:
    deputy = replace(stand_in("yang", "zhao", cast.zhou).actor())
    no = accepted(replace(cast, zhao=deputy), restaurant)
    assert Case.objects.get(no=no).handler_name == "杨帆（代赵明）"
    notice = Document.objects.get(case_no=no, kind="acceptance_notice")
    assert "杨帆（代赵明）" in json.dumps(notice.data(), ensure_ascii=False)


def test_the_appointment_says_who_gave_it_to_whom_until_when_and_why(cast: Cast) -> None:
    post = stand_in("yang", "sun", cast.zhou)
    event = Event.objects.get(thing_kind="appointment")
    assert post.appointment is not None
    assert (event.thing_id, event.verb, event.by) == (post.appointment.pk, "deputise", cast.zhou.staff_id)
    told = json.loads(event.body)
    assert (told["by_name"], told["since"], told["until"]) == ("周正", "2026-03-02", "2026-03-06")
    assert (told["staff"], told["for_staff"]) == (str(post.staff_id), str(cast.sun.staff_id))
    assert told["reason"] == LEAVE


def test_a_deputy_cannot_decide_what_he_proposed_himself(cast: Cast, restaurant: PartyFacts) -> None:
    deputy = stand_in("zhao", "sun", cast.zhou).actor()
    no = accepted(cast, restaurant)
    propose(no, verdict="grant", opinion="材料齐全，符合要求。", by=cast.zhao, at=at(4, 10))
    with pytest.raises(Refusal, match="审查与决定须由两人分别作出") as refused:
        decide(no, verdict="grant", reasons="准予许可。", by=deputy, at=at(5, 10))
    assert refused.value.code == "same-person"


def test_nor_what_the_one_he_stands_in_for_proposed(cast: Cast, restaurant: PartyFacts) -> None:
    Post.objects.filter(staff__username="sun").update(role="reviewer")
    sun = post_of("sun").actor()
    no = accepted(cast, restaurant)
    propose(no, verdict="grant", opinion="材料齐全，符合要求。", by=sun, at=at(4, 10))
    Post.objects.filter(staff__username="sun").update(role="decider")
    deputy = stand_in("yang", "sun", cast.zhou).actor()
    with pytest.raises(Refusal) as refused:
        decide(no, verdict="grant", reasons="准予许可。", by=deputy, at=at(5, 10))
    assert refused.value.code == "same-person"


def test_nor_does_the_principal_decide_what_his_deputy_proposed(cast: Cast, restaurant: PartyFacts) -> None:
    """孙立 holds both posts: what 杨帆 proposed in his stead counts as his own opinion."""
    Post.objects.filter(staff__username="sun").update(role="reviewer")
    deputy = stand_in("yang", "sun", cast.zhou).actor()
    Post.objects.filter(staff__username="sun", stands_in_for=None).update(role="decider")
    no = accepted(cast, restaurant)
    propose(no, verdict="grant", opinion="材料齐全，符合要求。", by=deputy, at=at(4, 10))
    for by in (post_of("sun").actor(), replace(post_of("sun").actor(), staff_id=deputy.staff_id)):
        with pytest.raises(Refusal, match="审查与决定须由两人分别作出") as refused:
            decide(no, verdict="grant", reasons="准予许可。", by=by, at=at(5, 10))
        assert refused.value.code == "same-person"
    decide(no, verdict="grant", reasons="准予许可。", by=cast.zhou, at=at(5, 10))


def test_nor_does_anybody_accept_what_his_deputy_took_in(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(replace(cast, wang=stand_in("he", "wang", post_of("yu2").actor()).actor()), restaurant)
    for receiver in (cast.wang, cast.he):
        with pytest.raises(Refusal, match="收件人不能受理") as refused:
            accept(no, by=replace(cast.zhao, staff_id=receiver.staff_id), at=at(3, 10))
        assert refused.value.code == "same-person"
    accept(no, by=cast.zhao, at=at(3, 10))


def test_a_deputy_takes_the_place_only_between_the_days(
    cast: Cast, client: Client, clock: Callable[[datetime], None]
) -> None:
    post = stand_in("yang", "sun", cast.zhou, first=date(2026, 3, 3))
    client.force_login(post.staff)
    session = client.session
    session["post"] = post.pk
    session.save()
    seen = []
    for day in (2, 3, 6, 7):
        clock(at(day, 10))
        seen.append(client.get("/review/").status_code)
    assert seen == [302, 200, 200, 302]


def test_a_revoked_deputy_loses_access_at_the_next_request(
    cast: Cast, client: Client, clock: Callable[[datetime], None]
) -> None:
    post = stand_in("yang", "sun", cast.zhou)
    client.force_login(post.staff)
    session = client.session
    session["post"] = post.pk
    session.save()
    assert "杨帆（代孙立）" in client.get("/review/").content.decode()
    revoke_deputy(post.pk, reason="提前回岗。", by=cast.zhou, at=MONDAY)
    assert client.get("/review/")["Location"] == "/signin/?next=/review/"
    assert list(Event.objects.filter(thing_kind="appointment").values_list("verb", flat=True)) == [
        "deputise", "revoke",
    ]  # fmt: skip


def test_when_a_post_ends_its_deputies_end_with_it(cast: Cast, client: Client) -> None:
    post = stand_in("yang", "sun", cast.zhou)
    administrator = post_of("yu2").actor()
    end_post(post_of("sun").pk, reason="调离本单位。", by=administrator, at=MONDAY)
    assert not Post.objects.in_force(FIRST).filter(pk__in=[post.pk, post_of("sun").pk]).exists()
    assert Appointment.objects.get(staff__username="sun").stage == "ended"
    assert signed_in(client, "sun").get("/review/").status_code == 302


@pytest.mark.parametrize(
    ("username", "of", "code"),
    [
        ("zhou", "wang", "no-such-post"),
        ("zhou", "shen", "no-such-post"),
        ("zhou", "yu2", "no-such-post"),
        ("sun", "sun", "no-such-post"),
        ("zhao", "sun", "no-such-post"),
        ("wu", "wang", "no-such-post"),
        ("zheng", "sun", "no-such-post"),
    ],
)
def test_nobody_else_names_deputies(cast: Cast, username: str, of: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        stand_in("yang", of, post_of(username).actor())
    assert refused.value.code == code
    assert not Appointment.objects.exists()


def test_an_administrator_reaches_only_the_own_division(cast: Cast) -> None:
    administrator = post_of("yu2").actor()
    assert stand_in("yang", "chen2", administrator).role == "reviewer"
    district = replace(administrator, division="990103")
    with pytest.raises(Refusal) as refused:
        stand_in("yang", "sun", district)
    assert refused.value.code == "no-such-post"


def test_a_deputy_names_no_deputies(cast: Cast) -> None:
    deputy = stand_in("yang", "zhou", cast.zhou).actor()
    assert deputy.role == "head"
    with pytest.raises(Refusal) as refused:
        stand_in("zhu", "sun", deputy)
    assert refused.value.code == "not-your-step"


def test_a_deputys_post_is_not_lent_on(cast: Cast) -> None:
    post, zhu = stand_in("yang", "sun", cast.zhou), Staff.objects.get(username="zhu")
    with pytest.raises(Refusal) as refused:
        appoint_deputy(post.pk, zhu.pk, since=FIRST, until=LAST, reason=LEAVE, by=cast.zhou, at=MONDAY)
    assert fields(refused.value) == {"post"}


@pytest.mark.parametrize(
    ("deputy", "first", "last", "fault"),
    [
        ("sun", FIRST, LAST, "staff"),
        ("yang", date(2026, 3, 1), LAST, "since"),
        ("yang", LAST, FIRST, "until"),
    ],
)
def test_an_impossible_deputy_is_refused_with_its_field(
    cast: Cast, deputy: str, first: date, last: date, fault: str
) -> None:
    with pytest.raises(Refusal) as refused:
        stand_in(deputy, "sun", cast.zhou, first=first, last=last)
    assert (refused.value.code, fields(refused.value)) == ("deputy-incomplete", {fault})


def test_a_deputy_is_not_named_twice_for_the_same_days(cast: Cast) -> None:
    stand_in("yang", "sun", cast.zhou)
    with pytest.raises(Refusal) as refused:
        stand_in("yang", "sun", cast.zhou, first=LAST, last=date(2026, 3, 20))
    assert fields(refused.value) == {"since"}
    assert stand_in("yang", "sun", cast.zhou, first=date(2026, 3, 7), last=date(2026, 3, 20)).pk


def test_a_deputy_does_not_outlast_the_post(cast: Cast) -> None:
    Post.objects.filter(staff__username="sun").update(until=date(2026, 3, 4))
    with pytest.raises(Refusal) as refused:
        stand_in("yang", "sun", cast.zhou)
    assert fields(refused.value) == {"until"}


def test_signing_in_shows_the_posts_one_stands_in_for(cast: Cast, client: Client) -> None:
    stand_in("zhao", "sun", cast.zhou)
    page = signed_in_own(client, "zhao").get("/post/").content.decode()
    assert "部门审查人员 · 江州市市场监督管理局" in page
    assert "部门审批人员 · 江州市市场监督管理局 · 代孙立（至 3月6日）" in page


def signed_in_own(client: Client, username: str) -> Client:
    post = post_of(username)
    client.force_login(post.staff)
    session = client.session
    session["post"] = post.pk
    session.save()
    return client
