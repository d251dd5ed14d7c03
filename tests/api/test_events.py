"""The pull feed: gapless positions, only what concerns the system's place, nothing secret, constant cost."""

from __future__ import annotations

from typing import Any

from onewindow.core.lives import CASE
from onewindow.journal.models import Event, Seal, Unsealed
from onewindow.journal.sealer import seal as seal_finished
from onewindow.people.register import PartyFacts
from tests.api.program import Program, registered
from tests.stories.conftest import Cast
from tests.stories.steps import accepted, received, shelved


def seal() -> None:
    """Give every event its position; the test's own transaction, which never ends, counts as finished."""
    Unsealed.objects.update(transaction=0)
    seal_finished()


def everything(program: Program, limit: int = 100) -> list[dict[str, Any]]:
    """The whole feed, page by page, until it stands still."""
    found, after = [], -1
    while True:
        page = program.get("events", after=after, limit=limit).json()
        found += page["items"]
        if page["next"] == after:
            return found
        after = page["next"]


def test_nothing_is_told_before_it_has_a_position(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    received(cast, restaurant)
    assert scjg.get("events").json() == {"items": [], "next": -1}
    seal()
    assert scjg.get("events").json()["next"] == Seal.objects.count() - 1


def test_a_case_is_told_from_intake_to_the_shelf(
    cast: Cast, restaurant: PartyFacts, scjg: Program, hall: Program, wsjk: Program
) -> None:
    no = shelved(cast, restaurant)
    seal()
    told = everything(scjg)
    verbs = [event["verb"] for event in told if event["thing"]["kind"] == "case"]
    moves = [verb for verb in verbs if verb in {step.verb for step in CASE.steps}]
    assert moves == ["receive", "accept", "propose", "decide", "close"]
    assert {event["case"] for event in told} == {no, ""}
    kinds = {event["thing"]["kind"] for event in told}
    assert kinds == {"application", "case", "paper", "notice", "result", "sheet", "delivery"}
    assert [event["position"] for event in told] == sorted({event["position"] for event in told})
    assert everything(hall) == told
    assert everything(wsjk) == []
    assert wsjk.get("events").json()["next"] == Seal.objects.count() - 1


def test_pages_of_any_length_tell_the_same(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    accepted(cast, restaurant)
    seal()
    whole = everything(scjg)
    assert len(whole) > 7
    for limit in (1, 2, 7):
        assert everything(scjg, limit) == whole


def test_two_agencies_are_told_each_its_own(
    cast: Cast, restaurant: PartyFacts, li: PartyFacts, scjg: Program, wsjk: Program
) -> None:
    mine = received(cast, restaurant)
    theirs = received(cast, restaurant, "gonggong-changsuo-weisheng")
    seal()
    assert {event["case"] for event in everything(scjg)} == {mine}
    assert {event["case"] for event in everything(wsjk)} == {theirs}


def test_a_scope_of_one_item_hides_the_others(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    seal()
    lifts = registered("lifts", agency="scjg", scopes=["journal:tezhong-shebei"])
    food = registered("food", agency="scjg", scopes=["journal:shipin-jingying"])
    assert everything(lifts) == []
    assert everything(food)


def test_no_personal_data_is_in_it(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    shelved(cast, restaurant)
    seal()
    text = str(everything(scjg))
    for secret in (restaurant.number, restaurant.phone, restaurant.address, restaurant.name):
        assert secret not in text
    assert Event.objects.filter(secret__isnull=False).exists()


def test_it_costs_the_same_for_one_case_and_for_many(
    cast: Cast, restaurant: PartyFacts, scjg: Program, statements: Any
) -> None:
    shelved(cast, restaurant)
    seal()
    scjg.get("events")
    with statements() as one:
        scjg.get("events")
    for _ in range(5):
        accepted(cast, restaurant)
    seal()
    with statements() as many:
        scjg.get("events")
    assert one.count == many.count <= 13


def test_a_cursor_is_a_position(scjg: Program) -> None:
    for after in ("-2", "x", "1.5", str(2**70), ""):
        refused = scjg.get("events", after=after)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid-query")


def test_a_position_that_the_journal_has_not_come_to_is_refused(
    cast: Cast, restaurant: PartyFacts, scjg: Program
) -> None:
    """After a restore from a backup a reader must hear of it, and not wait in silence until the numbers meet again."""
    assert scjg.get("events", after=0).json()["code"] == "bad-cursor"
    received(cast, restaurant)
    seal()
    newest = Seal.objects.count() - 1
    assert scjg.get("events", after=newest).json() == {"items": [], "next": newest}
    refused = scjg.get("events", after=newest + 1)
    assert (refused.status_code, refused.json()["code"]) == (400, "bad-cursor")
    assert f"现在到位置 {newest}，" in refused.json()["detail"]
