"""Every measure of the targets on small made sets; what cannot be computed has no number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from onewindow.catalogue.schema import read as read_edition
from onewindow.reform.figures import measured
from onewindow.reform.measures import CLAIMED, SPEEDS
from onewindow.reform.readings import Ground, reading, speed
from onewindow.reform.targets import documents, targets
from tests.catalogue.documents import promised
from tests.reform.made import item, read, target


@pytest.mark.parametrize(
    ("measure", "facts"),
    [
        ("instant", {"instant": True, "days": 0}),
        ("online", {"ways": ("online",)}),
        ("full_online", {"handling": ("full_online",)}),
        ("nearby", {"ways": ("nearby",)}),
        ("zero_visits", {"visits": 0}),
    ],
)
def test_a_share_is_of_all_editions_in_force(measure: str, facts: dict[str, Any]) -> None:
    found = read(measure, item("a", **facts), item("b"), item("c"), item("d", visits=2))
    assert found.value == 25
    assert [one.slug for one in found.inside] == ["a"]
    assert [one.slug for one in found.outside] == ["b", "c", "d"]


def test_at_most_one_visit_counts_one_and_none() -> None:
    editions = item("a", visits=0), item("b", visits=1), item("c", visits=2)
    assert read("at_most_one_visit", *editions).value == Fraction(200, 3)


def test_five_days_are_quick_six_are_not() -> None:
    editions = item("a", instant=True, days=0), item("b", days=5), item("c", days=6), item("d", days=20)
    assert [one.slug for one in read("within_five_days", *editions).inside] == ["a", "b"]


def test_half_the_statutory_limit_is_asked_of_the_rest_only() -> None:
    editions = (
        item("a", days=5, statutory=6),
        item("b", days=10, statutory=20),
        item("c", days=11, statutory=20),
    )
    found = read("half_the_statutory_limit", *editions)
    assert found.value == 50
    assert [one.slug for one in found.outside] == ["c"]


def test_what_is_handled_all_over_the_city_is_counted() -> None:
    editions = [item(reach, reach=reach) for reach in ("none", "district", "city", "province", "nation")]
    found = read("city_wide", *editions, value=3, unit="项")
    assert found.value == 3
    assert [one.slug for one in found.inside] == ["city", "province", "nation"]


def test_base_items_that_nobody_claimed_are_named() -> None:
    found = reading(target(CLAIMED), Ground([item("a"), item("a2", base_code="a")], {"a": "甲", "b": "乙"}))
    assert found.value == 50
    assert [one.slug for one in found.inside] == ["a"]
    assert [one.name for one in found.outside] == ["乙"]


@pytest.mark.parametrize("measure", ["days", "steps", "materials", "visits", "fees"])
def test_the_highest_figure_of_the_items_named_counts(measure: str) -> None:
    editions = item("a", **{measure: 1}), item("b", **{measure: 3}), item("c", **{measure: 9})
    limit = target(measure, items=["a", "b"], comparison="at_most", value=2)
    found = reading(limit, Ground(editions))
    assert found.value == 3
    assert ([one.slug for one in found.inside], [one.slug for one in found.outside]) == (["a"], ["b"])
    assert not limit.met_by(Fraction(3))
    assert limit.met_by(Fraction(2))


def test_of_nothing_there_is_no_share() -> None:
    assert read("instant").value is None
    assert read("days", item("c"), items=["a"]).value is None


def test_a_row_has_a_measure_or_a_reason() -> None:
    faulty: list[dict[str, Any]] = [
        {"measure": None},
        {"measure": "instant", "why": "没有数据"},
        {"measure": "luck"},
        {"measure": "instant", "items": ["a"]},
        {"measure": "days"},
        {"measure": None, "why": "没有数据"},
        {"measure": "instant", "brings": "B4"},
        {"measure": "route_days"},
        {"measure": "days", "items": ["a"], "bundles": ["b"]},
        {"measure": "instant", "without": {"a": ["b"]}},
        {"measure": "instant", "value": float("inf")},
        {"measure": "instant", "value": float("nan")},
        {"measure": "instant", "value": 10**400},
    ]
    for changes in faulty:
        with pytest.raises(ValidationError):
            target(**changes)


def test_what_cannot_be_computed_has_no_number() -> None:
    silent = [row for row in targets() if row.measure is None]
    assert silent
    assert all(row.why and reading(row, Ground([item("a")])).value is None for row in silent)


@pytest.mark.seeds("H6", "H7", "H8", "H9", "N28", "N29", "C11")
def test_the_targets_are_those_of_the_seeds_and_can_be_computed() -> None:
    stated = {(row.sentence, row.measure, row.comparison, row.value) for row in targets()}
    assert stated >= {
        ("H6", "instant", "at_least", 70),
        ("H7", "online", "at_least", 95),
        ("H7", "full_online", "at_least", 70),
        ("H8", "nearby", "at_least", 75),
        ("H9", "at_most_one_visit", "at_least", 95),
        ("N28", "instant", "at_least", 30),
        ("N28", "within_five_days", "at_least", 70),
        ("N28", "half_the_statutory_limit", "at_least", 100),
        ("N29", "instant", "at_least", 50),
        ("C11", "at_most_one_visit", "at_least", 70),
        ("N45", "full_online", "at_least", 50),
        ("N45", "online_at_most_one_visit", "at_least", 80),
        ("N45", "online_zero_visits", "at_least", 10),
    }
    on = Ground([item("a", instant=True, days=0), item("b")])
    assert all(reading(row, on).value is not None for row in targets() if row.group == "四办")


def test_a_share_of_what_is_online_leaves_the_others_out() -> None:
    editions = (
        item("a", ways=("online",), visits=0),
        item("b", ways=("online",), visits=2),
        item("c", visits=0),
    )
    assert read("online_zero_visits", *editions).value == 50
    assert read("online_at_most_one_visit", *editions).value == 50


def test_utilities_are_those_of_public_enterprises() -> None:
    editions = (
        item("a", owner="utility", ways=("online",)),
        item("b", owner="utility"),
        item("c", ways=("online",)),
    )
    found = read("utilities_online", *editions)
    assert ([one.slug for one in found.inside], [one.slug for one in found.outside]) == (["a"], ["b"])


def test_an_identity_card_alone_is_asked_of_persons() -> None:
    editions = [item(who, id_card_only=True, audience=who) for who in ("person", "both", "organisation")]
    assert [one.slug for one in read("id_card_only", *editions, item("x"), unit="项").inside] == [
        "person",
        "both",
    ]


def test_a_share_may_be_of_named_items_only() -> None:
    editions = item("a", handling=("full_online",)), item("b"), item("c")
    assert read("full_online_of", *editions, items=["a", "b"]).value == 50


@pytest.mark.seeds("N28")
def test_every_edition_is_of_exactly_one_speed() -> None:
    editions = [
        item("a", instant=True, days=0), item("b", days=5), item("c", days=10, statutory=20), item("d", days=11),
    ]  # fmt: skip
    assert {key: [one.slug for one in speed(key, editions).inside] for key in SPEEDS} == {
        "instant": ["a"], "quick": ["b"], "halved": ["c"], "rest": ["d"],
    }  # fmt: skip


def test_no_two_targets_have_the_same_id() -> None:
    assert not documents().findings
    ids = [row.id for row in targets()]
    assert len(set(ids)) == len(ids)


def test_a_target_may_leave_out_some_applicants() -> None:
    guide = read_edition(promised())
    on = Ground([measured(guide)], guides={guide.slug: guide})
    row = target("materials", items=[guide.slug], comparison="at_most", value=1, unit="份")
    assert reading(row, on).value == 2
    assert reading(row.model_copy(update={"without": {"premises": ("rented",)}}), on).value == 1
    assert reading(row.model_copy(update={"without": {"premises": ("rented", "owned")}}), on).value is None
