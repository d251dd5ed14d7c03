"""现值: what a target, a measure or a speed comes to over the editions in force, and the items behind the number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force, on_offer
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.models import BaseItemRow
from onewindow.catalogue.schema import Edition
from onewindow.reform.figures import Figure, Measured, figures, leaves_some
from onewindow.reform.measures import CLAIMED, COUNTS, MOST, SHARES, SHARES_OF, SPEEDS
from onewindow.reform.routes import Passed, Stage, route
from onewindow.reform.sides import in_force
from onewindow.reform.targets import Target, targets

ONCE = frozenset({"route_materials", "route_matters"})
"""What is handed in or applied for once, however many stages want it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing behind a number; `slug` is empty for a base item nobody has claimed.

    `n` is its own number where the things have different ones, `names` what that number counts.
    """

    name: str
    slug: str = ""
    agency: str = ""
    n: Fraction | None = None
    names: tuple[str, ...] = ()
    is_bundle: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The live value, None when nothing can be counted; `inside` meet what is asked, `outside` do not."""

    value: Fraction | None
    inside: tuple[Listed, ...] = ()
    outside: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What readings are made from, as it stands on one day.

    `base` are the names of base items by code; `guides` and `bundles` by slug, those that a target names.
    """

    editions: Sequence[Measured]
    base: Mapping[str, str] = field(default_factory=dict)
    guides: Mapping[str, Edition] = field(default_factory=dict)
    bundles: Mapping[str, Bundle] = field(default_factory=dict)


def ground(on: date) -> Ground:
    """At most five statements, whatever the number of editions and targets."""
    named = targets()
    bundles = {row.slug: row.bundle for row in BundleEdition.objects.in_force(on).filter(
        slug__in={slug for target in named for slug in target.bundles}
    )}  # fmt: skip
    slugs = {slug for target in named if target.without or target.bundles for slug in target.items}
    slugs |= {slug for bundle in bundles.values() for slug in bundle.items}
    return Ground(
        editions=in_force(on),
        base=dict(BaseItemRow.objects.values_list("code", "name")),
        guides=items_in_force(slugs, on),
        bundles=bundles,
    )


def reading(target: Target, on: Ground) -> Reading:
    """The value of a target, and what is behind it."""
    measure = target.measure
    if measure is None:
        return Reading(None)
    if measure in SHARES:
        return share(measure, on.editions)
    if measure in SHARES_OF:
        return share(SHARES_OF[measure], [one for one in on.editions if one.slug in target.items])
    if measure in COUNTS:
        inside = [_listed(one) for one in on.editions if COUNTS[measure](one)]
        return Reading(Fraction(len(inside)), tuple(inside))
    if measure == CLAIMED:
        return _claimed(on)
    return _highest(target, measure, on) if measure in MOST else _whole(target, measure, on)


def share(measure: str, editions: Sequence[Measured]) -> Reading:
    """A measure of SHARES in percent."""
    meets, among = SHARES[measure]
    counted = [one for one in editions if among(one)]
    return _share(
        [_listed(one) for one in counted if meets(one)],
        [_listed(one) for one in counted if not meets(one)],
    )


def speed(key: str, editions: Sequence[Measured]) -> Reading:
    """How many editions are of that speed: a key of SPEEDS."""
    _, falls_in = SPEEDS[key]
    inside = tuple(_listed(one) for one in editions if falls_in(one))
    return Reading(Fraction(len(inside)), inside)


def _claimed(on: Ground) -> Reading:
    """Each base item claimed is listed as the first edition of it."""
    first = {one.base_code: one for one in reversed(on.editions)}
    return _share(
        [_listed(first[code]) for code in on.base if code in first],
        [Listed(name) for code, name in on.base.items() if code not in first],
    )


def _highest(target: Target, measure: str, on: Ground) -> Reading:
    named = [
        _listed(one, figure)
        for one in on.editions
        if one.slug in target.items and (figure := _figure(one, target, measure, on)) is not None
    ]
    return Reading(
        max((one.n for one in named if one.n is not None), default=None),
        tuple(one for one in named if one.n is not None and target.met_by(one.n)),
        tuple(one for one in named if one.n is not None and not target.met_by(one.n)),
    )


def _figure(one: Measured, target: Target, measure: str, on: Ground) -> Figure | None:
    """None when the target leaves out every applicant of this item."""
    if not target.without:
        return one.figures[measure]
    guide = on.guides[one.slug]
    return figures(guide, target.without)[measure] if leaves_some(guide, target.without) else None


def _whole(target: Target, measure: str, on: Ground) -> Reading:
    """The sum over the stages. None when a stage is not there, or cannot be computed."""
    stages = _stages(target, on)
    passed = route(measure, stages) if stages else None
    if passed is None:
        return Reading(None)
    parts = _once(passed) if measure in ONCE else [_part(one, one.figure) for one in passed]
    whole = sum((one.n for one in parts if one.n is not None), Fraction(0))
    return Reading(whole, tuple(parts))


def _once(passed: Sequence[Passed]) -> list[Listed]:
    """Each stage with what it adds: what an earlier stage counted by the same name adds nothing."""
    seen: set[str] = set()
    parts = []
    for one in passed:
        new = tuple(name for name in one.figure.names if name not in seen)
        seen.update(new)
        parts.append(_part(one, Figure(Fraction(len(new)), new)))
    return parts


def _part(one: Passed, adds: Figure) -> Listed:
    stage = one.stage
    return Listed(stage.name, stage.slug, stage.agency, adds.n, adds.names, stage.bundle is not None)


def _stages(target: Target, on: Ground) -> list[Stage] | None:
    stages = []
    for slug in target.items:
        guide = on.guides.get(slug)
        if guide is None:
            return None
        stages.append(Stage(guide.name, slug, guide.agency, guide=guide))
    for slug in target.bundles:
        bundle = on.bundles.get(slug)
        if bundle is None:
            return None
        offered = on_offer(bundle, on.guides)
        stages.append(Stage(bundle.name, slug, bundle.lead, bundle=offered, items=on.guides))
    return stages


def _listed(one: Measured, figure: Figure | None = None) -> Listed:
    if figure is None:
        return Listed(one.name, one.slug, one.agency)
    return Listed(one.name, one.slug, one.agency, figure.n, figure.names)


def _share(inside: list[Listed], outside: list[Listed]) -> Reading:
    whole = len(inside) + len(outside)
    value = Fraction(100 * len(inside), whole) if whole else None
    return Reading(value, tuple(inside), tuple(outside))
