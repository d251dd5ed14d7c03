"""What the rarer commands cost in SQL statements; the common ones are counted where their story is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onewindow.cases.commands.lapse import lapse_answer, lapse_request
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.supply import supply, supply_deferred
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Request
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of, with_line
from tests.stories.steps import accepted, noticed, received, served

MOST, MOST_OF_AN_INTAKE = 10, 18
LATER = at(10, 9, month=6)

Act = Callable[[], object]


def deferring(cast: Cast, party: PartyFacts, begin: Any = received) -> str:
    intake = with_line(intake_of("shipin-jingying", party), "layout", state="deferred", originals=0)
    return str(begin(cast, party, lines=intake.lines, commitment_signed=True))


def refusing(cast: Cast, party: PartyFacts) -> Act:
    no, reasons = deferring(cast, party), ["经营场所不符合食品经营的法定条件。"]
    return lambda: refuse_acceptance(no, ground="not_admissible", reasons=reasons, by=cast.zhao, at=at(3, 10))


def silent(cast: Cast, party: PartyFacts) -> Act:
    case = Case.objects.get(no=received(cast, party))
    return lambda: lapse_answer(case.id, at=LATER)


def unserved(cast: Cast, party: PartyFacts) -> Act:
    case = Case.objects.get(no=noticed(cast, party)[0])
    return lambda: lapse_answer(case.id, at=LATER)


def not_supplied(cast: Cast, party: PartyFacts) -> Act:
    request = Request.objects.get(case__no=served(cast, party))
    return lambda: lapse_request(request.id, at=LATER)


def not_made_good(cast: Cast, party: PartyFacts) -> Act:
    request = Request.objects.get(case__no=deferring(cast, party, accepted))
    return lambda: lapse_request(request.id, at=LATER)


@pytest.mark.parametrize("prepare", [refusing, silent, unserved, not_supplied, not_made_good])
def test_an_end_or_an_acceptance_by_law_costs_at_most_ten_statements(
    cast: Cast, restaurant: PartyFacts, statements: Any, prepare: Callable[[Cast, PartyFacts], Act]
) -> None:
    act = prepare(cast, restaurant)
    with statements() as counted:
        assert act() is not None
    assert counted.count <= MOST


def supplying(cast: Cast, party: PartyFacts) -> Act:
    no = served(cast, party)
    asked = Request.objects.get(case__no=no).data["defects"]
    lines = [Line(defect["id"], "original_seen", originals=1, copies=1, pages=2) for defect in asked]
    return lambda: supply(no, lines=lines, by=cast.wang, at=at(4, 10))


def making_good(cast: Cast, party: PartyFacts) -> Act:
    no = deferring(cast, party, accepted)
    line = Line("layout", "original_seen", originals=1, copies=1, pages=2)
    return lambda: supply_deferred(no, line=line, by=cast.wang, at=at(4, 10))


@pytest.mark.parametrize("prepare", [supplying, making_good])
def test_what_is_brought_afterwards_costs_no_more_than_an_intake(
    cast: Cast, restaurant: PartyFacts, statements: Any, prepare: Callable[[Cast, PartyFacts], Act]
) -> None:
    act = prepare(cast, restaurant)
    with statements() as counted:
        assert act() is not None
    assert counted.count <= MOST_OF_AN_INTAKE
