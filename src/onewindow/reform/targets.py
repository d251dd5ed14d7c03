"""目标: the shares, counts and limits that the policy documents name, as rows of content/targets, one file a document.

What the platform cannot compute has no measure and says why; it never gets a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from django.conf import settings
from pydantic import Field, StringConstraints, model_validator

from onewindow.catalogue.schema.asks import Conditions
from onewindow.catalogue.schema.edition import Slug
from onewindow.catalogue.schema.part import Faults, Key, Name, Part, Text, refuse
from onewindow.core.refusal import Finding
from onewindow.reform.measures import CLAIMED, COUNTS, MOST, ROUTES, SHARES, SHARES_OF
from onewindow.reform.shelf import Shelf, Stamp, read_shelf, stamp

Sentence = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{1,3}$", strict=True)]
Row = Annotated[str, StringConstraints(pattern=r"^[A-J]\d{1,2}$", strict=True)]
LARGEST = 1_000_000


class Target(Part):
    """One row. `sentence` is its number in docs/reference/seed_sentences.tsv.

    `items` are the slugs that MOST, SHARES_OF and ROUTES ask for, `bundles` those of ROUTES; `without` leaves out what
    applies only under these answers to a question of the items. `why` there is no measure, and which row of the plan
    `brings` the data.
    """

    id: Key
    sentence: Sentence
    group: Name
    label: Name
    measure: Key | None = None
    items: tuple[Slug, ...] = ()
    bundles: tuple[Slug, ...] = ()
    without: Conditions = Field(default_factory=dict)
    comparison: Literal["at_least", "at_most"]
    value: Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
    unit: Name
    why: Text | None = None
    brings: Row | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _it_is_measured_or_says_why_not(self) -> Self:
        if faults := [*self._measure_faults(), *self._named_faults()]:
            raise Faults(faults)
        return self

    def _measure_faults(self) -> Iterator[Finding]:
        known = {*SHARES, *SHARES_OF, *COUNTS, *MOST, *ROUTES, CLAIMED}
        if (self.measure is None) == (self.why is None):
            yield Finding("why", "能计算的写明算法，不能计算的写明原因")
        if (self.why is None) != (self.brings is None):
            yield Finding("brings", "不能计算的写明哪一项工作会带来数据，能计算的不写")
        if self.measure is not None and self.measure not in known:
            yield Finding("measure", f"没有“{self.measure}”这种算法")

    def _named_faults(self) -> Iterator[Finding]:
        by_item = self.measure in MOST or self.measure in SHARES_OF
        by_route = self.measure in ROUTES
        if by_item != bool(self.items) and not by_route:
            yield Finding("items", "按事项计算的目标要写明是哪些事项，其他目标不写")
        if by_route and not (self.items or self.bundles):
            yield Finding("items", "按全过程计算的目标要写明经过哪些事项、哪些一件事")
        if self.bundles and not by_route:
            yield Finding("bundles", "只有按全过程计算的目标才写一件事")
        if self.without and self.measure not in MOST:
            yield Finding("without", "只有按事项计算的目标才排除情形")

    @property
    def is_share(self) -> bool:
        return self.measure in SHARES or self.measure in SHARES_OF or self.measure == CLAIMED

    def met_by(self, value: Fraction) -> bool:
        goal = Fraction(str(self.value))
        return value >= goal if self.comparison == "at_least" else value <= goal


class Document(Part):
    """A policy document (文件) and its targets. `letter` begins the numbers of its sentences; `place` is its short name."""

    letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]$", strict=True)]
    place: Name
    name: Name
    targets: tuple[Target, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _the_rows_are_its_own(self) -> Self:
        twice = [one.id for n, one in enumerate(self.targets) if one.id in {o.id for o in self.targets[:n]}]
        refuse(
            *(Finding("targets", f"目标编号“{one}”重复") for one in twice),
            *(
                Finding(f"targets[{n}].sentence", f"这份文件的句子编号以“{self.letter}”开头")
                for n, one in enumerate(self.targets)
                if not one.sentence.startswith(self.letter)
            ),
        )
        return self


def documents() -> Shelf[Document]:
    """The documents of the installation, and what is wrong with the files that hold none."""
    folder = settings.CONTENT_DIR / "targets"
    return _documents(folder, stamp(folder))


@lru_cache(maxsize=1)
def _documents(folder: Path, at: Stamp) -> Shelf[Document]:
    return read_shelf(folder, Document.model_validate)


def targets() -> list[Target]:
    """Every row of every document, in order."""
    return [target for document in documents().held.values() for target in document.targets]
