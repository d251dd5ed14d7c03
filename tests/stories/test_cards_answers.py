"""A card is explained by the side whose clock it was, and ruled on by a superior; urging is answered and ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onewindow.clocks.models import Clock
from onewindow.core.roles import Actor
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import answer_urging, end_urging, explain_card, rule_on_card, urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from tests.stories.conftest import Cast, at
from tests.stories.steps import clock, received, refused, shelved

WHY = "经办人员外出核查，已调整分工。"


def card_of(no: str, name: str, level: str = "red") -> Card:
    return Card.objects.get(case__no=no, clock__name=name, level=level)


@pytest.fixture
def overdue(cast: Cast, restaurant: PartyFacts) -> str:
    """Neither answered by the agency nor handed over by the window in time."""
    no = received(cast, restaurant)
    sweep(at(5, 9))
    return no


@pytest.mark.parametrize(
    ("clock_name", "by"), [("intake_answer", lambda c: c.zhao), ("handover", lambda c: c.wang)]
)
def test_the_side_whose_clock_it_was_says_why(
    cast: Cast, overdue: str, clock_name: str, by: Callable[[Cast], Actor], statements: Any
) -> None:
    card = card_of(overdue, clock_name)
    with statements() as counted:
        explain_card(card.id, text=WHY, by=by(cast), at=at(5, 10))
    card.refresh_from_db()
    assert (card.stage, card.explanation, card.explained_by) == ("explained", WHY, by(cast).name)
    assert Clock.objects.get(thing_id=card.id, name="explanation").state == "met"
    assert counted.count <= 10


def test_nobody_explains_for_another(cast: Cast, overdue: str) -> None:
    answer, handover = card_of(overdue, "intake_answer"), card_of(overdue, "handover")
    strangers = [(answer, cast.wang), (answer, cast.qian), (answer, cast.jiang), (answer, cast.chen_reviewer),
                 (handover, cast.zhao), (handover, cast.qian), (handover, cast.chen)]  # fmt: skip
    for card, stranger in strangers:
        refusal = refused(lambda: explain_card(card.id, text=WHY, by=stranger, at=at(5, 10)))  # noqa: B023
        assert refusal.code == "no-such-card"


def test_the_counter_answers_for_its_own_clocks_only(cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    sweep(at(20, 9))
    assert set(Card.objects.for_actor(cast.qian).values_list("clock__name", flat=True)) == {"delivery"}
    explain_card(card_of(no, "delivery").id, text=WHY, by=cast.qian, at=at(20, 10))
    assert not Card.objects.for_actor(cast.qian).to_explain().exists()


def test_a_manager_sees_the_cards_of_the_hall_and_a_supervisor_those_of_the_division(
    cast: Cast, overdue: str
) -> None:
    everything = set(Card.objects.values_list("pk", flat=True))
    for watcher in (cast.wu, cast.zheng):
        assert set(Card.objects.for_actor(watcher).values_list("pk", flat=True)) == everything
    assert not Card.objects.for_actor(cast.chen).exists()


def test_an_explanation_says_something_and_not_too_much(cast: Cast, overdue: str) -> None:
    card = card_of(overdue, "intake_answer")
    for text in ("忙", "忙" * 501):
        refusal = refused(lambda: explain_card(card.id, text=text, by=cast.zhao, at=at(5, 10)))  # noqa: B023
        assert [finding.field for finding in refusal.findings] == ["explanation"]


@pytest.mark.parametrize(("lift", "stage"), [(True, "lifted"), (False, "upheld")])
def test_a_superior_upholds_or_lifts_a_card_and_says_why(
    cast: Cast, overdue: str, lift: bool, stage: str, statements: Any
) -> None:
    card = card_of(overdue, "intake_answer")
    explain_card(card.id, text=WHY, by=cast.zhao, at=at(5, 10))
    with statements() as counted:
        rule_on_card(card.id, lift=lift, text="情况属实，不再追究。", by=cast.zheng, at=at(6, 10))
    card.refresh_from_db()
    assert (card.stage, card.ruling) == (stage, "情况属实，不再追究。")
    assert counted.count <= 10
    again = refused(
        lambda: rule_on_card(card.id, lift=not lift, text="情况属实，不再追究。", by=cast.zheng, at=at(6, 11))
    )
    assert again.code == "wrong-stage"


def test_only_a_supervisor_rules(cast: Cast, overdue: str) -> None:
    card = card_of(overdue, "intake_answer")
    for somebody in (cast.wu, cast.zhao):
        refusal = refused(
            lambda: rule_on_card(card.id, lift=True, text="情况属实，不再追究。", by=somebody, at=at(6, 9))  # noqa: B023
        )
        assert refusal.code == "not-your-step"


def test_a_warning_that_came_to_nothing_waits_for_no_explanation(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    sweep(at(3, 9))
    mine = Card.objects.for_actor(cast.zhao)
    assert [card.clock.name for card in mine.to_explain()] == ["intake_answer"]
    Clock.objects.filter(case_no=no, name="intake_answer").update(state="met", stopped_at=at(3, 10))
    assert (mine.count(), mine.to_explain().count()) == (1, 0)


def test_urging_is_answered_within_its_clock_and_ended_by_who_urged(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = received(cast, restaurant)
    with statements() as urged:
        urge(no, text="请尽快作出受理答复。", by=cast.zheng, at=at(3, 9, 30))
    urging = Urging.objects.get(case__no=no)
    assert clock(no, "urging").due_at == at(5, 17)
    with statements() as answered:
        answer_urging(urging.id, text="今天下班前答复。", by=cast.zhao, at=at(3, 11))
    assert clock(no, "urging").state == "met"
    with statements() as ended:
        end_urging(urging.id, by=cast.zheng, at=at(4, 9))
    urging.refresh_from_db()
    assert (urging.stage, urging.answered_by) == ("ended", "赵明")
    assert max(urged.count, answered.count, ended.count) <= 10


def test_a_manager_ends_only_what_he_urged(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    for who in (cast.zheng, cast.wu):
        urge(no, text="请尽快作出受理答复。", by=who, at=at(3, 9, 30))
    theirs, his = (Urging.objects.get(sent_by=who.name) for who in (cast.zheng, cast.wu))
    for urging in (theirs, his):
        answer_urging(urging.id, text="今天下班前答复。", by=cast.zhao, at=at(3, 11))
    assert refused(lambda: end_urging(theirs.id, by=cast.wu, at=at(4, 9))).code == "not-yours"
    for urging in (theirs, his):
        end_urging(urging.id, by=cast.zheng if urging == theirs else cast.wu, at=at(4, 9))
    assert set(Urging.objects.values_list("stage", flat=True)) == {"ended"}


def test_urging_reaches_the_agency_and_the_hall_that_has_the_case(cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    urge(no, text="请尽快通知申请人领取。", by=cast.wu, at=at(6, 9))
    assert Urging.objects.for_actor(cast.qian).to_answer().count() == 1
    assert Urging.objects.for_actor(cast.zhao).count() == 1
    assert not Urging.objects.for_actor(cast.wang).exists()
    assert not Urging.objects.for_actor(cast.jiang).exists()
    assert refused(lambda: urge(no, text="请尽快。", by=cast.zheng, at=at(6, 9))).code == "text-missing"
    assert refused(lambda: urge(no, text="请尽快办理。", by=cast.zhao, at=at(6, 9))).code == "not-your-step"
    assert refused(lambda: urge(no, text="请尽快办理。", by=cast.chen, at=at(6, 9))).code == "no-such-case"


def test_urging_that_is_not_answered_gives_a_card(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    urge(no, text="请尽快作出受理答复。", by=cast.zheng, at=at(3, 9, 30))
    sweep(at(6, 9))
    assert card_of(no, "urging").fell_at == at(5, 17)
