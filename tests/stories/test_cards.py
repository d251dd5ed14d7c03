"""黄牌 and 红牌: each clock warns once and is overrun once, at its own moment, whenever the platform comes by."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from onewindow.cases.commands.accept import accept
from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.documents.models import Document
from onewindow.journal.models import Event
from onewindow.journal.verify import verify
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, clock, received, sent, shelved


def fallen(no: str, name: str) -> list[tuple[str, Any]]:
    cards = Card.objects.filter(case__no=no, clock__name=name).order_by("fell_at")
    return [(card.level, card.fell_at) for card in cards]


@pytest.mark.seeds("N90")
def test_yellow_falls_before_the_limit_and_red_after_it(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    assert (clock(no, "intake_answer").yellow_at, clock(no, "intake_answer").due_at) == (at(3, 9), at(4, 17))
    sweep(at(3, 8, 59))
    assert fallen(no, "intake_answer") == []
    sweep(at(3, 9))
    assert fallen(no, "intake_answer") == [("yellow", at(3, 9))]
    sweep(at(4, 17))
    assert len(fallen(no, "intake_answer")) == 1
    sweep(at(4, 17, 1))
    assert fallen(no, "intake_answer") == [("yellow", at(3, 9)), ("red", at(4, 17))]


def test_a_second_sweep_finds_nothing_to_do(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    assert sweep(at(4, 18)) > 0
    events = Event.objects.count()
    assert sweep(at(4, 18)) == 0
    assert Event.objects.count() == events


def test_after_an_outage_only_the_red_card_falls_dated_at_the_due_time(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    sweep(at(18, 9))
    assert fallen(no, "intake_answer") == [("red", at(4, 17))]
    assert fallen(no, "handover") == [("red", at(2, 15))]


def test_a_card_says_whose_limit_why_that_day_and_what_is_asked(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    sweep(at(5, 9))
    notices = Document.objects.select_related("subject").filter(case_no=no, kind="card_notice")
    told = {notice.data()["step"]: notice.data() for notice in notices}
    answer = told["受理答复（2个工作日）"]
    assert (answer["colour"], answer["target"]) == ("red", "江州市市场监督管理局")
    assert told["纸质材料移交"]["target"] == "临江区政务服务中心"
    assert any("当日不计入" in sentence for sentence in answer["explanation"])
    assert clock(no, "explanation").due_at == at(9, 17)


def test_what_was_done_late_gets_its_red_card_too(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    accept(no, by=cast.zhao, at=at(5, 10))
    assert clock(no, "intake_answer").state == "late"
    sweep(at(5, 10, 1))
    assert fallen(no, "intake_answer") == [("red", at(4, 17))]
    assert clock(no, "intake_answer").late_by == "已超期1个工作日"


def test_what_was_done_in_the_last_minute_gets_no_card(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    accept(no, by=cast.zhao, at=at(4, 17))
    sweep(at(4, 17, 5))
    assert (clock(no, "intake_answer").state, fallen(no, "intake_answer")) == ("met", [])


def test_a_clock_that_stands_still_gets_no_card(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    Clock.objects.filter(case_no=no, name="promised").update(state="paused", due_at=None)
    sweep(at(31, 9))
    assert fallen(no, "promised") == []


def test_the_counters_clocks_give_cards_after_the_case_is_done(cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    sweep(at(20, 9))
    assert fallen(no, "delivery") == [("red", at(19, 17))]
    assert Case.objects.get(no=no).stage == "closed"


def test_the_journal_holds_after_cards(cast: Cast, restaurant: PartyFacts) -> None:
    no, _ = sent(cast, restaurant)
    sweep(at(31, 9))
    assert Event.objects.filter(thing_kind="case", verb="alerted").count() >= 3
    assert verify().fault is None
    assert Card.objects.filter(case__no=no).count() == Document.objects.filter(kind="card_notice").count()


def test_a_card_costs_at_most_ten_statements(cast: Cast, restaurant: PartyFacts, statements: Any) -> None:
    no = received(cast, restaurant)
    Clock.objects.filter(case_no=no).exclude(name="intake_answer").update(next_alert_at=None)
    with statements() as counted:
        assert sweep(at(4, 18)) == 1
    assert counted.count <= 12  # the look for what is due, before and after, and ten for the card


def test_what_is_not_due_costs_the_sweep_nothing(cast: Cast, restaurant: PartyFacts, statements: Any) -> None:
    template = Clock.objects.get(case_no=received(cast, restaurant), name="intake_answer")
    costs = []
    for many in (10, 200):
        for number in range(many):
            template.pk = _number(many * 1000 + number)
            template.save(force_insert=True)
        with statements() as counted:
            assert sweep(at(2, 10)) == 0
        costs.append(counted.count)
    assert costs == [1, 1]


@pytest.mark.sqlite
def test_what_is_due_is_found_by_one_range_of_one_index(db: None) -> None:
    plan = Clock.objects.alerting(at(2, 10))[:500].explain()
    assert "USING INDEX clock_alerts (next_alert_at" in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.postgres
def test_what_is_due_is_found_by_one_range_of_one_index_on_postgres(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "clock_alerts" in Clock.objects.alerting(at(2, 10))[:500].explain()


def _number(n: int) -> str:
    return f"00000000-0000-7000-8000-{n:012d}"
