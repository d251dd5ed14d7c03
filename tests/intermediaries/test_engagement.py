"""From the applicant's own choice to the rating: the clock that runs, the price that holds, and who may not serve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from onewindow.clocks.models import Clock
from onewindow.core.numbers.series import engagement_number
from onewindow.core.refusal import Refusal
from onewindow.intermediaries.choosing import candidates, item_asking
from onewindow.intermediaries.commands import amend, deliver, end, engage, rate, strike_off
from onewindow.intermediaries.models import Engagement, Intermediary, Tally
from onewindow.intermediaries.tracking import opened
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.intermediaries.register import (
    CMA,
    ITEM,
    OFFER,
    SERVICE,
    TIED,
    choice,
    engaged,
    entry,
    registered,
    registrar,
)
from tests.stories.conftest import actor, at, django_db_setup, li, restaurant, statements

__all__ = ["django_db_setup", "li", "restaurant", "statements"]
pytestmark = pytest.mark.django_db


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


def trace() -> tuple[int, int, int]:
    return Event.objects.count(), Engagement.objects.count(), Clock.objects.count()


def tally_of(row: Intermediary) -> Tally:
    return Engagement.objects.tallies("intermediary_id", at(31, 9)).get(row.pk, Tally())


@pytest.mark.seeds("N37", "H76")
def test_the_applicant_chooses_among_everybody_and_the_journal_says_among_whom(
    restaurant: PartyFacts,
) -> None:
    rows = [registered(serial) for serial in range(1, 6)]
    chosen = engaged(rows[3], restaurant)
    event = Event.objects.get(thing_kind="engagement", verb="engage")
    assert (chosen.intermediary_id, chosen.offered, chosen.engaged_by) == (rows[3].pk, 5, "王素梅")
    assert all(str(row.pk) in event.body for row in rows)
    assert restaurant.name not in event.body


@pytest.mark.seeds("N37")
def test_nobody_stands_first_every_day() -> None:
    for serial in range(1, 4):
        registered(serial)
    days = [date(2026, 3, day) for day in (2, 3, 4)]
    first = [candidates(item_asking(ITEM, SERVICE, day), SERVICE, day)[0].row.name for day in days]
    assert len(set(first)) == 3


@pytest.mark.seeds("N37")
def test_a_body_tied_to_the_deciding_agency_serves_none_of_its_items_but_those_of_others(
    restaurant: PartyFacts,
) -> None:
    """切断中介服务利益关联: one that belongs to the health commission cannot be chosen for a licence of it."""
    tied, free = registered(1, ties=(TIED,)), registered(2, ties=(replace(TIED, agency="scjg"),))
    before = trace()
    with refused("tied-to-agency") as caught:
        engaged(tied, restaurant)
    assert [finding.field for finding in caught.value.findings] == ["intermediary"]
    assert trace() == before
    assert engaged(free, restaurant).stage == "engaged"


def test_a_body_tied_to_the_agency_in_whose_name_it_is_decided_cannot_be_chosen_either() -> None:
    """委托下放: the district decides in the name of the city's agency."""
    registered(ties=(replace(TIED, agency="scjg"),))
    item = item_asking(ITEM, SERVICE, date(2026, 3, 4))
    (one,) = candidates(item, SERVICE, date(2026, 3, 4))
    assert one.obstacle is None
    item.document = {**item.document, "in_name_of": "scjg"}
    (one,) = candidates(item, SERVICE, date(2026, 3, 4))
    assert one.obstacle is not None
    assert one.obstacle.code == "tied-to-agency"


@pytest.mark.seeds("L35")
def test_its_limit_is_the_published_one_and_runs_on_a_clock_of_working_days(restaurant: PartyFacts) -> None:
    """Eight working days from Wednesday 4 March: the last is Monday the 16th."""
    row = engaged(registered(), restaurant)
    clock = Clock.objects.get(thing_id=row.pk)
    assert (clock.name, clock.amount, clock.unit, clock.state) == ("engagement", 8, "working_day", "running")
    assert clock.due_at is not None
    assert (clock.due_at, clock.due_at.astimezone(at(1, 1).tzinfo).date()) == (row.due_at, date(2026, 3, 16))
    deliver(row.pk, report_no="江检字〔2026〕15号", by=actor("wang"), at=at(16, 10))
    clock.refresh_from_db()
    row.refresh_from_db()
    assert (clock.state, row.stage, row.is_late(at(31, 9))) == ("met", "delivered", False)


