"""The check of bundles (一件事检查): what a document names in the catalogue and among the agencies must be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from re import Pattern

from onewindow.bundles import schema
from onewindow.bundles.merging import form, materials
from onewindow.bundles.merging.materials import produced
from onewindow.bundles.merging.order import ancestors
from onewindow.bundles.rules import can_meet
from onewindow.catalogue.schema import Edition
from onewindow.core.refusal import Finding

Items = Mapping[str, Edition]


@dataclass(frozen=True)
class Surroundings:
    """What a bundle is checked against: the newest edition of each item, the agencies, how codes are written."""

    items: Items
    agencies: Collection[str]
    code: Pattern[str]


def findings(bundle: schema.Bundle, around: Surroundings) -> list[Finding]:
    """All that is wrong with one bundle among its surroundings; paths such as `members[2].item`."""
    return [
        *_identity(bundle, around),
        *_reach(bundle),
        *(found for n, one in enumerate(bundle.members) for found in _member(bundle, n, one, around.items)),
        *_same_and_apart(bundle, around.items),
        *_waiting(bundle, around.items),
        *form.conflicts(bundle, around.items),
        *materials.conflicts(bundle, around.items),
    ]


def repeated(bundles: Iterable[schema.Bundle]) -> list[Finding]:
    """Codes, names and numbers of editions that stand twice; the field says of which bundle."""
    newest = {one.slug: one for one in sorted(bundles, key=lambda one: one.edition)}
    of_each: dict[str, Callable[[schema.Bundle], str]] = {
        "code": lambda one: one.code, "name": lambda one: one.name,
    }  # fmt: skip
    return [
        Finding(f"{one.slug}: {field}", f"“{of(one)}”已用于另一件事")
        for field, of in of_each.items()
        for one in newest.values()
        if Counter(map(of, newest.values()))[of(one)] > 1
    ]


def _identity(bundle: schema.Bundle, around: Surroundings) -> Iterator[Finding]:
    if not around.code.fullmatch(bundle.code):
        yield Finding("code", f"一件事编码的写法不符合规定（{around.code.pattern}）")
    if bundle.lead not in around.agencies:
        yield Finding("lead", f"没有“{bundle.lead}”这个部门")
    for n, joint in enumerate(bundle.joint):
        if joint.lead is not None and joint.lead not in around.agencies:
            yield Finding(f"joint[{n}].lead", f"没有“{joint.lead}”这个部门")


def _reach(bundle: schema.Bundle) -> Iterator[Finding]:
    """Every member applies under some answers, and together with those it waits for."""
    for n, member in enumerate(bundle.members):
        if not can_meet(bundle, member):
            yield Finding(f"members[{n}].when", f"没有一种回答会用到“{member.id}”")
            continue
        for before in member.after:
            if not can_meet(bundle, member, bundle.member(before)):
                yield Finding(f"members[{n}].after", f"“{member.id}”与“{before}”从不同时办理，谈不上先后")


def _member(bundle: schema.Bundle, n: int, member: schema.Member, items: Items) -> Iterator[Finding]:
    guide = items.get(member.item)
    if guide is None:
        yield Finding(f"members[{n}].item", f"没有“{member.item}”这个事项")
        return
    situations = {one.id: {answer.id for answer in one.answers} for one in guide.situations}
    for question, mapped in member.answers.items():
        path = f"members[{n}].answers.{question}"
        if question not in situations:
            yield Finding(path, f"“{guide.name}”没有“{question}”这个情形问题")
            continue
        unknown = sorted(_given(bundle, mapped) - situations[question])
        if unknown:
            yield Finding(path, f"“{guide.name}”的这个问题没有选项：{'、'.join(unknown)}")
    forms = {one.id for one in guide.materials if one.form == "form"}
    for material in member.prints:
        if material not in forms:
            message = f"“{guide.name}”没有“{material}”这份要填写的表格，不能由一张表单代替"
            yield Finding(f"members[{n}].prints", message)


def _given(bundle: schema.Bundle, mapped: schema.Mapped) -> set[str]:
    """Every answer that it may give to the member's question."""
    if mapped.fixed is not None:
        return {mapped.fixed}
    if mapped.map is not None:
        return set(mapped.map.values())
    return {answer.id for one in bundle.situations if one.id == mapped.question for answer in one.answers}


def _same_and_apart(bundle: schema.Bundle, items: Items) -> Iterator[Finding]:
    """Fields that are joined or kept apart exist, and those that are joined can be asked in one way."""
    kinds = {
        f"{member.id}.{field.id}": (field.type, field.options)
        for member in bundle.members
        if member.item in items
        for field in items[member.item].form
    }
    known = {member.id for member in bundle.members if member.item in items}
    for n, same in enumerate(bundle.same):
        yield from _unknown(f"same[{n}].fields", same.fields, kinds, known)
        if len({kinds[place] for place in same.fields if place in kinds}) > 1:
            yield Finding(f"same[{n}].fields", f"“{same.label}”要合并的几项类型或者选项不同")
    yield from _unknown("apart", bundle.apart, kinds, known)


def _unknown(
    path: str, places: Iterable[str], kinds: Mapping[str, object], known: Collection[str]
) -> Iterator[Finding]:
    for place in places:
        if place not in kinds and place.split(".")[0] in known:
            yield Finding(path, f"没有“{place}”这个表单项")


def _waiting(bundle: schema.Bundle, items: Items) -> Iterator[Finding]:
    """Whoever needs what another member makes comes after it: nobody is asked for a paper still being made."""
    before = ancestors(bundle)
    for n, member in enumerate(bundle.members):
        if member.item not in items:
            continue
        for other in bundle.members:
            if other.item not in items or other.item == member.item or other.id in before[member.id]:
                continue
            made = produced(other, items[other.item])
            wanted = [one.name for one in items[member.item].materials if {one.key, one.name} & made]
            if wanted and can_meet(bundle, member, other) and member.id not in before[other.id]:
                message = f"“{wanted[0]}”由“{other.id}”办出来，“{member.id}”应写 after: [{other.id}]"
                yield Finding(f"members[{n}].after", message)
