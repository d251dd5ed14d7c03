"""Fewer gates: what two levels approve twice is approved once, a town is given what it can do, an office hears of every change."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from onewindow.catalogue.commands import edit, publish, revise, submit, withdraw
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Refusal
from onewindow.delegation.commands import ask, grant
from onewindow.delegation.models import Delegation
from onewindow.reform.ledger import compare
from onewindow.reform.sides import side
from tests.delegation.test_commands import CAPACITY
from tests.stories.conftest import actor, at, edition

pytestmark = pytest.mark.django_db

TWICE, ONCE = "shipin-biangeng", "shipin-biangeng-cqsh"
"""The same base item at the city's regulator and at that of a district."""
CITY, TODAY = "division:990100", date(2026, 3, 9)
WHY = "市、区两级重复办理，合并到区一级。"


@pytest.mark.seeds("L5", "L20")
def test_what_two_levels_did_twice_is_done_at_one() -> None:
    assert edition(TWICE).base_code == edition(ONCE).base_code
    before = side(CITY, TODAY)
    withdraw(edition(TWICE).pk, reason=WHY, by=actor("liao2"), at=at(6, 9))
    items = next(row for row in compare(before, side(CITY, TODAY)) if row.measure.key == "items")
    assert (items.before, items.fewer) == (Fraction(len(before)), Fraction(1))
    offered = Edition.objects.in_force(TODAY).filter(base_code=edition(ONCE).base_code)
    assert [row.slug for row in offered] == [ONCE]


@pytest.mark.seeds("L5")
def test_a_town_is_given_what_only_the_city_did() -> None:
    slug = "chuangye-zhidao"
    given = {
        "form": "direct",
        "effective_from": date(2026, 3, 16),
        "capacity": CAPACITY,
        "reason": "镇上创业的人多。",
    }
    key = UUID(ask(slug, "wjz", **given, by=actor("duan2"), at=at(4, 9))["delegation"])  # type: ignore[arg-type]
    grant(key, words="具备承接条件，同意。", by=actor("hao"), at=at(5, 9))
    row = Edition.objects.get(pk=str(Delegation.objects.get(pk=key).draft))
    assert (row.agency_code, row.document["level"], row.effective_from) == ("wjz", 5, date(2026, 3, 16))


@pytest.mark.seeds("W39")
def test_an_agencys_change_goes_to_the_approval_office_which_puts_it_in_force() -> None:
    """The submission under the agency's post stands for the letter under its seal (部门公章)."""
    wen = actor("wen2")
    first = edition("shipin-jingying")
    draft = UUID(revise(first.pk, by=wen, at=at(4, 9))["edition"])
    row = Edition.objects.get(pk=draft)
    edit(draft, {**row.document, "effective_from": "2026-03-06"}, version=row.version, by=wen, at=at(4, 10))
    submit(draft, reason="咨询电话换了。", by=wen, at=at(4, 11))
    with pytest.raises(Refusal, match="same-person"):
        publish(draft, by=wen, at=at(5, 9))
    publish(draft, by=actor("liao2"), at=at(5, 9))
    now = Edition.objects.in_force(date(2026, 3, 6)).get(slug="shipin-jingying")
    assert (now.pk, now.edition) == (draft, first.edition + 1)
