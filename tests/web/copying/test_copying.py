"""A list of one district is taken over by the agency of another: what hangs on the place is replaced, and shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.catalogue.commands import copy, discard, edit
from onewindow.catalogue.comparing import differences
from onewindow.catalogue.lint import blocking
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.models import Event
from tests.stories.conftest import actor, at
from tests.web.conftest import signed_in
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db

SLUG = "fangshe-zhenliao"
HOLDER, RECEIVER = "wsjk", "cqwj"
OF_THE_PLACE = {"code", "slug", "agency", "halls", "contact", "effective_from"}
MOST_STATEMENTS = 12


@pytest.fixture
def tang() -> Actor:
    """汤国强 keeps the items of the agencies of 陈桥区."""
    return actor("tang3")


@pytest.fixture
def desk(client: Client, clock: Callable[[datetime], None], tang: Actor) -> Client:
    clock(at(4, 9))
    return signed_in(client, "tang3")


def source() -> Edition:
    return Edition.objects.published().get(slug=SLUG)


def copied(by: Actor) -> Edition:
    return Edition.objects.get(pk=copy(source().pk, RECEIVER, by=by, at=at(4, 9))["edition"])


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


def test_only_what_hangs_on_the_place_is_replaced(tang: Actor) -> None:
    old, new = source().document, copied(tang).document
    assert {name for name in {*old, *new} if old.get(name) != new.get(name)} <= {*OF_THE_PLACE, "powers_no"}
    assert (new["agency"], new["level"], new["edition"], new["halls"]) == (RECEIVER, 4, 1, ["cq-hall"])
    assert new["code"] == f"1199010309901220334{old['base_code']}"[-31:]
    assert new["contact"]["transport"] == ["公交9路“陈桥区政府”站"]
    assert (new["contact"]["phone"], new["effective_from"]) == ("0990-1237660", "2026-03-05")
    assert not blocking(new)


def test_the_event_says_from_where_and_whose_it_was(tang: Actor) -> None:
    draft = copied(tang)
    event = Event.objects.get(thing_id=draft.pk)
    assert (event.verb, draft.stage, draft.author_name) == ("copy", "draft", tang.name)
    assert f'"from":"{SLUG}"' in event.body
    assert '"from_agency":"wsjk"' in event.body


def test_an_agency_takes_an_item_over_once_and_again_when_it_gave_the_draft_up(tang: Actor) -> None:
    draft = copied(tang)
    with refused("not-claimable"):
        copied(tang)
    discard(draft.pk, reason="暂时不办理这一项。", by=tang, at=at(4, 10))
    assert copied(tang).slug == draft.slug


def test_nobody_takes_over_for_another_agency_from_a_draft_or_at_a_level_that_may_not(tang: Actor) -> None:
    events = Event.objects.count()
    with refused("no-such-agency"):
        copy(source().pk, "ljsp", by=tang, at=at(4, 9))
    with refused("no-such-agency"):
        copy(source().pk, RECEIVER, by=actor("wen2"), at=at(4, 9))
    with refused("no-such-edition"):
        copy(UUID(int=7), RECEIVER, by=tang, at=at(4, 9))
    with refused("not-claimable"):
        copy(source().pk, "scjg", by=actor("yu2"), at=at(4, 9))
    Edition.objects.filter(slug=SLUG).update(stage="suspended")
    with refused("no-such-edition"):
        copy(Edition.objects.get(slug=SLUG).pk, RECEIVER, by=tang, at=at(4, 9))
    assert Event.objects.count() == events


def test_the_desk_offers_what_its_agencies_may_take_over_and_shows_the_differences(desk: Client) -> None:
    page = plain(desk.get(reverse("items-copies"), {"q": "fszl"}).content.decode())
    assert "照搬给陈桥区卫生健康委员会" in page
    went = desk.post(
        reverse("items-copying", args=[source().pk]), {"agency": RECEIVER, "submission": "take over"}
    )
    draft = Edition.objects.get(slug=f"{SLUG}-{RECEIVER}")
    assert went["Location"] == reverse("items-copy", args=[draft.pk])
    shown = desk.get(went["Location"]).content.decode()
    for change in differences(source().document, draft.document):
        assert change.part in shown
    assert "0990-1235510" in shown
    assert "0990-1237660" in shown
    again = desk.get(reverse("items-copies"), {"q": "fszl"}).content.decode()
    assert "照搬给陈桥区卫生健康委员会" not in plain(again)
    assert f'href="{went["Location"]}"' in again


def test_what_still_names_the_other_place_is_pointed_out(desk: Client, tang: Actor) -> None:
    draft = copied(tang)
    address = reverse("items-copy", args=[draft.pk])
    assert "/results/" in desk.get(address).content.decode()
    document = {**draft.document, "plain": "临江区的医院在这里办。"}
    edit(draft.pk, document, version=draft.version, by=tang, at=at(4, 10))
    side = desk.get(address).content.decode().split("还要看一看")[2]
    assert "临江区的医院在这里办。" in side


def test_a_refusal_is_told_on_the_same_page(desk: Client) -> None:
    refusal = desk.post(
        reverse("items-copying", args=[source().pk]) + "?q=fszl", {"agency": "mei-you", "submission": "x"}
    )
    said = plain(refusal.content.decode())
    assert (refusal.status_code, "没有找到这个部门" in said, "放射诊疗" in said) == (404, True, True)
    nobody = desk.post(reverse("items-copying", args=[source().pk]), {"agency": "", "submission": "y"})
    assert (nobody.status_code, "请选择由哪个部门承接" in plain(nobody.content.decode())) == (422, True)
    hostile = desk.get(reverse("items-copies"), {"q": "%_\\'" * 40, "page": "9" * 400})
    assert hostile.status_code == 200


def test_a_draft_that_began_otherwise_has_no_source_to_compare(desk: Client, tang: Actor) -> None:
    draft = copied(tang)
    other = Edition.objects.filter(agency_code=RECEIVER, stage="published").first()
    assert other is not None
    assert desk.get(reverse("items-copy", args=[other.pk])).status_code == 404
    stranger = signed_in(Client(), "wu3")
    assert stranger.get(reverse("items-copy", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("who", ["tang3", "yu2"])
def test_both_pages_open_within_their_statements(
    client: Client, clock: Callable[[datetime], None], tang: Actor, who: str,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:  # fmt: skip
    clock(at(4, 9))
    draft, somebody = copied(tang), signed_in(client, who)
    for address in (reverse("items-copies"), reverse("items-copy", args=[draft.pk])):
        with django_assert_max_num_queries(MOST_STATEMENTS):  # type: ignore[attr-defined]
            assert somebody.get(address).status_code == 200


def test_taking_over_costs_few_statements(
    tang: Actor, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    edition = source().pk
    with django_assert_max_num_queries(10):  # type: ignore[attr-defined]
        copy(edition, RECEIVER, by=tang, at=at(4, 9))
    assert Edition.objects.get(slug=f"{SLUG}-{RECEIVER}").effective_from == date(2026, 3, 5)
