"""目标: the shares, counts and limits that the seeds name, as rows of content/targets, each with its live value.

What the platform cannot compute has no measure and says why; it never gets a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from django.conf import settings
from pydantic import Field, StringConstraints, model_validator

from onewindow.catalogue.schema.edition import Slug
from onewindow.catalogue.schema.part import Faults, Key, Name, Part, Text
from onewindow.core.refusal import Finding
from onewindow.reform.figures import Measured

Sentence = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{1,3}$", strict=True)]
QUICK_DAYS = 5
CITY_WIDE = frozenset({"city", "province", "nation"})


def _quick(one: Measured) -> bool:
    return one.instant or one.number("days") <= QUICK_DAYS


def _halved(one: Measured) -> bool:
    return 2 * one.number("days") <= one.number("statutory")


def _all(one: Measured) -> bool:
    return True


Test = Callable[[Measured], bool]
SHARES: Mapping[str, tuple[Test, Test]] = {
    "instant": (lambda one: one.instant, _all),
    "online": (lambda one: "online" in one.ways, _all),
    "full_online": (lambda one: "full_online" in one.handling, _all),
    "nearby": (lambda one: "nearby" in one.ways, _all),
    "at_most_one_visit": (lambda one: one.number("visits") <= 1, _all),
    "zero_visits": (lambda one: not one.number("visits"), _all),
    "within_five_days": (_quick, _all),
    "half_the_statutory_limit": (_halved, lambda one: not _quick(one)),
}
"""Shares of editions in percent: which meet it, and among which; the last among those not done in five days."""
COUNTS: Mapping[str, Test] = {"city_wide": lambda one: one.reach in CITY_WIDE}
MOST = ("steps", "materials", "days", "visits")
"""The highest figure of the items that the target names."""
CLAIMED = "claimed"
"""The share of base items (基本目录) that some agency has in force, in percent."""


class Target(Part):
    """One row. `sentence` is its number in docs/reference/seed_sentences.tsv; `items` are slugs for MOST."""

    id: Key
    sentence: Sentence
    group: Name
    label: Name
    measure: Key | None = None
    items: tuple[Slug, ...] = ()
    comparison: Literal["at_least", "at_most"]
    value: Annotated[float, Field(ge=0)]
    unit: Name
    why: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _it_is_measured_or_says_why_not(self) -> Self:
        known = {*SHARES, *COUNTS, *MOST, CLAIMED}
        faults = []
        if (self.measure is None) == (self.why is None):
            faults.append(Finding("why", "能计算的写明算法，不能计算的写明原因"))
        if self.measure is not None and self.measure not in known:
            faults.append(Finding("measure", f"没有“{self.measure}”这种算法"))
        if (self.measure in MOST) != bool(self.items):
            faults.append(Finding("items", "按事项计算的目标要写明是哪些事项，其他目标不写"))
        if faults:
            raise Faults(faults)
        return self

    @property
    def is_share(self) -> bool:
        return self.measure in SHARES or self.measure == CLAIMED

    def met_by(self, value: Fraction) -> bool:
        goal = Fraction(str(self.value))
        return value >= goal if self.comparison == "at_least" else value <= goal


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing behind a number; `slug` is empty for a base item nobody has claimed."""

    name: str
    slug: str = ""
    agency: str = ""
    n: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The live value, None when nothing can be counted; `inside` meet what is asked, `outside` do not."""

    value: Fraction | None
    inside: tuple[Listed, ...] = ()
    outside: tuple[Listed, ...] = ()


def reading(target: Target, editions: Sequence[Measured], base: Mapping[str, str]) -> Reading:
    """The value of a target over the editions in force; `base` are the names of base items by code."""
    if target.measure is None:
        return Reading(None)
    if target.measure in SHARES:
        meets, among = SHARES[target.measure]
        counted = [one for one in editions if among(one)]
        return _share(
            [_listed(one) for one in counted if meets(one)],
            [_listed(one) for one in counted if not meets(one)],
        )
    if target.measure in COUNTS:
        inside = [_listed(one) for one in editions if COUNTS[target.measure](one)]
        return Reading(Fraction(len(inside)), tuple(inside))
    if target.measure == CLAIMED:
        return _claimed(editions, base)
    return _highest(target, target.measure, editions)


def _claimed(editions: Sequence[Measured], base: Mapping[str, str]) -> Reading:
    """Each base item claimed is listed as the first edition of it."""
    first = {one.base_code: one for one in reversed(editions)}
    return _share(
        [_listed(first[code]) for code in base if code in first],
        [Listed(name) for code, name in base.items() if code not in first],
    )


def _highest(target: Target, measure: str, editions: Sequence[Measured]) -> Reading:
    named = [_listed(one, one.number(measure)) for one in editions if one.slug in target.items]
    numbers = [one.n for one in named if one.n is not None]
    return Reading(
        max(numbers, default=None),
        tuple(one for one in named if one.n is not None and target.met_by(one.n)),
        tuple(one for one in named if one.n is not None and not target.met_by(one.n)),
    )


def _share(inside: list[Listed], outside: list[Listed]) -> Reading:
    whole = len(inside) + len(outside)
    value = Fraction(100 * len(inside), whole) if whole else None
    return Reading(value, tuple(inside), tuple(outside))


def _listed(one: Measured, n: Fraction | None = None) -> Listed:
    return Listed(one.name, one.slug, one.agency, n)


@lru_cache(maxsize=1)
def targets() -> tuple[Target, ...]:
    """The targets of the installation."""
    return read_targets(settings.CONTENT_DIR / "targets")


def read_targets(directory: Path) -> tuple[Target, ...]:
    """Every row of every file, in order. Raises pydantic's ValidationError, ValueError for an id used twice."""
    rows = [
        Target.model_validate(row)
        for path in sorted(directory.glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    ids = [row.id for row in rows]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise ValueError(f"目标编号重复：{'、'.join(twice)}")
    return tuple(rows)
