"""What must hold of everything that is merged, said apart from the program."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.bundles.merging import Merged
from onewindow.catalogue.schema import FormField

LENIENT_FIRST = ("electronic", "copy", "original", "both")


def identities(field: FormField) -> Iterator[tuple[object, ...]]:
    """Whatever makes two fields one question."""
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


def holds(merged: Merged) -> None:
    nothing_is_asked_twice(merged)
    nothing_is_lost(merged)
    the_strictest_is_asked(merged)
    nobody_starts_before_whom_it_waits_for(merged)
