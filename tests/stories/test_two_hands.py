"""受审分离: one person who holds two posts stays one person."""

from __future__ import annotations

from dataclasses import replace

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.models import Request
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, clock, received, refused

WORDS = "材料齐全，符合许可条件。"


def test_who_took_a_case_in_neither_accepts_nor_judges_it_in_another_post(
    cast: Cast, restaurant: PartyFacts
) -> None:
    reviewing = replace(cast.zhao, staff_id=cast.wang.staff_id)
    deciding = replace(cast.sun, staff_id=cast.wang.staff_id)
    no = received(cast, restaurant)
    assert refused(lambda: accept(no, by=reviewing, at=at(3, 10))).code == "same-person"
    accept(no, by=cast.zhao, at=at(3, 10))
    asked = refused(lambda: propose(no, verdict="grant", opinion=WORDS, by=reviewing, at=at(4, 9)))
    propose(no, verdict="grant", opinion=WORDS, by=cast.zhao, at=at(4, 10))
    ruled = refused(lambda: decide(no, verdict="grant", reasons=WORDS, by=deciding, at=at(4, 11)))
    assert [(one.code, one.status) for one in (asked, ruled)] == [("same-person", 403)] * 2


def test_who_asked_for_more_time_does_not_approve_it_in_another_post(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    request_extension(no, reason="场所面积较大，需补充核对消防与排油烟资料。", by=cast.zhao, at=at(5, 10))
    request = Request.objects.get(case__no=no, what="extension")
    heading = replace(cast.zhou, staff_id=cast.zhao.staff_id)
    refusal = refused(lambda: rule_on_extension(no, request.id, approve=True, by=heading, at=at(5, 11)))
    assert (refusal.code, refusal.status) == ("same-person", 403)
    assert clock(no, "statutory").due_at == at(17, 17)
