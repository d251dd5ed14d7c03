"""Whose matters the catalogue holds, for whom, alike wherever offered, and how agencies go together."""

from __future__ import annotations

from collections import defaultdict

import pytest

from onewindow.bundles.merging import Part
from onewindow.bundles.merging.order import ancestors, layers
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.files import library_beside
from onewindow.catalogue.lint.examining import examine
from onewindow.catalogue.lint.gathering import surroundings_in_files
from onewindow.catalogue.schema import Edition
from tests.content.test_items import CONTENT, EDITIONS
from tests.content.test_the_catalogue_at_large import BASES, BUNDLES, GUIDES

LIBRARY = library_beside(CONTENT / "items", CONTENT)
ENTERPRISES = {"供水企业", "供电企业", "供气企业", "公共交通企业"}
POWERS = {"01", "05", "07", "10"}
"""行政许可, 行政给付, 行政确认, 其他行政权力: the powers that somebody applies for."""
FOR_FOUNDERS = {
    "政策支持": "chuangye-daikuan",
    "法律咨询": "falv-yuanzhu",
    "信息咨询": "chuangye-zhidao",
    "知识产权保护": "zhishichanquan-weiquan",
    "就业技能培训": "peixun-butie",
}
SPELLED_OUT = ("conditions", "situations", "materials", "form")


def claims() -> dict[str, list[Edition]]:
    """Of the base items that fix conditions and materials, those that more than one agency offers."""
    found: dict[str, list[Edition]] = defaultdict(list)
    for guide in EDITIONS:
        if BASES[guide.base_code].materials is not None:
            found[guide.base_code].append(guide)
    return {code: guides for code, guides in found.items() if len({one.agency for one in guides}) > 1}


ALIKE = claims()


@pytest.mark.seeds("C8")
def test_powers_and_public_services_of_agencies_and_of_public_enterprises_stand_in_one_catalogue() -> None:
    held: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    for guide in EDITIONS:
        types[guide.owner].add(guide.item_type)
        if guide.owner == "utility":
            held[BASES[guide.base_code].department].add(guide.slug)
    assert types["agency"] >= POWERS | {"20"}
    assert types["utility"] == {"20"}
    assert {department for department in ENTERPRISES if len(held[department]) >= 2} == ENTERPRISES


@pytest.mark.seeds("N8")
@pytest.mark.parametrize("service", FOR_FOUNDERS)
def test_a_founder_has_each_service_that_the_sentence_lists(service: str) -> None:
    guide = GUIDES[FOR_FOUNDERS[service]]
    assert guide.audience in {"person", "both"}
    assert any("创业" in alias for alias in guide.aliases), "not found by who types 创业"
    assert (guide.visits, guide.fees) == (0, ())
    assert "online" in guide.ways


@pytest.mark.seeds("H20")
@pytest.mark.parametrize("code", sorted(ALIKE), ids=lambda code: BASES[code].slug)
def test_conditions_materials_limits_procedure_and_issue_are_the_same_wherever_it_is_offered(
    code: str,
) -> None:
    first, *others = ALIKE[code]
    for other in others:
        for part in (*SPELLED_OUT, "delivery"):
            assert getattr(other, part) == getattr(first, part), (other.slug, part)
        assert other.limits.statutory == first.limits.statutory, other.slug
        assert [one.model_copy(update={"doc_series": ""}) for one in other.results] == [
            one.model_copy(update={"doc_series": ""}) for one in first.results
        ], other.slug


@pytest.mark.seeds("H20")
@pytest.mark.parametrize("code", sorted(ALIKE), ids=lambda code: BASES[code].slug)
def test_the_ways_of_handling_are_those_of_one_list_and_one_is_open_everywhere(code: str) -> None:
    assert set.intersection(*(set(one.handling) for one in ALIKE[code]))
    assert all("one_trip" in one.ways and one.visits <= 1 for one in ALIKE[code])


@pytest.mark.seeds("H20")
@pytest.mark.parametrize("part", ["conditions", "materials", "form", "steps"])
def test_no_agency_publishes_what_departs_from_the_standard(part: str) -> None:
    guide = GUIDES["jiuye-dengji"]
    around = surroundings_in_files(LIBRARY, [guide], CONTENT)
    document = guide.document()
    assert [mark for mark in examine(document, around) if mark.severity == "blocking"] == []
    document[part] = document[part][:-1]
    found = {mark.field for mark in examine(document, around) if mark.rule == "differs-from-standard"}
    assert found == {part}


def agencies_of(bundle: Bundle) -> set[str]:
    return {GUIDES[slug].agency for slug in bundle.items}


def together(bundle: Bundle) -> tuple[Part, ...]:
    """As many members as may go together."""
    kept: list[Part] = []
    for member in bundle.members:
        if not any(member.id in one.member.excludes or one.id in member.excludes for one in kept):
            kept.append(Part(member, GUIDES[member.item], {}))
    return tuple(kept)


@pytest.mark.seeds("N32")
@pytest.mark.parametrize("slug", sorted(BUNDLES))
def test_a_matter_of_several_agencies_names_its_lead_among_them(slug: str) -> None:
    bundle = BUNDLES[slug]
    assert len(agencies_of(bundle)) > 1
    assert bundle.lead in agencies_of(bundle)


@pytest.mark.seeds("N32")
@pytest.mark.parametrize("slug", sorted(BUNDLES))
def test_members_that_do_not_depend_on_each_other_go_side_by_side(slug: str) -> None:
    bundle = BUNDLES[slug]
    parts = together(bundle)
    rows = layers(bundle, parts)
    row_of = {part.id: n for n, row in enumerate(rows) for part in row}
    for part in parts:
        waits = [row_of[one] for one in ancestors(bundle)[part.id] if one in row_of]
        assert row_of[part.id] == 1 + max(waits, default=-1), part.id
    assert any(len({part.guide.agency for part in row}) > 1 for row in rows)
