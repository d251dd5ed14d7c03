"""The counter's pages are the counter's: other roles are refused, another hall's things do not exist."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.issuance.models import Delivery
from onewindow.people.register import PartyFacts
from onewindow.web.policy import POLICY
from tests.stories.conftest import Cast
from tests.stories.steps import sent, shelved
from tests.web.conftest import signed_in

NOWHERE = UUID(int=7)


def addresses(no: str, sheet: str) -> dict[str, str]:
    lists = ("issue", "issue-shelf", "issue-post", "issue-receipts", "issue-cards")
    of_case = ("issue-hand-out", "issue-mail-confirmation", "issue-mail-return")
    of_things = ("issue-card-explanation", "issue-urging-answer")
    return {
        **{name: reverse(name) for name in lists},
        **{name: reverse(name, args=[no]) for name in of_case},
        **{name: reverse(name, args=[NOWHERE]) for name in of_things},
        "issue-sheet": reverse("issue-sheet", args=[sheet]),
    }


NAMES = sorted(addresses("1", "1"))


def test_these_are_all_addresses_of_the_counter() -> None:
    assert sorted(name for name in POLICY if name.split("-")[0] == "issue") == NAMES


@pytest.mark.parametrize("username", ["wang", "zhao", "wu", "zheng"])
@pytest.mark.parametrize("name", NAMES)
def test_other_roles_have_no_place_here(cast: Cast, client: Client, name: str, username: str) -> None:
    send = getattr(signed_in(client, username), "get" if "GET" in POLICY[name].methods else "post")
    assert send(addresses("1", "1")[name]).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_each_page_answers_only_its_methods(qian: Client, name: str) -> None:
    wrong = "put" if "POST" in POLICY[name].methods and "GET" in POLICY[name].methods else (
        "post" if "GET" in POLICY[name].methods else "get"
    )  # fmt: skip
    assert getattr(qian, wrong)(addresses("1", "1")[name]).status_code == 405


def test_what_lies_in_another_hall_does_not_exist(client: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    _, sheet = sent(cast, restaurant)
    fang = signed_in(client, "fang")
    assert fang.get(reverse("issue-hand-out", args=[no])).status_code == 404
    assert fang.get(reverse("issue-sheet", args=[sheet])).status_code == 404
    given = {"identity_seen": "1", "receiver": "甲", "relationship": "", "submission": "1"}
    assert fang.post(reverse("issue-hand-out", args=[no]), given).status_code == 404
    assert (
        fang.post(reverse("issue-mail-return", args=[no]), {"reason": "退回", "submission": "2"}).status_code
        == 404
    )
    for page in ("issue", "issue-shelf", "issue-post", "issue-receipts", "issue-cards"):
        shown = fang.get(reverse(page)).content.decode()
        assert no not in shown
        assert sheet not in shown
    assert Delivery.objects.get(case__no=no).stage == "ready"


def test_a_stranger_is_led_to_the_sign_in(client: Client, db: None) -> None:
    answer = client.get(reverse("issue-shelf"))
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{reverse('signin')}?next={reverse('issue-shelf')}",
    )
