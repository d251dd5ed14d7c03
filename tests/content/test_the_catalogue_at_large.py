"""What the policy documents ask of the catalogue as a whole holds for the matters of the demo city."""

from __future__ import annotations

from itertools import combinations

import pytest
import yaml
from django.conf import settings

from onewindow.bundles.files import read_bundles
from onewindow.bundles.merging import merge
from onewindow.catalogue.library import read_library
from onewindow.catalogue.schema.kinds import HANDLINGS
from onewindow.reform.figures import figures, measured, working_days
from onewindow.reform.readings import Ground, reading
from onewindow.reform.targets import targets
from tests.content.test_items import CONTENT, EDITIONS

PLACES = yaml.safe_load((CONTENT / "demo" / "places.yaml").read_text(encoding="utf-8"))
BASES = read_library(CONTENT).bases
BUNDLES = {file.bundle.slug: file.bundle for file in read_bundles(CONTENT / "bundles", settings.CONTENT_DIR)}
GUIDES = {guide.slug: guide for guide in EDITIONS}
ON = Ground(
    [measured(guide) for guide in EDITIONS], {code: base.name for code, base in BASES.items()}, GUIDES, BUNDLES
)  # fmt: skip
UTILITIES = {"yongshui-baozhuang", "yongdian-baozhuang", "yongqi-baozhuang"}


@pytest.mark.seeds("C15")
def test_what_needs_at_most_one_visit_is_handled_in_some_of_the_six_ways() -> None:
    at_most_one = [guide for guide in EDITIONS if guide.visits <= 1]
    assert all(guide.handling for guide in at_most_one)
    assert {way for guide in at_most_one for way in guide.handling} == set(HANDLINGS)


@pytest.mark.seeds("C4", "C17")
def test_a_matter_of_one_agency_is_done_in_one_go() -> None:
    assert [guide.slug for guide in EDITIONS if guide.visits > 1 or "one_trip" not in guide.ways] == []


@pytest.mark.seeds("N9")
def test_the_catalogue_serves_everyday_life() -> None:
    themes = {guide.theme for guide in EDITIONS if guide.item_type in {"05", "07", "20"}}
    assert themes >= {"就业创业", "社会保障", "医疗卫生", "住房保障", "社会救助"}
    assert "文体教育" in {guide.theme for guide in EDITIONS}


@pytest.mark.seeds("N43")
def test_every_matter_is_the_base_item_it_claims() -> None:
    for guide in EDITIONS:
        base = BASES[guide.base_code]
        assert (guide.item_type, guide.owner) == (base.item_type, base.owner), guide.slug
        assert guide.name == base.name or guide.name.startswith(f"{base.name}（"), guide.slug
        assert guide.level in base.levels, guide.slug


@pytest.mark.seeds("N43")
def test_what_the_standard_fixes_is_the_same_at_every_agency() -> None:
    pairs = [
        (one, other)
        for one, other in combinations(EDITIONS, 2)
        if one.base_code == other.base_code
    ]  # fmt: skip
    assert len({one.base_code for one, _ in pairs}) >= 20
    for one, other in pairs:
        for part in BASES[one.base_code].standard():
            if part not in {"name", "limits"}:
                assert getattr(one, part) == getattr(other, part), (one.slug, other.slug, part)


@pytest.mark.seeds("H19")
def test_every_base_item_is_claimed_and_every_matter_stands_in_a_hall() -> None:
    claimed = next(row for row in targets() if row.sentence == "H19")
    found = reading(claimed, ON)
    assert claimed.measure == "claimed"
    assert found.value == 100
    assert not found.outside
    assert {hall for guide in EDITIONS for hall in guide.halls} <= {hall["code"] for hall in PLACES["halls"]}


@pytest.mark.seeds("H15")
def test_firms_are_connected_to_water_power_and_gas_without_a_visit_an_approval_or_a_fee() -> None:
    for slug in UTILITIES:
        guide = GUIDES[slug]
        found = figures(guide)
        assert (guide.owner, guide.follows) == ("utility", ()), slug
        assert not any((found["visits"].n, found["fees"].n)), slug


@pytest.mark.seeds("H68")
def test_small_gas_connections_cost_no_visit_and_no_fee() -> None:
    found = figures(GUIDES["yongqi-baozhuang"], {"flow": ("large",)})
    assert not any((found["visits"].n, found["fees"].n))
    assert GUIDES["yongqi-baozhuang"].owner == "utility"


@pytest.mark.seeds("H61")
def test_the_outside_line_is_approved_within_five_working_days_and_alongside() -> None:
    guide = GUIDES["waixian-shenpi"]
    assert figures(guide)["days"].n <= 5
    bundle = BUNDLES["shuidianqi-baozhuang"]
    member = next(one for one in bundle.members if one.item == guide.slug)
    assert member.after == ()


@pytest.mark.seeds("H32")
def test_a_company_is_started_on_one_form_within_a_day() -> None:
    bundle = BUNDLES["qiye-kaiban"]
    row = next(row for row in targets() if row.measure == "route_forms")
    assert row.bundles == (bundle.slug,)
    assert reading(row, ON).value == 1
    assert working_days(bundle.promised) <= 1
    assert not figures(GUIDES["gongzhang-beian"], {"reason": ("renamed", "lost")})["fees"].n


@pytest.mark.seeds("H37")
def test_a_company_is_struck_off_with_fewer_papers_than_its_matters_alone_and_no_fee() -> None:
    bundle = BUNDLES["qiye-zhuxiao-yici"]
    answers = {
        "social": "registered",
        "fund": "opened",
        "seal": "filed",
        "customs": "filed",
        "account": "open",
    }
    merged = merge(bundle, GUIDES, answers)
    alone = sum(len(part.guide.requirements(part.answers)) for part in merged.parts)
    assert len(merged.parts) == len(bundle.members)
    assert len(merged.materials.asked) < alone
    assert merged.fees == ()


COMPUTED = {
    "H13": {("route_days", 45)},
    "H14": {("full_online_of", 100), ("days", 1)},
    "H43": {("route_steps", 19), ("route_materials", 30)},
    "H53": {("days", 1)},
    "H64": {("steps", 2), ("days", 3), ("materials", 1), ("visits", 0), ("steps", 0), ("fees", 0), ("days", 0)},
    "H67": {("steps", 3), ("materials", 1)},
    "H102": {("city_wide", 100), ("id_card_only", 150)},
}  # fmt: skip


@pytest.mark.seeds("H13", "H14", "H43", "H53", "H64", "H67", "H102")
@pytest.mark.parametrize("sentence", sorted(COMPUTED))
def test_every_figure_of_the_sentence_is_a_target_with_a_live_value(sentence: str) -> None:
    rows = [row for row in targets() if row.sentence == sentence]
    assert {(row.measure, row.value) for row in rows} == COMPUTED[sentence]
    for row in rows:
        found = reading(row, ON)
        assert found.value is not None, row.id
        assert row.comparison == ("at_least" if row.unit in "%项" else "at_most") or row.unit == "项", row.id
