"""What a page says of one bundle (一件事), for the public and for those who write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onewindow.bundles.merging import Merged, merge
from onewindow.bundles.merging.materials import MergedMaterial
from onewindow.bundles.offering import on_offer
from onewindow.bundles.picture import pictures
from onewindow.bundles.rules import can_meet
from onewindow.bundles.schema import SUCCESSIONS, Bundle, Figures, Member
from onewindow.bundles.wording import DELIVERY, WAYS
from onewindow.catalogue.listing import AUDIENCES
from onewindow.catalogue.schema import Edition as Guide
from onewindow.places.directory import Directory, directory
from onewindow.web.components import Answer

FIGURES = {
    "days": ("办理时间", "个工作日"),
    "materials": ("申请材料", "份"),
    "trips": ("跑动次数", "次"),
    "steps": ("办理环节", "个"),
}


@dataclass(frozen=True, slots=True)
class Doing:
    """A member as the page shows it; `maybe` while it hangs on answers not given."""

    id: str
    name: str
    slug: str
    agency: str
    promised: str
    notes: tuple[str, ...]
    maybe: bool = False


def bundle_page(
    whole: Bundle, items: Mapping[str, Guide], given: Mapping[str, str], url: str
) -> dict[str, Any]:
    """Everything from the person's situation to the phone number, under the answers given.

    `items` are the editions of its members' items, those that are not offered missing; `url` is where questions are
    answered.
    """
    merged = merge(on_offer(whole, items), items, given)
    places = directory()
    names = {code: agency.name for code, agency in places.agencies.items()}
    return {
        "bundle": whole, "merged": merged, "agency": places.agencies[whole.lead], "url": url,
        "summary": _summary(merged, places), "questions": _questions(merged),
        "chosen": [(one.question, one.label(merged.answers[one.key])) for one in merged.questions if one.key in merged.answers],
        "doing": [*_doing(merged, names), *_undecided(merged, items, names)], "pictures": pictures(merged, names),
        "absent": [one.label or one.item for one in whole.members if one.item not in items],
        "papers": _papers(merged),
        "spared_fields": sum(len(part.guide.form) for part in merged.parts) - len(merged.form),
        "spared_papers": _papers_alone(merged) - len(merged.materials.asked),
        "unasked": [*merged.materials.spared, *merged.materials.printed, *merged.materials.fetched],
        "effect": _effect(whole), "ways": [WAYS[way] for way in whole.ways],
        "delivery": [DELIVERY[way] for way in whole.delivery],
        "halls": [places.halls[code] for code in whole.halls if code in places.halls],
    }  # fmt: skip


def _summary(merged: Merged, places: Directory) -> list[tuple[str, str]]:
    whole = merged.bundle
    agencies = dict.fromkeys(part.guide.agency for part in merged.parts)
    return [
        ("谁能办", AUDIENCES[whole.audience]),
        ("到现场", f"{whole.visits}次" if whole.visits else "不用去"),
        ("承诺", f"{whole.promised.label}{f'，{whole.fastest}' if whole.fastest else ''}"),
        ("牵头", places.agencies[whole.lead].name),
        ("一起办的部门", f"{len(agencies)}个"),
    ]


def _questions(merged: Merged) -> list[tuple[str, str, list[Answer], str]]:
    return [
        (one.key, one.question, [Answer(value=a.id, label=a.label, hint=a.hint or "") for a in one.answers],
         merged.answers.get(one.key, ""))
        for one in merged.questions
    ]  # fmt: skip


def _doing(merged: Merged, names: dict[str, str]) -> list[Doing]:
    """The members that apply, as they are done."""
    known = {part.id: part.name for part in merged.parts}
    return [
        Doing(
            id=part.id, name=part.name, slug=part.guide.slug, agency=names[part.guide.agency],
            promised=part.guide.limits.under(part.answers).promised.label,
            notes=_notes(merged.bundle, part.member, known),
        )
        for row in merged.layers for part in row
    ]  # fmt: skip


def _notes(whole: Bundle, member: Member, known: dict[str, str]) -> tuple[str, ...]:
    before = [known[one] for one in member.after if one in known]
    waits = [f"“{'”、“'.join(before)}”之后：{SUCCESSIONS[member.succession]}"] if before else []
    joint = [
        f"{one.name}：{one.note or ''}" for one in whole.joint if member.id in one.members and known.keys() >= set(one.members)
    ]  # fmt: skip
    return (*waits, *joint, *([member.note] if member.note else []))


def _undecided(merged: Merged, items: Mapping[str, Guide], names: dict[str, str]) -> list[Doing]:
    """The members that may still apply, depending on what is not answered yet."""
    there = {part.id for part in merged.parts}
    said = {key: {answer} for key, answer in merged.answers.items()}
    return [
        Doing(
            id=one.id, name=one.label or items[one.item].name, slug=one.item, agency=names[items[one.item].agency],
            promised=items[one.item].limits.promised.label, notes=(), maybe=True,
        )
        for one in merged.bundle.members
        if one.id not in there and merged.answers.get(f"take-{one.id}") != "no" and can_meet(merged.bundle, one, said=said)
    ]  # fmt: skip


def _papers(merged: Merged) -> list[tuple[MergedMaterial, list[str], list[str]]]:
    """Each material with the members it is for and those that get its original, where the others do not."""
    names = {part.id: part.name for part in merged.parts}
    return [
        (one, [names[member] for member in one.members], [names[to] for to in one.original_to] if len(one.members) > 1 else [])
        for one in merged.materials.asked
    ]  # fmt: skip


def _papers_alone(merged: Merged) -> int:
    """How many materials the members would ask for, each done alone."""
    return sum(len(part.guide.requirements(part.answers)) for part in merged.parts)


def _effect(whole: Bundle) -> list[tuple[str, list[tuple[str, int]], str]]:
    """Each figure before and after, for a small chart."""
    if whole.effect is None:
        return []

    def of(figures: Figures, name: str) -> int:
        return int(getattr(figures, name))

    return [
        (label, [("改革前", of(whole.effect.before, name)), ("改革后", of(whole.effect.after, name))], unit)
        for name, (label, unit) in FIGURES.items()
    ]
