"""One form and one list: whatever is merged, nothing is asked twice and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from onewindow.bundles.files import read_bundles
from onewindow.bundles.merging import Merged, merge
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import Edition, FormField
from tests.bundles.documents import bundle, item
from tests.catalogue.documents import promised

pytestmark = pytest.mark.seeds("L23", "H26", "W15")

CONTENT = Path(settings.CONTENT_DIR)
EDITIONS = {file.guide.slug: file.guide for file in read_files(CONTENT / "items", CONTENT)}
BUNDLES = [file.bundle for file in read_bundles(CONTENT / "bundles", CONTENT)]
MATERIAL = promised()["materials"][1]
LABELS = {"name": "名称", "site": "地点", "boss": "负责人"}
LENIENT_FIRST = ("electronic", "copy", "original", "both")
MOST_WALKS = 400


def identities(field: FormField) -> Iterator[tuple[object, ...]]:
    """Whatever makes two fields one question, said apart from the program."""
    shape = (field.type, frozenset(field.options or ()))
    yield (field.id, field.label, shape)
    if field.key:
        yield ("key", field.key, shape)
    if field.from_party and field.from_party != "contact":
        yield ("party", field.from_party, shape)


def fields_of(merged: Merged) -> dict[str, FormField]:
    return {f"{part.id}.{field.id}": field for part in merged.parts for field in part.guide.form}


def needs_of(merged: Merged) -> set[tuple[str, str]]:
    """Who needs which material, by key, whoever has to bring it."""
    return {
        (part.id, one.key)
        for part in merged.parts
        for one in (*part.guide.requirements(part.answers), *part.guide.spared(part.answers))
    }


def nothing_is_asked_twice(merged: Merged) -> None:
    fields = fields_of(merged)
    where: dict[object, str] = {}
    for one in merged.form:
        for place in one.places:
            if place not in merged.bundle.apart:
                for identity in identities(fields[place]):
                    assert where.setdefault(identity, one.key) == one.key, identity
    assert len({one.key for one in merged.form}) == len(merged.form)
    assert len({one.key for one in merged.materials.asked}) == len(merged.materials.asked)
    questions = [
        (one.question, tuple((answer.id, answer.label) for answer in one.answers))
        for one in merged.questions
        if one.members
    ]
    assert len(set(questions)) == len(questions)
    assert not {one.key for one in merged.materials.spared} & {one.key for one in merged.materials.asked}


def nothing_is_lost(merged: Merged) -> None:
    fields = fields_of(merged)
    assert sorted(place for one in merged.form for place in one.places) == sorted(fields)
    for one in merged.form:
        assert one.required == any(fields[place].required for place in one.places)
        assert {fields[place].label for place in one.places} <= {one.label, *one.also}
        assert {(fields[place].type, frozenset(fields[place].options or ())) for place in one.places} == {
            (one.type, frozenset(one.options or ()))
        }
    lists = merged.materials
    told = [
        (who, one.key)
        for part in (lists.asked, lists.printed, lists.fetched)
        for one in part
        for who in one.members
    ]
    told += [(who, one.key) for one in lists.spared for who in one.members]
    also_spared = {(part.id, one.key) for part in merged.parts for one in part.guide.spared(part.answers)}
    assert needs_of(merged) - set(told) <= also_spared & {
        (part.id, one.key) for part in merged.parts for one in lists.asked
    }
    assert set(told) <= needs_of(merged)


def the_strictest_is_asked(merged: Merged) -> None:
    needs = {
        (part.id, one.key): one for part in merged.parts for one in part.guide.requirements(part.answers)
    }
    for one in merged.materials.asked:
        for who in one.members:
            wanted = needs[who, one.key]
            assert one.copies >= wanted.copies
            assert one.required >= wanted.is_required
            if wanted.is_required and not wanted.deferrable:
                assert one.defer_days is None
            if one.form != "form":
                assert LENIENT_FIRST.index(one.form) >= LENIENT_FIRST.index(wanted.form)
            assert not wanted.collect_original or who in one.original_to


def nobody_starts_before_whom_it_waits_for(merged: Merged) -> None:
    row = {part.id: n for n, parts in enumerate(merged.layers) for part in parts}
    assert row.keys() == {part.id for part in merged.parts}
    for part in merged.parts:
        assert all(row[before] < row[part.id] for before in part.member.after if before in row)
        assert not set(part.member.excludes) & row.keys()


def holds(merged: Merged) -> None:
    nothing_is_asked_twice(merged)
    nothing_is_lost(merged)
    the_strictest_is_asked(merged)
    nobody_starts_before_whom_it_waits_for(merged)
    assert merge(merged.bundle, items_of(merged), merged.answers) == merged


def items_of(merged: Merged) -> Mapping[str, Edition]:
    known = {part.guide.slug: part.guide for part in merged.parts}
    return {slug: known.get(slug) or EDITIONS[slug] for slug in merged.bundle.items}


def content(merged: Merged) -> object:
    """What is asked, without the sequence."""
    lists = merged.materials
    return (
        {one.key: one for one in merged.form},
        *({one.key: one for one in part} for part in (lists.asked, lists.spared, lists.printed)),
        {(one.key, one.source): one for one in lists.fetched},
        {one.key: (one.question, one.answers, frozenset(one.members)) for one in merged.questions},
        [{part.id for part in row} for row in merged.layers],
    )


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


@given(st.data())
def test_made_up_matters_merge_however_they_clash(data: st.DataObject) -> None:
    items = {slug: data.draw(made_up(slug)) for slug in ("one", "two", "three")}
    members = members_of(list(items), data)
    merged = answered(together(members), items, data)
    nothing_is_asked_twice(merged)
    nothing_is_lost(merged)
    the_strictest_is_asked(merged)
    nobody_starts_before_whom_it_waits_for(merged)
    shuffled = together(data.draw(st.permutations(members)))
    assert content(merge(shuffled, items, merged.answers)) == content(merged)


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
    """Every combination of the bundle's own answers, and every single answer to the other questions beside it."""
    own = {question.id: [answer.id for answer in question.answers] for question in one.situations}
    own |= {f"take-{member.id}": ["yes", "no"] for member in one.members if member.optional}
    for said in islice(product(*own.values()), MOST_WALKS):
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
    assert {part.id for merged in seen for part in merged.parts} == {member.id for member in one.members}


@pytest.mark.parametrize("one", BUNDLES, ids=lambda one: one.slug)
@given(st.data())
def test_every_bundle_of_the_city_merges_under_random_answers(one: Bundle, data: st.DataObject) -> None:
    holds(answered(one, EDITIONS, data))


def test_the_promise_is_the_bundles_own() -> None:
    restaurant = next(one for one in BUNDLES if one.slug == "kaiban-canyindian")
    merged = merge(restaurant, EDITIONS, {"premises": "rented", "crowd": "small", "sign": "with_sign"})
    assert merged.longest_alone is not None
    assert (merged.promised.n, merged.longest_alone.n) == (4, 5)


def test_answers_to_questions_that_fell_away_count_for_nothing() -> None:
    restaurant = next(one for one in BUNDLES if one.slug == "kaiban-canyindian")
    merged = merge(
        restaurant, EDITIONS, {"crowd": "small", "fire_way": "ordinary", "sign": "perhaps", "x": "y"}
    )
    assert merged.answers == {"crowd": "small"}
    assert [part.id for part in merged.parts] == ["food"]
