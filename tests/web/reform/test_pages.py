"""The ledger and the targets as pages: every number opens its list, and none is made up."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.reform.targets import targets
from tests.stories.conftest import Cast
from tests.web.conftest import signed_in

LEDGER, TARGETS = reverse("reform-ledger"), reverse("reform-targets")


@pytest.fixture
def yu(client: Client, cast: Cast) -> Client:
    return signed_in(client, "yu2")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def links(text: str, to: str) -> set[str]:
    return {unescape(found) for found in re.findall(rf'href="({re.escape(to)}\?[^"]+)"', text)}


@pytest.mark.seeds("H17")
def test_every_measure_opens_its_list(yu: Client) -> None:
    found = links(page(yu, f"{LEDGER}?before=city&after=division:990100"), LEDGER)
    assert len(found) == 8
    for address in found:
        response = yu.get(address)
        opened = response.context["opened"]
        assert f"measure={opened.key}" in address
        row = next(pair for pair in response.context["pairs"] if pair.measure == opened)
        total = sum(float(told.line.before or 0) for told in response.context["lines"])
        assert f"{total:.1f}".removesuffix(".0") == row.before


def test_an_invented_city_is_marked_wherever_it_is_compared(yu: Client) -> None:
    assert "对标城市是虚构的" in page(yu, LEDGER)
    assert "对标城市是虚构的" not in page(yu, f"{LEDGER}?before=city&after=division:990100")


def test_what_a_reference_city_does_not_state_has_no_row(yu: Client) -> None:
    shown = [pair.measure.key for pair in yu.get(LEDGER).context["pairs"]]
    assert shown == ["steps", "materials", "days", "visits"]


def test_a_side_that_is_not_there_gives_way_to_the_first(yu: Client) -> None:
    response = yu.get(f"{LEDGER}?before=edition:x:9&after=nothing&measure=luck")
    assert response.status_code == 200
    assert (response.context["before"], response.context["after"]) == ("city", "reference:linzhou")


@pytest.mark.seeds("H6", "H7", "H8", "H9")
def test_every_value_opens_the_items_behind_it(yu: Client) -> None:
    text = page(yu, TARGETS)
    for address in links(text, TARGETS):
        context = yu.get(address).context
        target, inside, outside = context["opened"], context["inside"], context["outside"]
        shown = next(row for _, rows in context["groups"] for row in rows if row.target == target)
        if target.is_share:
            share = 100 * len(inside) / (len(inside) + len(outside))
            assert shown.value == f"{share:.1f}".removesuffix(".0") + "%"
        else:
            assert inside or outside or shown.value.startswith("0")


def test_what_cannot_be_computed_says_why_and_has_no_number(yu: Client) -> None:
    text = page(yu, TARGETS)
    opened = {address.partition("target=")[2].partition("#")[0] for address in links(text, TARGETS)}
    for target in targets():
        if target.measure is None:
            assert target.why is not None
            assert target.why in text
            assert target.id not in opened


@pytest.mark.parametrize("address", [LEDGER, TARGETS])
def test_supervisors_managers_and_administrators_read_it(client: Client, cast: Cast, address: str) -> None:
    for who, status in {"zheng": 200, "wu": 200, "yu2": 200, "wang": 403, "zhao": 403}.items():
        assert signed_in(client, who).get(address).status_code == status, who
