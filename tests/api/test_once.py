"""One key, one effect: however often a system sends, and whatever it sends along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from onewindow.cases.models import Case
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.api.program import Program, registered
from tests.stories.conftest import Cast, at
from tests.stories.steps import received

KEY = "0195d2e4-7c1a-7e55"
OPINION = {"verdict": "grant", "opinion": "申请材料齐全，符合许可条件，拟准予许可。"}


@pytest.fixture
def no(cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]) -> str:
    number = received(cast, restaurant)
    clock(at(3, 10))
    return number


def events(no: str) -> int:
    return Event.objects.filter(thing_id=Case.objects.get(no=no).id).count()


def test_the_same_again_has_the_same_answer_and_no_effect(scjg: Program, no: str) -> None:
    first = scjg.post(f"cases/{no}/acceptance", {}, acting="zhao", key=KEY)
    before = events(no)
    second = scjg.post(f"cases/{no}/acceptance", {}, acting="zhao", key=KEY)
    assert (first.status_code, first.content) == (second.status_code, second.content) == (201, first.content)
    assert events(no) == before
    fresh = scjg.post(f"cases/{no}/acceptance", {}, acting="zhao")
    assert (fresh.status_code, fresh.json()["code"]) == (409, "wrong-stage")


@pytest.mark.parametrize("changed", ["body", "blank", "path", "person"])
def test_the_same_key_with_other_content_is_refused(scjg: Program, no: str, changed: str) -> None:
    scjg.post(f"cases/{no}/acceptance", {}, acting="zhao")
    assert scjg.post(f"cases/{no}/proposal", OPINION, acting="zhao", key=KEY).status_code == 201
    before = events(no)
    path, body, person = f"cases/{no}/proposal", dict(OPINION), "zhao"
    if changed == "body":
        body["opinion"] = "另有意见，拟准予许可。"
    sent: object = body
    if changed == "blank":
        sent = b' {"verdict": "grant"}'
    if changed == "path":
        path, sent = f"cases/{no}/results", {}
    if changed == "person":
        person = "zhao; role=reviewer"
    refused = scjg.post(path, sent, acting=person, key=KEY)
    expected = (422, "invalid-body") if changed == "blank" else (422, "key-reused")
    assert (refused.status_code, refused.json()["code"]) == expected
    assert "页面" not in refused.json()["detail"]
    assert events(no) == before


def test_a_refused_act_may_be_sent_again_with_its_key(
    scjg: Program, no: str, clock: Callable[[datetime], None]
) -> None:
    early = scjg.post(f"cases/{no}/proposal", OPINION, acting="zhao", key=KEY)
    assert early.status_code == 409
    scjg.post(f"cases/{no}/acceptance", {}, acting="zhao")
    assert scjg.post(f"cases/{no}/proposal", OPINION, acting="zhao", key=KEY).status_code == 201


def test_keys_of_two_systems_have_nothing_to_do_with_each_other(
    scjg: Program, no: str, cast: Cast, restaurant: PartyFacts
) -> None:
    other = registered("scjg-second", agency="scjg")
    assert scjg.post(f"cases/{no}/acceptance", {}, acting="zhao", key=KEY).status_code == 201
    own = other.post(f"cases/{no}/acceptance", {}, acting="zhao", key=KEY)
    assert (own.status_code, own.json()["code"]) == (409, "wrong-stage")


@pytest.mark.parametrize("key", ["short", "x" * 129, "with blank", "with\ttab", "汉字汉字汉字汉字"])
def test_a_key_is_eight_visible_characters_or_more(scjg: Program, no: str, key: str) -> None:
    refused = scjg.post(f"cases/{no}/acceptance", {}, acting="zhao", headers={"Idempotency-Key": key})
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency-key-missing")
    assert Case.objects.get(no=no).stage == "received"
