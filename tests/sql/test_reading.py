"""A read whose SQL is kept gives what its queryset gives, whatever the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import Model, QuerySet

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Case, Paper, Request
from onewindow.clocks.models import Clock
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.people.models import Post
from onewindow.people.register import PartyFacts
from onewindow.sql.reading import fetch
from tests.stories.conftest import MONDAY, Cast, at
from tests.stories.steps import noticed, received


def columns(row: Model) -> dict[str, Any]:
    return {
        field.attname: bytes(value) if isinstance(value := getattr(row, field.attname), memoryview) else value
        for field in row._meta.concrete_fields
    }


def seen(by: Actor) -> QuerySet[Case]:
    return Case.objects.whole().for_actor(by).order_by("no")


def with_numbers(numbers: Sequence[str], hall: str) -> QuerySet[Case]:
    return Case.objects.filter(no__in=numbers, hall_code=hall).order_by("no")


def with_case(case_id: UUID) -> QuerySet[Request]:
    return Request.objects.filter(case=case_id).select_related("document", "case")


def since(day: date, pk: int) -> QuerySet[Post]:
    return Post.objects.filter(since__lte=day, pk__gt=pk).order_by("pk")


def test_every_role_reads_what_its_queryset_gives(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    narrow = replace(cast.zhao, matters=frozenset({"tezhong-shebei"}))
    both = replace(cast.zhao, matters=frozenset({"tezhong-shebei", "shipin-jingying"}))
    counts = []
    for by in (
        cast.wang,
        cast.zhao,
        cast.sun,
        cast.qian,
        cast.zheng,
        cast.chen,
        cast.chen_reviewer,
        narrow,
        both,
    ):
        expected = list(seen(by))
        assert [columns(case) for case in fetch(seen, by)] == [columns(case) for case in expected]
        counts.append(len(expected))
    assert 0 in counts
    assert 1 in counts


def test_joined_rows_and_annotations_come_along_without_another_statement(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    received(cast, restaurant)
    (case,), expected = fetch(seen, cast.zhao), seen(cast.zhao).get()
    with statements() as counted:
        party = case.application.party
        assert (party.name, bytes(party.key.wrapped)) == (
            restaurant.name,
            bytes(expected.application.party.key.wrapped),
        )
        assert case.is_last is True
    assert counted.count == 0


def test_what_is_joined_to_nothing_stays_nothing(cast: Cast, restaurant: PartyFacts) -> None:
    no, notice = noticed(cast, restaurant)
    case = Case.objects.get(no=no)
    (request,) = fetch(with_case, case.id)
    assert request.document == notice
    Request.objects.filter(pk=request.pk).update(document=None)
    (request,) = fetch(with_case, case.id)
    assert request.document is None


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_list_of_any_length_finds_its_own(cast: Cast, restaurant: PartyFacts, many: int) -> None:
    numbers = [received(cast, restaurant) for _ in range(4)]
    wanted = numbers[:many]
    assert [case.no for case in fetch(with_numbers, wanted, cast.wang.hall)] == sorted(wanted)
    assert [case.no for case in fetch(with_numbers, wanted[::-1], cast.wang.hall)] == sorted(wanted)


def test_an_empty_list_finds_nothing(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    assert fetch(with_numbers, [], cast.wang.hall) == []


def test_who_may_see_nothing_finds_nothing(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    assert fetch(seen, replace(cast.zhao, role="applicant")) == []


def test_days_and_whole_numbers_are_values_too(cast: Cast) -> None:
    some = Post.objects.order_by("pk")[1]
    assert fetch(since, some.since, some.pk) == list(since(some.since, some.pk)) != []
    assert fetch(since, date(1990, 1, 1), 0) == []


def test_a_value_is_never_read_as_part_of_the_statement(cast: Cast, restaurant: PartyFacts) -> None:
    received(cast, restaurant)
    assert fetch(with_numbers, ["' OR '1'='1", "%s", "sample 0000"], cast.wang.hall) == []


def test_a_read_that_changes_its_value_is_refused_when_it_is_first_used(db: None) -> None:
    def beginning(no: str) -> QuerySet[Case]:
        return Case.objects.filter(no__startswith=no)

    def looking(no: str) -> QuerySet[Case]:
        return Case.objects.filter(no="1" if no else "2")

    for build in (beginning, looking):
        with pytest.raises(TypeError, match="do not reach the statement"):
            fetch(build, "99010020260302000016")


def test_a_folder_read_so_is_the_folder(cast: Cast, restaurant: PartyFacts) -> None:
    no, _ = noticed(cast, restaurant)
    folder = open_folder(no, by=cast.zhao, at=at(4, 9))
    case = Case.objects.get(no=no)
    assert [columns(row) for row in folder.board.clocks] == [
        columns(row) for row in Clock.objects.of_case(case.id)
    ]
    assert [columns(row) for row in folder.papers] == [
        columns(row) for row in Paper.objects.filter(case=case).order_by("barcode")
    ]
    assert {line.case for line in folder.submissions} == {folder.case}
    assert _waiting(folder) == ["supplement"]


def _waiting(folder: Folder) -> list[str]:
    return [request.what for request in folder.requests]


def test_a_case_that_is_not_there_is_refused_as_before(cast: Cast) -> None:
    with pytest.raises(Refusal) as refusal:
        open_folder(str(uuid4())[:20], by=cast.zhao, at=MONDAY)
    assert (refusal.value.code, refusal.value.status) == ("no-such-case", 404)
