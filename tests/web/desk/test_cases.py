"""本厅办件: the hall's own cases only, found by state, number, label or name, in few statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from onewindow.cases.models import Case, Paper
from onewindow.clocks.models import Clock
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast
from tests.stories.steps import accepted, received, served
from tests.web.conftest import signed_in
from tests.web.desk.posting import words_of


@pytest.fixture
def wang(client: Client, cast: Cast) -> Client:
    return signed_in(client, "wang")


def copies_of(no: str, n: int) -> None:
    """So many more cases like this one, with their clocks, in bulk."""
    case, before = Case.objects.get(no=no), Case.objects.count()
    clocks = list(Clock.objects.filter(case_id=case.pk))
    rows, running = [], []
    for number in range(n):
        twin = Case.objects.get(pk=case.pk)
        twin.pk, twin.no = uuid4(), f"9901002026030299{before + number:04}"
        twin.received_at = MONDAY - timedelta(minutes=number // 3)
        rows.append(twin)
        running += [_twin(clock, twin.pk) for clock in clocks]
    Case.objects.bulk_create(rows)
    Clock.objects.bulk_create(running)


def _twin(clock: Clock, case_id: UUID) -> Clock:
    values = {field.attname: getattr(clock, field.attname) for field in Clock._meta.concrete_fields}
    return Clock(**values | {"id": uuid4(), "case_id": case_id, "thing_id": case_id})


def numbers_on(page: Any) -> list[str]:
    return [
        part.split("/")[0] for part in page.content.decode().split('<a class="number" href="/desk/cases/')[1:]
    ]


def test_twenty_and_two_hundred_cases_take_the_same_few_statements(
    wang: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = received(cast, restaurant)
    counts = []
    for more in (20, 180):
        copies_of(no, more)
        wang.get("/desk/cases/")
        with statements() as counted:
            assert len(numbers_on(wang.get("/desk/cases/"))) in {21, 25}
        counts.append(counted.count)
    assert counts[0] == counts[1] <= 12


def test_the_pages_turn_over_every_case_once_and_back_again(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    copies_of(received(cast, restaurant), 60)
    seen: list[str] = []
    address = "/desk/cases/"
    while address:
        page = wang.get(address)
        seen += numbers_on(page)
        onward = page.content.decode().split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
        has_next = 'rel="next"' in page.content.decode()
        address = "/desk/cases/" + onward.replace("&amp;", "&") if has_next else ""
    assert len(seen) == len(set(seen)) == 61
    back = (
        page.content.decode()
        .split('rel="prev"')[0]
        .rpartition('href="')[2]
        .split('"')[0]
        .replace("&amp;", "&")
    )
    assert numbers_on(wang.get("/desk/cases/" + back)) == seen[25:50]


def test_a_case_is_found_by_its_last_digits_its_label_and_its_name(
    wang: Client, cast: Cast, restaurant: PartyFacts, li: PartyFacts
) -> None:
    no = received(cast, restaurant)
    other = received(cast, replace(li, name="江边书社"), "minfei-chengli")
    label = Paper.objects.filter(case__no=no).values_list("barcode", flat=True)[0]
    for query in (no[-6:], no, label, "李家小馆"):
        assert numbers_on(wang.get("/desk/cases/", {"q": query})) == [no], query
    assert numbers_on(wang.get("/desk/cases/", {"q": "江边"})) == [other]


def test_states_keep_apart_what_is_waited_for(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    no = served(cast, restaurant)
    assert numbers_on(wang.get("/desk/cases/", {"state": "supplement"})) == [no]
    assert numbers_on(wang.get("/desk/cases/", {"state": "deferral"})) == []
    assert numbers_on(wang.get("/desk/cases/", {"state": "accepted"})) == []
    assert numbers_on(wang.get("/desk/cases/", {"state": "nonsense"})) == [no]


def test_a_clerk_of_another_hall_sees_nothing_of_it(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    chen = signed_in(client, "chen")
    assert numbers_on(chen.get("/desk/cases/", {"state": "all"})) == []
    for path in ("", "received/", "supplement/", "withdrawal/", "deferrals/layout/"):
        assert chen.get(f"/desk/cases/{no}/{path}").status_code == 404, path


@pytest.mark.parametrize(
    "place", ["x", "2026-13-45T99:30:00+08:00_" + "-" * 36, "2026-03-02_" + "0" * 32, "' OR 1=1"]
)
def test_a_place_that_is_none_begins_at_the_top(
    wang: Client, cast: Cast, restaurant: PartyFacts, place: str
) -> None:
    no = received(cast, restaurant)
    assert numbers_on(wang.get("/desk/cases/", {"after": place})) == [no]
    assert "没有符合的办件" not in words_of(wang.get("/desk/cases/", {"before": place}))
