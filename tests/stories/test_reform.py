"""A reform of one matter, as the ledger shows it: from 22 materials and 4 visits to 4 materials and none."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from onewindow.catalogue.commands import begin, edit, publish, revise, submit
from onewindow.catalogue.models import Edition
from onewindow.core.roles import Actor
from onewindow.reform.ledger import Row, compare
from onewindow.reform.sides import label_of, revised, side
from tests.stories.conftest import actor, at, edition

pytestmark = pytest.mark.django_db

SLUG = "shipin-gaige"
REASON = "减材料、减跑动：部门之间共享，不再要申请人提交。"
OLD, NEW = f"edition:{SLUG}:1", f"edition:{SLUG}:2"


def before() -> dict[str, Any]:
    """A restaurant's licence as it once was: 22 papers, four times at the window."""
    document = deepcopy(edition("shipin-jingying").document)
    paper = next(one for one in document["materials"] if one["id"] == "layout")
    materials = [
        {**paper, "id": f"paper_{n}", "key": f"reform_paper_{n}", "name": f"改革前材料{n}"}
        for n in range(1, 23)
    ]
    same = {"slug": SLUG, "handling_no": "77", "effective_from": "2026-03-20", "edition": 1}
    return {
        **document, **same, "materials": materials, "situations": [], "visits": 4, "ways": ["nearby"],
        "handling": ["consult"],
    }  # fmt: skip


def after(document: dict[str, Any]) -> dict[str, Any]:
    """18 papers are fetched by the agency itself, and what remains is handed in from home."""
    changed = deepcopy(document)
    for paper in changed["materials"][4:]:
        del paper["deferrable"], paper["defer_days"]
        paper |= {"spared": "interface"}
    return {
        **changed, "effective_from": "2026-04-01", "visits": 0, "ways": ["online", "one_trip"],
        "handling": ["full_online"], "delivery": ["window", "post"],
    }  # fmt: skip


def published(draft: str, by: Actor, day: int) -> None:
    submit(UUID(draft), reason=REASON, by=by, at=at(day, 10))
    publish(UUID(draft), by=actor("zhou"), at=at(day, 11))


@pytest.fixture
def reformed() -> None:
    yu = replace(actor("yu2"), staff_id=actor("liao2").staff_id)
    first = begin(before(), by=yu, at=at(4, 9))["edition"]
    published(first, yu, 4)
    draft = revise(UUID(first), by=yu, at=at(23, 9))["edition"]
    row = Edition.objects.get(pk=draft)
    edit(row.pk, after(row.document), version=row.version, by=yu, at=at(23, 9, 30))
    published(draft, yu, 23)


def ledger(first: str, second: str, on: date) -> dict[str, Row]:
    return {row.measure.key: row for row in compare(side(first, on), side(second, on))}


@pytest.mark.seeds("H17")
@pytest.mark.usefixtures("reformed")
def test_22_materials_and_4_visits_become_4_and_none() -> None:
    rows = ledger(OLD, NEW, date(2026, 4, 2))
    materials, visits = rows["materials"], rows["visits"]
    assert [float(n) for n in (materials.before, materials.after)] == [22, 4]
    assert [float(n) for n in (visits.before, visits.after)] == [4, 0]
    assert materials.lines[0].gone == tuple(f"改革前材料{n}" for n in range(5, 23))
    assert materials.lines[0].new == ()
    assert rows["steps"].fewer == 0


@pytest.mark.usefixtures("reformed")
def test_the_ledger_offers_what_was_revised_under_its_editions() -> None:
    name = edition("shipin-jingying").name
    assert (SLUG, name, 2) in revised()
    assert (label_of(OLD), label_of(NEW)) == (f"{name}（第1版）", f"{name}（第2版）")


@pytest.mark.usefixtures("reformed")
def test_a_draft_is_no_side_before_it_is_published() -> None:
    revise(Edition.objects.get(slug=SLUG, edition=2).pk, by=actor("yu2"), at=at(24, 9))
    assert label_of(f"edition:{SLUG}:3") is None
    assert [label_of(f"edition:{SLUG}:{words}") for words in ("", "x", "²", "1:2")] == [None] * 4