def test_what_comes_late_or_not_at_all_counts_as_late(restaurant: PartyFacts) -> None:
    body = registered()
    late, missing, soon = (engaged(body, restaurant) for _ in range(3))
    deliver(late.pk, report_no="江检字〔2026〕16号", by=actor("wang"), at=at(18, 10))
    deliver(soon.pk, report_no="江检字〔2026〕17号", by=actor("wang"), at=at(10, 10))
    assert tally_of(body) == Tally(engaged=3, delivered=2, late=2)
    assert missing.is_late(at(17, 9))
    assert Clock.objects.get(thing_id=late.pk).state == "late"


def test_a_price_above_the_published_one_is_refused_and_one_below_it_is_not(restaurant: PartyFacts) -> None:
    body, before = registered(), trace()
    with refused("engagement-incomplete") as caught:
        engaged(body, restaurant, quantity=2, fee=120_001)
    (finding,) = caught.value.findings
    assert (finding.field, "1200元" in finding.message) == ("fee", True)
    assert trace()[1:] == (before[1], before[2])
    row = engaged(body, restaurant, quantity=2, fee=100_000)
    assert row.fee_label == "约定1000元；公布的标准1200元（600元/份×2）"


INCOMPLETE: list[tuple[dict[str, Any], list[str]]] = [
    ({"intermediary": None}, ["intermediary"]),
    ({"intermediary": uuid4()}, ["intermediary"]),
    ({"quantity": None}, ["quantity"]),
    ({"quantity": 0}, ["quantity"]),
    ({"fee": None}, ["fee"]),
    ({"own": False}, ["own"]),
]


@pytest.mark.parametrize(("changes", "fields"), INCOMPLETE)
@pytest.mark.seeds("N37")
def test_what_is_missing_is_told_at_its_field_and_nothing_is_left(
    restaurant: PartyFacts, changes: dict[str, Any], fields: list[str]
) -> None:
    """Without the applicant's own choice nothing is recorded: the window does not designate."""
    body = registered()
    before = trace()
    with refused("engagement-incomplete") as caught:
        engage(replace(choice(body.pk, restaurant), **changes), by=actor("wang"), at=at(4, 9))
    assert [finding.field for finding in caught.value.findings] == fields
    assert trace() == before


def test_who_left_the_register_or_lost_the_qualification_cannot_be_chosen(restaurant: PartyFacts) -> None:
    gone, lapsed = registered(1), registered(2, qualifications=(replace(CMA, until=date(2026, 3, 3)),))
    strike_off(gone.pk, ground="own", words="机构申请退出。", by=registrar(), at=at(3, 9))
    with refused("engagement-incomplete"):
        engaged(gone, restaurant)
    with refused("not-choosable"):
        engaged(lapsed, restaurant)


@pytest.mark.seeds("N36")
def test_for_an_item_that_asks_for_no_such_service_nobody_is_engaged(restaurant: PartyFacts) -> None:
    body = registered()
    with refused("no-such-item"):
        engaged(body, restaurant, slug="shipin-jingying")
    with refused("no-such-item"):
        engaged(body, restaurant, service="feng_shui")


def test_another_hall_sees_nothing_of_it(restaurant: PartyFacts) -> None:
    row = engaged(registered(), restaurant)
    with refused("no-such-engagement"):
        deliver(row.pk, report_no="江检1号", by=actor("jiang"), at=at(5, 9))
    with refused("no-such-engagement"):
        end(row.pk, reason="申请人不办了。", by=actor("jiang"), at=at(5, 9))
    with refused("report-missing"):
        deliver(row.pk, report_no=" ", by=actor("wang"), at=at(5, 9))


