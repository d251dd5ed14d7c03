"""The city, its divisions and a reference city as sides of a comparison."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema import read
from onewindow.places.directory import directory
from onewindow.reform.figures import measured
from onewindow.reform.ledger import compare, shared
from onewindow.reform.sides import choices, in_force, label_of, references, representatives, side
from tests.catalogue.documents import promised
from tests.stories.conftest import django_db_setup

__all__ = ["django_db_setup"]

TODAY = date(2026, 3, 2)


def test_where_several_agencies_claim_a_matter_the_highest_level_stands_for_it() -> None:
    city = measured(read(promised()))
    district = replace(city, slug="a-district", name="区里的书店许可", level=4)
    for found in ([city, district], [district, city]):
        assert [matter.name for matter in representatives(found).values()] == ["书店经营许可"]


@pytest.mark.django_db
def test_the_city_is_every_base_item_in_force_once() -> None:
    codes = set(Edition.objects.in_force(TODAY).values_list("base_code", flat=True))
    assert set(side("city", TODAY)) == codes
    assert len(in_force(TODAY)) == Edition.objects.in_force(TODAY).count() > len(codes)


@pytest.mark.django_db
def test_a_division_is_what_its_own_agencies_have_in_force() -> None:
    for choice in choices():
        kind, _, code = choice.key.partition(":")
        if kind != "division":
            continue
        own = [name for name, place in directory().agencies.items() if place.division.code == code]
        rows = Edition.objects.in_force(TODAY).filter(agency_code__in=own)
        assert set(side(choice.key, TODAY)) == set(rows.values_list("base_code", flat=True)), choice


@pytest.mark.seeds("H17")
@pytest.mark.django_db
def test_the_city_stands_beside_an_invented_reference_city() -> None:
    assert label_of("reference:linzhou") == "临州市（演示）"
    assert all(city.invented for city in references().held.values())
    city, other = side("city", TODAY), side("reference:linzhou", TODAY)
    assert shared(city, other) == sorted(other)
    materials = next(row for row in compare(city, other) if row.measure.key == "materials")
    assert len(materials.lines) == len(other)
    assert not [line for line in materials.lines if line.gone or line.new]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "nothing", "division:", "division:x", "reference:x", "edition:x:1"])
def test_there_is_no_other_side(key: str) -> None:
    assert label_of(key) is None
