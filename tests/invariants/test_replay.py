"""Replaying the journal gives the rows, and every column says where it comes from."""

from __future__ import annotations

import pytest

from onewindow.cases.models import Case
from onewindow.core.lives import ALL
from onewindow.invariants.entries import entries
from onewindow.invariants.folds import FOLDS, LIVES_OF_REQUESTS
from onewindow.invariants.journal import things
from onewindow.invariants.origins import ORIGINS
from onewindow.invariants.replay import differences, rebuilt
from onewindow.issuance.models import Result
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast
from tests.stories.steps import shelved


def test_every_column_of_every_thing_says_where_it_comes_from() -> None:
    for model in things():
        columns = {field.attname for field in model._meta.concrete_fields}
        assert set(ORIGINS[model.thing_kind()]) == columns, (
            f"{model._meta.label}: say in invariants/origins.py whether the column is replayed (and fold it in "
            "folds.py), derived or held, and why"
        )


def test_every_thing_has_a_table_and_no_table_is_left_over() -> None:
    kinds = {model.thing_kind() for model in things()}
    assert set(ORIGINS) == set(FOLDS) == kinds


def test_what_is_not_replayed_says_why() -> None:
    for kind, columns in ORIGINS.items():
        for name, origin in columns.items():
            assert bool(origin.why) == (origin.how != "replayed"), f"{kind}.{name}"


def test_only_verbs_that_exist_are_folded() -> None:
    """A case, a party and a paper also record what is not a step of theirs; those verbs stand in the commands."""
    besides = {
        "case": {"supplement_issued", "supplied", "deferred_supplied"},
        "party": {"registered"},
        "notice": {"printed"},
    }
    verbs = {life.name: {step.verb for step in life.steps} for life in ALL}
    verbs["request"] = {
        step.verb for life in ALL if life.name in LIVES_OF_REQUESTS.values() for step in life.steps
    }
    for kind, folds in FOLDS.items():
        assert set(folds) <= verbs.get(kind, set()) | besides.get(kind, set()), kind


@pytest.mark.django_db
def test_the_rows_of_a_life_are_rebuilt_from_its_events_alone(cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    case, result = Case.objects.get(no=no), Result.objects.get(case__no=no)
    row = rebuilt(Case(id=case.id), entries("case", [case.id])[case.id])
    assert (row["no"], row["stage"], row["verdict"], row["head"]) == (no, "closed", "grant", case.head)
    assert list(row["result_numbers"].values()) == [result.no]
    place = rebuilt(Result(id=result.id), entries("result", [result.id])[result.id])
    assert (place["stage"], place["shelf"], place["sheet_id"]) == ("shelved", "A-01", result.sheet_id)


@pytest.mark.django_db
def test_every_row_of_every_thing_is_what_its_journal_gives(cast: Cast, restaurant: PartyFacts) -> None:
    shelved(cast, restaurant)
    seen = 0
    for model in things():
        kind = model.thing_kind()
        rows = list(model._default_manager.all())
        journals = entries(kind, [row.id for row in rows])
        for row in rows:
            assert differences(row, journals[row.id]) == [], kind
            seen += 1
    assert seen == Event.objects.filter(version=1).count() > 10


@pytest.mark.django_db
def test_an_event_that_does_not_say_enough_is_named(cast: Cast, restaurant: PartyFacts) -> None:
    case = Case.objects.get(no=shelved(cast, restaurant))
    journal = entries("case", [case.id])[case.id]
    del journal[0].body["window"]
    assert differences(case, journal) == ["日志缺 window"]
