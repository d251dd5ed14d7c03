"""Lists: cursors that miss nothing and come from nowhere else, and what a page costs."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.people.register import PartyFacts
from tests.api.operations import READS
from tests.api.program import Program
from tests.stories.conftest import Cast
from tests.stories.steps import accepted, received, sent

LISTS = sorted({one.name for one in READS if one.bare} - {"system", "events"})


def walked(program: Program, path: str, limit: int) -> list[str]:
    found, after = [], ""
    while True:
        page = program.get(path, limit=limit, **({"after": after} if after else {})).json()
        found += [line["no"] for line in page["items"]]
        assert len(page["items"]) <= limit
        if not page["next"]:
            return found
        after = page["next"]


def test_pages_miss_nothing_and_repeat_nothing(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    numbers = [received(cast, restaurant) for _ in range(5)]
    for limit in (1, 2, 4, 5, 100):
        assert walked(scjg, "cases", limit) == numbers


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "after", ["x", "AZXS5Hw", "'; DROP TABLE", "A" * 22 + "=", "\x00", "é" * 10, "A" * 64]
)
def test_a_cursor_that_no_page_gave_is_refused(scjg: Program, path: str, after: str) -> None:
    refused = scjg.get(path, after=after)
    assert (refused.status_code, refused.json()["code"]) == (400, "bad-cursor")


def test_lists_are_narrowed(cast: Cast, restaurant: PartyFacts, scjg: Program) -> None:
    first, second = received(cast, restaurant), accepted(cast, restaurant)
    assert [line["no"] for line in scjg.get("cases", stage="accepted").json()["items"]] == [second]
    assert [line["no"] for line in scjg.get("cases", stage="received").json()["items"]] == [first]
    assert scjg.get("cases", item="tezhong-shebei").json()["items"] == []
    assert scjg.get("cases", waiting="supplement").json()["items"] == []
    assert scjg.get("cases", stage="eaten").json()["code"] == "invalid-query"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_however_long(
    cast: Cast, restaurant: PartyFacts, scjg: Program, statements: Any, path: str
) -> None:
    """Token and page: two statements, for one line and for five cases."""
    sent(cast, restaurant)
    scjg.get(path)
    with statements() as few:
        scjg.get(path)
    for _ in range(4):
        sent(cast, restaurant)
    with statements() as many:
        assert scjg.get(path).status_code == 200
    assert few.count == many.count == 2


def test_a_case_is_read_in_eleven_statements(
    cast: Cast, restaurant: PartyFacts, scjg: Program, statements: Any
) -> None:
    no = accepted(cast, restaurant)
    scjg.get(f"cases/{no}", acting="zhao")
    with statements() as counted:
        scjg.get(f"cases/{no}", acting="zhao")
    assert counted.count <= 12
