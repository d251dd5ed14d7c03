"""The ledger and the targets as pages: every number opens its list, and none is made up."""

from __future__ import annotations

import re
from fractions import Fraction
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.reform.measures import MOST, ROUTES
from onewindow.reform.targets import Target, targets
from onewindow.web.reform.shown import Behind
from onewindow.web.reform.spelling import spell
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


def counted_behind(target: Target, inside: list[Behind], outside: list[Behind]) -> Fraction:
    """What the list says that the number is: a share, a sum, the highest, or how many there are."""
    whole = [*inside, *outside]
    numbers = [one.listed.n for one in whole if one.listed.n is not None]
    for one in whole:
        assert not one.names or one.listed.n == len(one.names)
    if target.is_share:
        return Fraction(100 * len(inside), len(whole))
    if target.measure in ROUTES:
        return sum(numbers, Fraction(0))
    return max(numbers) if target.measure in MOST else Fraction(len(whole))


def links(text: str, to: str) -> set[str]:
    return {unescape(found) for found in re.findall(rf'href="({re.escape(to)}\?[^"]+)"', text)}


@pytest.mark.seeds("H17")
def test_every_measure_opens_its_list(yu: Client) -> None:
    found = links(page(yu, f"{LEDGER}?before=city&after=division:990100"), LEDGER)
    assert len(found) == 9
    for address in found:
        response = yu.get(address)
        opened = response.context["opened"]
        assert f"measure={opened.key}" in address
        if opened.key == "shared":
            assert f">{len(response.context['compared'].shared)}</a> 个事项" in response.content.decode()
            continue
        row = next(pair for pair, _ in response.context["pairs"] if pair.measure == opened)
        total = sum(float(told.line.before or 0) for told in response.context["lines"])
        assert f"{total:.1f}".removesuffix(".0") == row.before


def test_an_invented_city_is_marked_wherever_it_is_compared(yu: Client) -> None:
    assert "对标城市是虚构的" in page(yu, LEDGER)
    assert "对标城市是虚构的" not in page(yu, f"{LEDGER}?before=city&after=division:990100")


def test_what_a_reference_city_does_not_state_has_no_row(yu: Client) -> None:
    shown = [pair.measure.key for pair, _ in yu.get(LEDGER).context["pairs"]]
    assert shown == ["steps", "materials", "days", "visits"]


def test_a_side_that_is_not_there_gives_way_to_the_first(yu: Client) -> None:
    response = yu.get(f"{LEDGER}?before=edition:x:9&after=nothing&measure=luck")
    assert response.status_code == 200
    compared = response.context["compared"]
    assert (compared.before, compared.after) == ("city", "reference:linzhou")


@pytest.mark.seeds("H6", "H7", "H8", "H9")
def test_every_value_opens_the_items_behind_it(yu: Client) -> None:
    found = {address for address in links(page(yu, TARGETS), TARGETS) if "target=" in address}
    assert found
    for address in found:
        context = yu.get(address).context
        target, inside, outside = context["opened"], context["inside"], context["outside"]
        assert f"target={target.id}#" in address
        shown = next(row for _, rows in context["groups"] for row in rows if row.target == target)
        assert shown.value == f"{spell(counted_behind(target, inside, outside))}{target.unit}"


def test_the_number_of_each_state_opens_the_targets_in_it(yu: Client) -> None:
    found = {address for address in links(page(yu, TARGETS), TARGETS) if "state=" in address}
    assert len(found) == 3
    numbers = {key: number for key, _, number in yu.get(TARGETS).context["states"]}
    assert sum(numbers.values()) == len(targets())
    for address in found:
        context = yu.get(address).context
        rows = [row for _, shown in context["groups"] for row in shown]
        assert len(rows) == numbers[address.partition("state=")[2]]


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
