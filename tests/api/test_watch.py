"""Cards and urging: the responsible side answers by its own system, the supervisor by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from tests.api.people import carrier
from tests.api.program import Program
from tests.stories.conftest import Cast, at
from tests.stories.steps import received

Clock = Callable[[datetime], None]


def test_a_card_is_explained_and_ruled_on(
    cast: Cast, restaurant: PartyFacts, scjg: Program, wsjk: Program, clock: Clock
) -> None:
    received(cast, restaurant)
    sweep(at(5, 9))
    clock(at(5, 10))
    cards = scjg.get("cards", acting="zhao").json()["items"]
    red = next(card for card in cards if card["level"] == "red")
    assert wsjk.get("cards").json()["items"] == []
    short = scjg.post(f"cards/{red['id']}/explanation", {"text": "忙"}, acting="zhao")
    assert (short.status_code, short.json()["code"]) == (422, "text-missing")
    words = {"text": "系统停电半日，已于次日上午补办。"}
    assert scjg.post(f"cards/{red['id']}/explanation", words, acting="zhao").status_code == 201
    assert wsjk.post(f"cards/{red['id']}/explanation", words, acting="jiang").status_code == 404
    watch, _ = carrier("supervisor")
    ruled = watch.post(
        f"cards/{red['id']}/ruling", {"lift": False, "text": "理由不足，维持。"}, acting="zheng"
    )
    assert (ruled.status_code, ruled.json()) == (201, {"card": red["id"]})
    assert Card.objects.get(pk=red["id"]).stage == "upheld"
    again = watch.post(
        f"cards/{red['id']}/ruling", {"lift": True, "text": "经复核改为撤销。"}, acting="zheng"
    )
    assert (again.status_code, again.json()["code"]) == (409, "wrong-stage")


def test_an_urging_is_sent_answered_and_ended(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock
) -> None:
    no = received(cast, restaurant)
    clock(at(3, 9))
    watch, _ = carrier("supervisor")
    sent = watch.post(f"cases/{no}/urgings", {"text": "请于今日内答复申请人。"}, acting="zheng")
    assert sent.status_code == 201, sent.content
    urging = sent.json()["urging"]
    assert [one["id"] for one in scjg.get("urgings").json()["items"]] == [urging]
    early = watch.post(f"urgings/{urging}/end", acting="zheng")
    assert (early.status_code, early.json()["code"]) == (409, "wrong-stage")
    answer = {"text": "已联系申请人，今日下午答复。"}
    assert scjg.post(f"urgings/{urging}/answer", answer, acting="zhao").status_code == 201
    assert watch.post(f"urgings/{urging}/end", acting="zheng").status_code == 201
    assert Urging.objects.get(pk=urging).stage == "ended"
