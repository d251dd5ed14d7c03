"""What a deputy did is seen by the invariants as his and as that of the one in whose stead he did it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.models import Case
from onewindow.core.roles import Actor
from onewindow.invariants.examine import examine
from onewindow.journal.models import Event
from onewindow.people.commands.appoint_deputy import appoint_deputy, revoke_deputy
from onewindow.people.models import Post, Staff
from onewindow.people.register import PartyFacts
from tests.invariants.past_the_writer import slip_in
from tests.stories.conftest import MONDAY, Cast, at
from tests.stories.steps import accepted, received

pytestmark = pytest.mark.django_db
WORDS = "材料齐全，符合要求。"
LAST = date(2026, 3, 6)


def deputy_of_zhao(cast: Cast) -> Actor:
    post = Post.objects.get(staff__username="zhao", stands_in_for=None)
    named = appoint_deputy(
        post.pk, Staff.objects.get(username="yang").pk, since=MONDAY.date(), until=LAST, reason="年休假期间代理。",
        by=cast.zhou, at=MONDAY,
    )  # fmt: skip
    return Post.objects.whole().get(appointment__pk=named["appointment"]).actor()


def broken(*only: str) -> set[str]:
    return {examined.invariant.code for examined in examine(only) if examined.broken}


def test_what_a_deputy_did_in_his_days_breaks_nothing(cast: Cast, restaurant: PartyFacts) -> None:
    deputy = deputy_of_zhao(cast)
    no = received(cast, restaurant)
    accept(no, by=deputy, at=at(2, 15))
    propose(no, verdict="grant", opinion=WORDS, by=deputy, at=at(4, 10))
    decide(no, verdict="grant", reasons=WORDS, by=cast.sun, at=at(5, 10))
    assert broken() == set()
    told = Event.objects.get(thing_kind="case", verb="propose").body
    assert f'"stands_for":"{cast.zhao.staff_id}"' in told


@pytest.mark.parametrize("another", [False, True], ids=["himself", "through another deputy"])
def test_a_decision_by_the_principal_of_who_proposed_is_found(
    cast: Cast, restaurant: PartyFacts, another: bool
) -> None:
    deputy, no = deputy_of_zhao(cast), accepted(cast, restaurant)
    propose(no, verdict="grant", opinion=WORDS, by=deputy, at=at(4, 10))
    case, principal = Case.objects.get(no=no), cast.zhao.staff_id
    if another:
        body = f'{{"stands_for":"{principal}"}}'
        slip_in(case, "decide", by=cast.wang.staff_id, role="decider", body=body)
    else:
        slip_in(case, "decide", by=principal, role="decider")
    assert broken("decision-by-another", "duties-apart") == {"decision-by-another", "duties-apart"}


def test_an_act_in_a_stead_that_nobody_gave_or_was_taken_back_is_found(
    cast: Cast, restaurant: PartyFacts
) -> None:
    deputy = deputy_of_zhao(cast)
    accepted(replace(cast, zhao=deputy), restaurant)
    assert broken() == set()
    post = Post.objects.get(stands_in_for__isnull=False)
    revoke_deputy(post.pk, reason="提前回岗。", by=cast.zhou, at=at(3, 17))
    assert broken() == set()
    accepted(replace(cast, zhao=deputy), restaurant, when=at(4, 9))
    assert broken() == {"deputy-on-record"}
