"""The board is for those who watch; what is outside their division or hall does not exist for them."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.people.models import Post
from onewindow.supervision.models import Card
from onewindow.web.policy import POLICY
from tests.stories.conftest import Cast
from tests.web.conftest import signed_in

NOWHERE = UUID(int=7)


def addresses(no: str, thing: UUID) -> dict[str, str]:
    return {
        **{name: reverse(name) for name in ("watch", "watch-cases", "watch-cards", "watch-urgings")},
        **{name: reverse(name, args=[no]) for name in ("watch-case", "watch-urge")},
        **{name: reverse(name, args=[thing]) for name in ("watch-card", "watch-urging-end")},
    }


NAMES = sorted(addresses("1", NOWHERE))


def test_these_are_all_addresses_of_the_board() -> None:
    assert sorted(name for name in POLICY if name.split("-")[0] == "watch") == NAMES


@pytest.mark.parametrize("username", ["wang", "zhao", "qian"])
@pytest.mark.parametrize("name", NAMES)
def test_who_is_watched_does_not_watch(cast: Cast, client: Client, name: str, username: str) -> None:
    send = getattr(signed_in(client, username), "get" if "GET" in POLICY[name].methods else "post")
    assert send(addresses("1", NOWHERE)[name]).status_code == 403


@pytest.mark.parametrize("name", ["watch", "watch-cases", "watch-case", "watch-cards", "watch-urgings"])
def test_what_is_only_read_cannot_be_posted_to(zheng: Client, name: str) -> None:
    assert zheng.post(addresses("1", NOWHERE)[name]).status_code == 405


@pytest.mark.parametrize("name", ["watch-urge", "watch-urging-end"])
def test_what_acts_cannot_be_read(zheng: Client, name: str) -> None:
    assert zheng.get(addresses("1", NOWHERE)[name]).status_code == 405


def test_a_supervisor_of_another_district_sees_nothing_of_it(
    client: Client, cast: Cast, hall: dict[str, str]
) -> None:
    Post.objects.filter(staff__username="zheng").update(agency="cqsh")
    stranger = signed_in(client, "zheng")
    card = Card.objects.all()[0]
    for name in ("watch-case", "watch-card"):
        assert stranger.get(addresses(hall["sent"], card.id)[name]).status_code == 404
    urging = {"text": "请尽快办理这一件。", "submission": "1"}
    assert stranger.post(addresses(hall["sent"], card.id)["watch-urge"], urging).status_code == 404
    for name in ("watch", "watch-cases", "watch-cards", "watch-urgings"):
        page = stranger.get(addresses("1", NOWHERE)[name]).content.decode()
        assert not [no for no in hall.values() if no in page]
