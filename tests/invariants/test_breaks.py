"""Every invariant sees what breaks it, and says nothing of a city in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from onewindow.cases.commands.receive import receive
from onewindow.core.numbers.uscc import make_uscc
from onewindow.core.refusal import Refusal
from onewindow.invariants.breach import REGISTERED, Breach
from onewindow.invariants.examine import examine
from onewindow.people.register import PartyFacts
from onewindow.places.directory import forget
from tests.invariants.breaks import BREAKS
from tests.invariants.world import World, build
from tests.stories.conftest import Cast, actor, at, intake_of

pytestmark = pytest.mark.django_db

COMPANY = PartyFacts(
    kind="organisation", name="江州市李家小馆餐饮有限公司", number=make_uscc("990102", 7), phone="13900000001",
    address="江州市临江区渡口街12号", legal_person="李秀英",
)  # fmt: skip
CAST = ("wang", "he", "zhao", "sun", "zhou", "qian", "wu", "zheng", "jiang", "shen")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; each test breaks it in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = {name: actor(name) for name in CAST}
        cast = Cast(chen=actor("chen"), chen_reviewer=actor("chen2"), **people)
        yield build(cast, COMPANY)
        transaction.set_rollback(True)
    forget()


@pytest.fixture
def scratch(world: World, db: None) -> World:
    """The world, in the test's own transaction."""
    return world


def found(*only: str) -> list[Breach]:
    return [breach for examined in examine(only) for breach in examined.breaches]


def test_a_city_in_order_breaks_nothing(scratch: World) -> None:
    assert found() == []


def test_every_invariant_is_shown_to_break() -> None:
    assert set(BREAKS) == set(REGISTERED), (
        "give each invariant its breaking case in tests/invariants/breaks.py"
    )


@pytest.mark.parametrize("code", sorted(REGISTERED))
def test_the_invariant_sees_what_breaks_it(scratch: World, code: str) -> None:
    BREAKS[code](scratch)
    seen = found(code)
    assert {breach.invariant for breach in seen} == {code}
    assert all(breach.thing and breach.number and breach.what for breach in seen)
    assert not any("13900000001" in f"{breach.number}{breach.what}" for breach in seen)


def test_only_what_was_touched_since_is_looked_at(scratch: World) -> None:
    BREAKS["decision-after-acceptance"](scratch)
    late, all_time = (examine(["decision-after-acceptance"], since=since)[0] for since in (at(11, 0), None))
    assert (late.broken, all_time.broken) == (0, 1)
    assert 0 < late.looked_at < all_time.looked_at


def test_more_cases_take_no_more_statements(scratch: World, statements: Any, restaurant: PartyFacts) -> None:
    """A batch is read table by table; nothing is read case by case."""
    examine()
    with statements() as few:
        examine()
    for minute in range(12):
        receive(intake_of("shipin-jingying", restaurant), by=actor("wang"), at=at(12, 16, 10 + minute))
    with statements() as many:
        examined = examine()
    assert max(one.looked_at for one in examined) > 20
    assert many.count == few.count


def test_an_unknown_invariant_is_refused(scratch: World) -> None:
    with pytest.raises(Refusal) as refused:
        examine(["no-such-thing"])
    assert refused.value.code == "no-such-invariant"


def test_each_says_its_wording_and_source() -> None:
    for invariant in REGISTERED.values():
        assert invariant.wording.endswith("。"), invariant.code
        assert invariant.source, invariant.code
