"""One form and one list: whatever is merged, nothing is asked twice and nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as pace
from hypothesis import strategies as st

from onewindow.bundles.files import read_bundles
from onewindow.bundles.merging import Merged, merge
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import Edition
from tests.bundles.documents import bundle, item
from tests.bundles.holding import LENIENT_FIRST, content, holds
from tests.catalogue.documents import promised

pytestmark = pytest.mark.seeds("L23", "H26", "W15")

CONTENT = Path(settings.CONTENT_DIR)
EDITIONS = {file.guide.slug: file.guide for file in read_files(CONTENT / "items", CONTENT)}
BUNDLES = [file.bundle for file in read_bundles(CONTENT / "bundles", CONTENT)]
MATERIAL = promised()["materials"][1]
LABELS = {"name": "名称", "site": "地点", "boss": "负责人"}
MOST_WALKS = 400


def together(members: list[dict[str, Any]]) -> Bundle:
    return bundle(members=members, situations=[])


def members_of(slugs: list[str], data: st.DataObject) -> list[dict[str, Any]]:
    """One member an item, some of them waiting for earlier ones or left to the applicant."""
    members: list[dict[str, Any]] = []
    for n, slug in enumerate(slugs):
        earlier = [one["id"] for one in members]
        after = data.draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else []
        members.append({"id": f"m{n}", "item": slug, "after": after, "optional": data.draw(st.booleans())})
    return members


def answered(one: Bundle, items: Mapping[str, Edition], data: st.DataObject) -> Merged:
    """Every question answered somehow, as it comes up."""
    merged = merge(one, items, {})
    while merged.unanswered:
        question = merged.unanswered[0]
        said = data.draw(st.sampled_from([answer.id for answer in question.answers]))
        merged = merge(one, items, {**merged.answers, question.key: said})
    return merged


@pace(deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITIONS)), min_size=2, max_size=6), st.data())
def test_any_matters_of_the_city_merge(slugs: list[str], data: st.DataObject) -> None:
    members = members_of(slugs, data)
    merged = answered(together(members), EDITIONS, data)
    holds(merged)
    shuffled = together(data.draw(st.permutations(members)))
    assert content(merge(shuffled, EDITIONS, merged.answers)) == content(merged)


@st.composite
def made_up(draw: st.DrawFn, slug: str) -> Edition:
    """An edition whose parts come from so small a stock that every clash happens."""
    fields = [
        {
            "id": name, "label": draw(st.sampled_from(["名称", LABELS[name]])), "required": draw(st.booleans()), "type": "text",
            "key": draw(st.sampled_from([None, "site_name", "boss_name"])),
            "from_party": draw(st.sampled_from([None, "name", "contact"])),
        }
        for name in draw(st.lists(st.sampled_from(sorted(LABELS)), min_size=1, unique=True))
    ]  # fmt: skip
    keys = draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True))
    results = [
        {
            **promised()["results"][0],
            "fields": [fields[0]["id"]],
            "title": draw(st.sampled_from(["材料a", "许可"])),
        }
    ]
    return item(
        slug, situations=[], form=fields, results=results, materials=[draw(paper(key)) for key in keys]
    )


@st.composite
def paper(draw: st.DrawFn, key: str) -> dict[str, Any]:
    form = draw(st.sampled_from([*LENIENT_FIRST, "form"]))
    spared = draw(st.sampled_from([None, "licence"]))
    required = draw(st.booleans())
    deferrable = required and not spared and draw(st.booleans())
    keeps = form in ("original", "both", "form") and not spared and draw(st.booleans())
    return {
        **MATERIAL, "id": key, "key": f"key_{key}", "name": f"材料{key}", "when": None, "form": form, "spared": spared,
        "copies": draw(st.integers(1, 3)), "necessity": "required" if required else "optional", "collect_original": keeps,
        "deferrable": deferrable, "defer_days": draw(st.integers(1, 9)) if deferrable else None,
        "blank_form": "空白表" if form == "form" else None,
    }  # fmt: skip


@pace(deadline=None)
@given(st.data())
def test_made_up_matters_merge_however_they_clash(data: st.DataObject) -> None:
    items = {slug: data.draw(made_up(slug)) for slug in ("one", "two", "three")}
    members = members_of(list(items), data)
    merged = answered(together(members), items, data)
    holds(merged)
    shuffled = together(data.draw(st.permutations(members)))
    assert content(merge(shuffled, items, merged.answers)) == content(merged)


@pace(deadline=None)
@given(made_up("one"), st.data())
def test_the_same_matter_twice_asks_no_more_than_once(guide: Edition, data: st.DataObject) -> None:
    once = merge(
        together([{"id": "a", "item": "one"}, {"id": "b", "item": "one", "optional": True}]),
        {"one": guide},
        {},
    )
    twice = merge(once.bundle, {"one": guide}, {"take-b": "yes"})
    assert len(twice.parts) == 2
    assert [one.key for one in twice.form] == [one.key for one in once.form]
    assert [one.label for one in twice.form] == [one.label for one in once.form]
    asked = [(one.key, one.form) for one in once.materials.asked]
    assert [(one.key, one.form) for one in twice.materials.asked] == asked


def walks(one: Bundle, items: Mapping[str, Edition], answers: dict[str, str]) -> Iterator[Merged]:
    """Every way of answering, question by question."""
    merged = merge(one, items, answers)
    if merged.is_complete:
        yield merged
        return
    question = merged.unanswered[0]
    for answer in question.answers:
        yield from walks(one, items, {**merged.answers, question.key: answer.id})


def alike(one: Bundle, items: Mapping[str, Edition]) -> Iterator[Merged]:
    """Combinations of the bundle's own answers, spread over all there are, and every single answer to the other questions beside it."""
    own = {question.id: [answer.id for answer in question.answers] for question in one.situations}
    own |= {f"take-{member.id}": ["yes", "no"] for member in one.members if member.optional}
    every = list(product(*own.values()))
    for said in random.Random(4).sample(every, min(len(every), MOST_WALKS)):
        merged = merge(one, items, dict(zip(own, said, strict=True)))
        for n in range(max((len(question.answers) for question in merged.questions), default=1)):
            filled = merged
            while filled.unanswered:
                more = {
                    asked.key: asked.answers[min(n, len(asked.answers) - 1)].id for asked in filled.unanswered
                }
                filled = merge(one, items, {**filled.answers, **more})
            yield filled


