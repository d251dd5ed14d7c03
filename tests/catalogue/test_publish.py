"""Editions follow one another and never change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest

from onewindow.catalogue.commands import load
from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema import EditionInvalid, read
from onewindow.core.calendar import SHANGHAI
from onewindow.core.refusal import Refusal
from tests.catalogue.documents import next_edition, other_item, promised, with_at

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 12, 1, 9, 30, tzinfo=SHANGHAI)
LATER = NOW + timedelta(days=1)


def findings(refusal: Refusal) -> list[str]:
    return [finding.field for finding in refusal.findings]


def test_a_published_edition_keeps_its_document_and_what_lists_need() -> None:
    row = load(promised(), at=NOW)
    row.refresh_from_db()
    assert (row.slug, row.agency_code, row.edition, row.stage) == ("shu-dian", "scjg", 1, "published")
    assert row.guide == read(promised())
    assert row.digest == row.guide.digest()
    assert row.initials.split() == ["sdjyxk", "ksd"]
    assert row.published_at == NOW


def test_the_same_document_is_published_once() -> None:
    first = load(promised(), at=NOW)
    again = load(with_at(promised(), "materials.0.deferrable", False), at=LATER)
    assert again == first
    assert Edition.objects.count() == 1


def test_the_next_edition_takes_over_on_its_day() -> None:
    load(promised(), at=NOW)
    load(next_edition(promised(), effective_from="2025-07-01"), at=LATER)
    assert Edition.objects.in_force(date(2025, 6, 30)).get().edition == 1
    assert Edition.objects.in_force(date(2025, 7, 1)).get().edition == 2


def test_nothing_is_in_force_before_the_first_day_or_after_the_last() -> None:
    load(promised(effective_to="2025-12-31"), at=NOW)
    assert not Edition.objects.in_force(date(2024, 12, 31)).exists()
    assert Edition.objects.in_force(date(2025, 12, 31)).exists()
    assert not Edition.objects.in_force(date(2026, 1, 1)).exists()


def test_an_edition_that_has_ended_does_not_bring_back_the_one_before() -> None:
    load(promised(), at=NOW)
    load(next_edition(promised(), effective_from="2025-07-01", effective_to="2025-09-30"), at=LATER)
    assert not Edition.objects.in_force(date(2025, 10, 1)).exists()


def test_a_withdrawn_edition_is_not_in_force() -> None:
    row = load(promised(), at=NOW)
    Edition.objects.filter(id=row.id).update(stage="withdrawn", version=2)
    assert not Edition.objects.in_force(date(2025, 2, 1)).exists()


@pytest.mark.parametrize("effective_from", ["2025-01-01", "2024-12-31"])
def test_an_edition_is_not_dated_over_another(effective_from: str) -> None:
    load(promised(), at=NOW)
    with pytest.raises(Refusal) as refused:
        load(next_edition(promised(), effective_from=effective_from), at=LATER)
    assert refused.value.code == "edition_out_of_turn"
    assert findings(refused.value) == ["effective_from"]
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_an_edition_has_the_next_number(number: int) -> None:
    load(promised(), at=NOW)
    with pytest.raises(Refusal) as refused:
        load(promised(edition=number, effective_from="2025-07-01"), at=LATER)
    assert findings(refused.value) == ["edition"]
    assert "第2版" in refused.value.findings[0].message


def test_the_first_edition_is_number_one() -> None:
    with pytest.raises(Refusal) as refused:
        load(promised(edition=2), at=NOW)
    assert findings(refused.value) == ["edition"]


def test_a_slug_belongs_to_one_item() -> None:
    load(promised(), at=NOW)
    with pytest.raises(Refusal) as refused:
        load(other_item(7, "书市许可", slug="shu-dian"), at=LATER)
    assert findings(refused.value) == ["slug"]


def test_what_is_no_edition_is_not_published() -> None:
    with pytest.raises(EditionInvalid):
        load(with_at(promised(), "edition", 0), at=NOW)
    assert not Edition.objects.exists()


def test_the_guide_is_read_once_for_all_rows_of_an_edition() -> None:
    load(promised(), at=NOW)
    assert Edition.objects.get().guide is Edition.objects.get().guide


def test_lists_by_theme_agency_and_audience() -> None:
    load(promised(), at=NOW)
    load(other_item(7, "老年证", theme="优待抚恤", audience="person"), at=NOW)
    load(other_item(8, "社团登记", agency="mzj", audience="both"), at=NOW)

    def names(found: Iterable[Edition]) -> set[str]:
        return {row.name for row in found}

    assert names(Edition.objects.by_theme("优待抚恤")) == {"老年证"}
    assert names(Edition.objects.by_agency("mzj")) == {"社团登记"}
    assert names(Edition.objects.for_audience("person")) == {"老年证", "社团登记"}
    assert names(Edition.objects.for_audience("organisation")) == {"书店经营许可", "社团登记"}