@pytest.mark.seeds("H78")
def test_the_client_rates_once_and_says_whether_the_choice_was_the_own(restaurant: PartyFacts) -> None:
    body = registered()
    row = engaged(body, restaurant)
    with refused("wrong-stage"):
        rate(row.pk, stars=5, words="", own_choice=True, at=at(5, 9))
    deliver(row.pk, report_no="江检字〔2026〕15号", by=actor("wang"), at=at(6, 9))
    for stars, words, own, field in (
        (0, "", True, "stars"), (2, "", True, "words"), (5, "好" * 151, True, "words"), (5, "", None, "own_choice"),
    ):  # fmt: skip
        with refused("rating-incomplete") as caught:
            rate(row.pk, stars=stars, words=words, own_choice=own, at=at(7, 9))
        assert [finding.field for finding in caught.value.findings] == [field]
    rate(row.pk, stars=2, words="催了三次才来采样。", own_choice=False, at=at(7, 9))
    with refused("wrong-stage"):
        rate(row.pk, stars=5, words="", own_choice=True, at=at(8, 9))
    assert tally_of(body) == Tally(engaged=1, delivered=1, late=0, rated=1, stars=2.0, pushed=1)
    assert "催了三次" not in Event.objects.get(thing_kind="engagement", verb="rate").body


def test_who_calls_it_off_may_still_rate_and_the_clock_ends(restaurant: PartyFacts) -> None:
    body = registered()
    row = engaged(body, restaurant)
    end(row.pk, reason="机构一直没有安排采样。", by=actor("wang"), at=at(20, 9))
    assert Clock.objects.get(thing_id=row.pk).state == "cancelled"
    rate(row.pk, stars=1, words="收件后没有联系过我们。", own_choice=True, at=at(21, 9))
    assert tally_of(body).stars_label == "1.0分（1次评价）"


def test_number_and_code_open_the_own_engagement_and_five_wrong_ones_close_it(restaurant: PartyFacts) -> None:
    body = registered()
    answer = engage(choice(body.pk, restaurant), by=actor("wang"), at=at(4, 9))
    no, code = answer["engagement"], answer["query_code"]
    assert no.startswith("ZJ20260304")
    assert opened(f" {no.lower()} ", code.lower(), at=at(5, 9))["engagement"] == str(
        Engagement.objects.get().pk
    )
    for number, secret, fields in (
        ("", "", ["no", "code"]),
        ("990102", code, ["no"]),
        (no[:-1] + str(9 - int(no[-1])), code, ["no"]),
        (no, "234", ["code"]),
    ):
        with refused("track-unreadable") as caught:
            opened(number, secret, at=at(5, 9))
        assert [finding.field for finding in caught.value.findings] == fields
    for _ in range(5):
        with refused("track-no-match"):
            opened(no, "AAAAAAAA", at=at(5, 9))
    with refused("track-wait"):
        opened(no, code, at=at(5, 9))
    with refused("track-no-match"):
        opened(engagement_number(date(2026, 3, 4), 9999), code, at=at(5, 9))


def test_what_was_agreed_stays_when_the_price_changes(restaurant: PartyFacts) -> None:
    body = registered()
    row = engaged(body, restaurant)
    dearer = entry(offers=(replace(OFFER, fee=90_000, days=3),))
    amend(body.pk, dearer, reason="调整价格和时限。", by=registrar(), at=at(5, 9))
    row.refresh_from_db()
    assert (row.standard, row.days) == (60_000, 8)


def test_the_journal_alone_gives_the_row(restaurant: PartyFacts, li: PartyFacts) -> None:
    body = registered()
    for n, client in enumerate((restaurant, li, restaurant)):
        row = engaged(body, client)
        if n == 1:
            end(row.pk, reason="申请人改期办理。", by=actor("wang"), at=at(5, 9))
        if n == 2:
            deliver(row.pk, report_no="江检字〔2026〕15号", by=actor("wang"), at=at(6, 9))
            rate(row.pk, stars=4, words="", own_choice=True, at=at(7, 9))
    for one in Engagement.objects.all():
        assert differences(one, entries("engagement", [one.pk])[one.pk]) == []


def test_a_command_reads_and_writes_in_few_statements(restaurant: PartyFacts, statements: Any) -> None:
    rows = [registered(serial) for serial in range(1, 31)]
    wang = actor("wang")
    row = engaged(rows[0], restaurant)
    acts: dict[str, Callable[[], object]] = {
        "engage": lambda: engage(choice(rows[7].pk, restaurant), by=wang, at=at(4, 9)),
        "deliver": lambda: deliver(row.pk, report_no="江检1号", by=wang, at=at(5, 9)),
        "rate": lambda: rate(row.pk, stars=5, words="", own_choice=True, at=at(6, 9)),
    }
    spent: dict[str, int] = {}
    for name, act in acts.items():
        with statements() as counted:
            act()
        spent[name] = counted.count
    assert max(spent.values()) <= 10, spent