@pytest.mark.parametrize("one", BUNDLES, ids=lambda one: one.slug)
def test_every_bundle_of_the_city_merges_under_every_answer(one: Bundle) -> None:
    seen = list(islice(walks(one, EDITIONS, {}), MOST_WALKS))
    if len(seen) == MOST_WALKS:
        seen = list(alike(one, EDITIONS))
    for merged in seen:
        holds(merged)
        assert merge(one, EDITIONS, merged.answers) == merged
    assert {part.id for merged in seen for part in merged.parts} == {member.id for member in one.members}


@pytest.mark.parametrize("one", BUNDLES, ids=lambda one: one.slug)
@pace(deadline=None)
@given(st.data())
def test_every_bundle_of_the_city_merges_under_random_answers(one: Bundle, data: st.DataObject) -> None:
    holds(answered(one, EDITIONS, data))


def test_the_promise_is_the_bundles_own() -> None:
    restaurant = next(one for one in BUNDLES if one.slug == "kaiban-canyindian")
    merged = merge(
        restaurant, EDITIONS, {"premises": "rented", "size": "full", "crowd": "small", "sign": "with_sign"}
    )
    assert merged.longest_alone is not None
    assert (merged.promised.n, merged.longest_alone.n) == (4, 5)


def test_what_a_question_of_the_bundle_decides_is_not_asked_beside_it() -> None:
    restaurant = next(one for one in BUNDLES if one.slug == "kaiban-canyindian")
    asked = [one.key for one in merge(restaurant, EDITIONS, {"size": "full"}).questions]
    assert asked == ["premises", "size", "crowd", "sign", "food.special_food"]


def test_answers_to_questions_that_fell_away_count_for_nothing() -> None:
    restaurant = next(one for one in BUNDLES if one.slug == "kaiban-canyindian")
    merged = merge(
        restaurant,
        EDITIONS,
        {"size": "tiny", "crowd": "small", "fire_way": "ordinary", "sign": "perhaps", "x": "y"},
    )
    assert merged.answers == {"size": "tiny", "crowd": "small"}
    assert [part.id for part in merged.parts] == ["licence_check", "small_food"]
