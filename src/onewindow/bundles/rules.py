"""Rules between the parts of one bundle document: what it names must exist, and it must not contradict itself.

What concerns the members' items and the agencies is in `checking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from onewindow.catalogue.schema.part import repeated
from onewindow.catalogue.schema.rules import circle
from onewindow.core.refusal import Finding

if TYPE_CHECKING:
    from onewindow.bundles.schema import Bundle, Member
    from onewindow.catalogue.schema.asks import Conditions


def faults(bundle: Bundle) -> list[Finding]:
    """All that is wrong between the parts; paths such as `members[2].after`."""
    return [
        *_dates(bundle),
        *_ids(bundle),
        *_conditions(bundle),
        *_answers(bundle),
        *_names_of_members(bundle),
        *_order(bundle),
        *_exclusions(bundle),
        *_same_fields(bundle),
        *_effect(bundle),
    ]


def _dates(bundle: Bundle) -> Iterator[Finding]:
    if bundle.effective_to is not None and bundle.effective_to < bundle.effective_from:
        yield Finding("effective_to", "失效日期不得早于生效日期")


def _ids(bundle: Bundle) -> Iterator[Finding]:
    yield from repeated("situations", bundle.situations)
    yield from repeated("members", bundle.members)
    for field in ("aliases", "halls", "ways", "delivery", "apart"):
        values = getattr(bundle, field)
        if len(set(values)) < len(values):
            yield Finding(field, "有重复的内容")


def _conditions(bundle: Bundle) -> Iterator[Finding]:
    answers = _own_answers(bundle)
    asked: set[str] = set()
    for path, when in _named_conditions(bundle):
        asked |= when.keys()
        for question, wanted in when.items():
            if question not in answers:
                yield Finding(f"{path}.{question}", f"没有“{question}”这个情形问题")
            elif unknown := sorted(set(wanted) - answers[question]):
                yield Finding(f"{path}.{question}", f"情形没有选项：{'、'.join(unknown)}")
    asked |= {
        mapped.question for member in bundle.members for mapped in member.answers.values() if mapped.question
    }
    for n, one in enumerate(bundle.situations):
        if one.id not in asked:
            yield Finding(f"situations[{n}]", f"“{one.question}”的回答不决定任何事项，不必问")


def _named_conditions(bundle: Bundle) -> Iterator[tuple[str, Conditions]]:
    for field in ("situations", "members"):
        for n, part in enumerate(getattr(bundle, field)):
            if part.when is not None:
                yield f"{field}[{n}].when", part.when


def _answers(bundle: Bundle) -> Iterator[Finding]:
    answers = _own_answers(bundle)
    for n, member in enumerate(bundle.members):
        for situation, mapped in member.answers.items():
            path = f"members[{n}].answers.{situation}"
            if mapped.question is None:
                continue
            if mapped.question not in answers:
                yield Finding(f"{path}.question", f"没有“{mapped.question}”这个情形问题")
            elif unknown := sorted(set(mapped.map or ()) - answers[mapped.question]):
                yield Finding(f"{path}.map", f"情形没有选项：{'、'.join(unknown)}")


def _own_answers(bundle: Bundle) -> dict[str, set[str]]:
    return {one.id: {answer.id for answer in one.answers} for one in bundle.situations}


def _names_of_members(bundle: Bundle) -> Iterator[Finding]:
    known = {member.id for member in bundle.members}
    for n, member in enumerate(bundle.members):
        for field in ("excludes", "after"):
            yield from _unknown(f"members[{n}].{field}", getattr(member, field), known)
        if member.id in member.excludes:
            yield Finding(f"members[{n}].excludes", f"“{member.id}”不能与自己互斥")
    for n, joint in enumerate(bundle.joint):
        yield from _unknown(f"joint[{n}].members", joint.members, known)


def _unknown(path: str, named: tuple[str, ...], known: set[str]) -> Iterator[Finding]:
    for one in named:
        if one not in known:
            yield Finding(path, f"没有“{one}”这个成员")


def _order(bundle: Bundle) -> Iterator[Finding]:
    under = {one.id: set(one.when or ()) for one in bundle.situations}
    if ring := circle(under):
        yield Finding("situations", f"情形互为前提，问不下去：{' → '.join(ring)}")
    if ring := circle({member.id: set(member.after) for member in bundle.members}):
        yield Finding("members", f"事项互为前后，办不到头：{' → '.join(ring)}")


def _exclusions(bundle: Bundle) -> Iterator[Finding]:
    """Two members that exclude each other need answers that keep them apart."""
    by_id = {member.id: member for member in bundle.members}
    for n, member in enumerate(bundle.members):
        for other in (by_id[one] for one in member.excludes if one in by_id and one != member.id):
            if can_meet(bundle, member, other):
                message = f"“{member.id}”与“{other.id}”互斥，但没有一个问题的回答能把它们分开"
                yield Finding(f"members[{n}].excludes", message)


def can_meet(bundle: Bundle, *members: Member, said: Mapping[str, set[str]] | None = None) -> bool:
    """Whether answers exist under which all of them apply; `said` are those that are given already.

    Conditions only ever join, so each question decides alone.
    """
    open_answers = {**_own_answers(bundle), **(said or {})}
    waiting = [member.when or {} for member in members]
    seen: set[str] = set()
    conditions = {one.id: one.when or {} for one in bundle.situations}
    while waiting:
        when = waiting.pop()
        for question, wanted in when.items():
            open_answers[question] = open_answers.get(question, set()) & set(wanted)
            if question not in seen:
                seen.add(question)
                waiting.append(conditions.get(question, {}))
    return all(open_answers[question] for question in seen)


def _same_fields(bundle: Bundle) -> Iterator[Finding]:
    known = {member.id for member in bundle.members}
    seen: set[str] = set()
    for n, same in enumerate(bundle.same):
        for place in same.fields:
            if place.split(".")[0] not in known:
                yield Finding(f"same[{n}].fields", f"没有“{place.split('.')[0]}”这个成员")
            if place in seen or place in bundle.apart:
                yield Finding(f"same[{n}].fields", f"“{place}”写了两次")
            seen.add(place)
    for place in bundle.apart:
        if place.split(".")[0] not in known:
            yield Finding("apart", f"没有“{place.split('.')[0]}”这个成员")


def _effect(bundle: Bundle) -> Iterator[Finding]:
    if bundle.effect is None:
        return
    before, after = bundle.effect.before, bundle.effect.after
    for figure in type(before).model_fields:
        if getattr(after, figure) > getattr(before, figure):
            yield Finding(f"effect.after.{figure}", "改革后的数字大于改革前的，请核对")
