"""What the bundles of the demo city spare an enterprise, beside doing the same matters one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from onewindow.bundles.files import read_bundles
from onewindow.bundles.merging import Merged, merge
from onewindow.catalogue.files import read_files

CONTENT = Path(settings.CONTENT_DIR)
EDITIONS = {file.guide.slug: file.guide for file in read_files(CONTENT / "items", CONTENT)}
BUNDLES = {file.bundle.slug: file.bundle for file in read_bundles(CONTENT / "bundles", CONTENT)}


def merged(slug: str, **said: str) -> Merged:
    """With every optional member, and to every question not answered here its first answer."""
    found = merge(BUNDLES[slug], EDITIONS, said)
    while found.unanswered:
        first = {one.key: said.get(one.key, one.answers[0].id) for one in found.unanswered}
        found = merge(BUNDLES[slug], EDITIONS, {**said, **found.answers, **first})
    return found


def alone(found: Merged) -> tuple[int, int]:
    """Fields and materials when each member is done by itself."""
    fields = sum(len(part.guide.form) for part in found.parts)
    return fields, sum(len(part.guide.requirements(part.answers)) for part in found.parts)


@pytest.mark.seeds("H54")
def test_whoever_buys_registers_in_any_hall_and_water_power_and_gas_go_over_with_it() -> None:
    found = merged("qiye-goufang", utilities="together")
    parts = {part.id: part.guide for part in found.parts}
    assert {"transfer", "water", "power", "gas"} <= set(parts)
    assert parts["transfer"].reach == "city"
    assert len(parts["transfer"].halls) > 1
    order = {part.id: n for n, layer in enumerate(found.layers) for part in layer}
    assert all(order[one] > order["transfer"] for one in ("water", "power", "gas"))
    assert len([one for one in found.form if any("new_holder" in place for place in one.places)]) == 2


@pytest.mark.seeds("H37")
def test_an_enterprise_ends_with_one_form_in_one_visit_and_pays_nothing() -> None:
    answers = {
        "social": "registered",
        "fund": "opened",
        "seal": "filed",
        "customs": "filed",
        "account": "open",
    }
    found = merged("qiye-zhuxiao-yici", **answers)
    assert len(found.parts) == len(found.bundle.members)
    fields, materials = alone(found)
    assert len(found.form) < fields / 2
    assert len(found.materials.asked) < materials
    assert (found.bundle.visits, found.fees) == (1, ())


def test_a_small_restaurant_needs_the_small_licence_and_a_large_one_the_other() -> None:
    small, large = merged("kaiban-canyindian", size="tiny"), merged("kaiban-canyindian", size="full")
    assert {part.id for part in small.parts} ^ {part.id for part in large.parts} == {"small_food", "food"}


def test_fire_safety_is_committed_to_or_checked_never_both() -> None:
    ways = [
        {part.guide.slug for part in merged("kaiban-canyindian", crowd="large", fire_way=way).parts}
        for way in ("commitment", "ordinary")
    ]
    fire = {"xiaofang-chengnuo", "xiaofang-jiancha"}
    assert [found & fire for found in ways] == [{"xiaofang-chengnuo"}, {"xiaofang-jiancha"}]


def test_a_death_nobody_expected_is_certified_by_the_police() -> None:
    found = merged("geren-shenhou", nature="unnatural", place="home")
    parts = {part.id for part in found.parts}
    assert "unnatural" in parts
    assert "death" not in parts
    assert "unnatural_death_record" in {one.key for one in found.materials.fetched}
