"""全过程: what several matters come to, one after the other; those of a bundle (一件事) go together.

A bundle is applied for once and promised on its own; its members' own steps are all taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onewindow.bundles.merging import Merged, merge
from onewindow.bundles.merging.asking import Enquiry, Part
from onewindow.bundles.schema import Bundle, Member
from onewindow.catalogue.schema import Edition, Material
from onewindow.catalogue.schema.conduct import Step
from onewindow.reform.figures import Figure, figures, working_days

MOST_ANSWERS = 1_000
"""Sets of answers to one bundle that are gone through; a bundle with more of them is not computed."""
ENDS = {"applicant": "申请", "window": "收件", "issuance": "出件"}
"""What is done once for all members of a bundle."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the whole: one matter, or one bundle with its items."""

    name: str
    slug: str
    agency: str
    guide: Edition | None = None
    bundle: Bundle | None = None
    items: Mapping[str, Edition] | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """What a stage adds to the whole, and the names that it counts, where it counts things."""

    stage: Stage
    figure: Figure


def route(measure: str, stages: Sequence[Stage]) -> list[Passed] | None:
    """What each stage adds; None when one of them cannot be computed."""
    found = []
    for stage in stages:
        figure = MEASURED[measure](stage)
        if figure is None:
            return None
        found.append(Passed(stage, figure))
    return found


def _days(stage: Stage) -> Figure:
    if stage.guide:
        return Figure(figures(stage.guide)["days"].n)
    return Figure(working_days(_bundle(stage).promised))


def _matters(stage: Stage) -> Figure:
    """Two members that are the same matter under other answers are one."""
    if stage.guide:
        return _names([stage.name])
    items = stage.items or {}
    return _names([items[slug].name for slug in _bundle(stage).items])


def _forms(stage: Stage) -> Figure:
    """The one form of a bundle, and whatever a member may want filled in beside it."""
    if stage.guide:
        return _names([stage.name])
    bundle, items = _bundle(stage), stage.items or {}
    beside = {
        one.key: one.name
        for member in bundle.members
        for one in items[member.item].materials
        if one.form == "form"
        and one.is_required
        and not one.spared
        and one.id not in member.prints
        and _may_be_asked(member, one)
    }
    return _names([f"{bundle.name}申请表", *beside.values()])


def _may_be_asked(member: Member, material: Material) -> bool:
    """Not where the bundle always answers a question of the member otherwise than the material needs."""
    fixed = {question: one.fixed for question, one in member.answers.items() if one.fixed is not None}
    return all(fixed.get(question, wanted[0]) in wanted for question, wanted in (material.when or {}).items())


def _rounds(stage: Stage) -> Figure:
    """The longest chain of members that begin only when another's result is there (前后置)."""
    if stage.guide:
        return _names([stage.name])
    bundle = _bundle(stage)
    known = {member.id: member for member in bundle.members}

    def chain(member_id: str) -> list[str]:
        member = known[member_id]
        waits = member.after if member.succession == "on_result" else ()
        before = max((chain(one) for one in waits), key=len, default=[])
        return [*before, member.label or (stage.items or {})[member.item].name]

    return _names(max((chain(member.id) for member in bundle.members), key=len))


def _materials(stage: Stage) -> Figure | None:
    if stage.guide:
        return figures(stage.guide)["materials"]
    return _most(stage, lambda merged: [one.name for one in merged.materials.asked if one.required])


def _steps(stage: Stage) -> Figure | None:
    if stage.guide:
        return figures(stage.guide)["steps"]
    return _most(stage, _steps_of)


def _steps_of(merged: Merged) -> list[str]:
    """Application, intake and issue once for all; one visit that members make together (联合勘验) once."""
    found = dict.fromkeys(ENDS.values())
    for part in merged.parts:
        for step in part.guide.route(part.answers):
            if step.actor not in ENDS:
                found[_joint(merged.bundle, part, step) or f"{part.name}：{step.name}"] = None
    return list(found)


def _joint(bundle: Bundle, part: Part, step: Step) -> str | None:
    """The joint visit or meeting in which this step is taken."""
    if step.special is None:
        return None
    kind = part.guide.special_procedure(step.special).kind
    return next((one.name for one in bundle.joint if one.kind == kind and part.id in one.members), None)


def _most(stage: Stage, counted: Callable[[Merged], list[str]]) -> Figure | None:
    """The longest list under any answers; None when there are more answers than are gone through."""
    bundle, items = _bundle(stage), stage.items or {}
    longest: list[str] = []
    for n, answers in enumerate(_answered(Enquiry(bundle, items), {})):
        if n >= MOST_ANSWERS:
            return None
        longest = max(longest, counted(merge(bundle, items, answers)), key=len)
    return _names(longest)


def _answered(enquiry: Enquiry, given: dict[str, str]) -> Iterator[dict[str, str]]:
    asked = next((one for one in enquiry.asked(given) if one.key not in given), None)
    if asked is None:
        yield given
        return
    for answer in asked.answers:
        yield from _answered(enquiry, {**given, asked.key: answer.id})


def _bundle(stage: Stage) -> Bundle:
    if stage.bundle is None:
        raise ValueError(f"{stage.slug} is neither a matter nor a bundle")
    return stage.bundle


def _names(names: list[str]) -> Figure:
    return Figure(Fraction(len(names)), tuple(names))


MEASURED: Mapping[str, Callable[[Stage], Figure | None]] = {
    "route_days": _days,
    "route_steps": _steps,
    "route_materials": _materials,
    "route_forms": _forms,
    "route_rounds": _rounds,
    "route_matters": _matters,
}
