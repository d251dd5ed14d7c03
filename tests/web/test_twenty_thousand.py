"""A list page costs what it costs, however many cases stand behind it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.review.many import copies

LISTS = [
    ("zhao", "/review/"), ("zhao", "/review/?group=accepting"), ("wang", "/desk/"), ("wang", "/desk/cases/"),
    ("zheng", "/watch/"), ("zheng", "/watch/cases/"), ("zheng", "/watch/cards/"),
]  # fmt: skip


@pytest.mark.slow
def test_a_list_costs_twelve_statements_with_20_and_with_20000_cases(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = received(cast, restaurant)
    people = {name: signed_in(Client(), name) for name, _ in LISTS}

    def costs() -> dict[str, int]:
        found = {}
        for name, address in LISTS:
            with statements() as counted:
                people[name].get(address)
            found[address] = counted.count
        return found

    copies(no, 19)
    costs()
    few = costs()
    for first in range(19, 19_999, 4_995):
        copies(no, 4_995, first=first)
    assert Case.objects.count() == 20_000
    assert costs() == few
    assert max(few.values()) <= 12
    assert ">10000</strong> 件以上" in people["zheng"].get("/watch/cases/").content.decode()
