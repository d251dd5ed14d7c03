"""What an edition costs the people who need it: steps, materials, days, visits (五减, 沪 H17), and their lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.asks import Conditions
from onewindow.catalogue.schema.terms import Limit

WORKING_SHARE = Fraction(5, 7)
"""Working days in a calendar day: only to set limits of different units side by side."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the names it counts; what is no count of things, and a reference city's, has no names."""

    n: Fraction
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """An edition as the ledger and the targets see it. `days` and `statutory` are working days.

    Steps, materials, days and fees are those under the answers that need most; `fewest` are the materials under
    those that need least. Only what the applicant has to hand in counts: not what is optional or spared (免提交).
    """

    slug: str
    name: str
    agency: str
    base_code: str
    level: int
    edition: int
    instant: bool
    reach: str
    ways: tuple[str, ...]
    handling: tuple[str, ...]
    figures: Mapping[str, Figure]

    def number(self, measure: str) -> Fraction:
        return self.figures[measure].n


def measured(edition: Edition) -> Measured:
    return Measured(
        slug=edition.slug, name=edition.name, agency=edition.agency, base_code=edition.base_code,
        level=edition.level, edition=edition.edition, instant=edition.is_instant, reach=edition.reach,
        ways=edition.ways, handling=edition.handling, figures=figures(edition),
    )  # fmt: skip


def figures(edition: Edition) -> dict[str, Figure]:
    asked = [_asked(edition, answers) for answers in paths(edition, (m.when for m in edition.materials))]
    occasions = [edition.occasion(step) for step in edition.steps]
    routes = [tuple(step.name for step in edition.route(answers)) for answers in paths(edition, occasions)]
    limits = [
        edition.limits.under(answers)
        for answers in paths(edition, (case.when for case in edition.limits.cases))
    ]
    fees = [
        sum((Fraction(fee.amount) for fee in edition.charges(answers)), Fraction(0))
        for answers in paths(edition, (fee.when for fee in edition.fees))
    ]
    return {
        "items": Figure(Fraction(1), (edition.name,)),
        "steps": _counted(max(routes, key=len)),
        "materials": _counted(max(asked, key=len)),
        "fewest": _counted(min(asked, key=len)),
        "days": Figure(max(working_days(pair.promised) for pair in limits)),
        "statutory": Figure(max(working_days(pair.statutory) for pair in limits)),
        "visits": Figure(Fraction(edition.visits)),
        "fees": Figure(max(fees)),
    }


def working_days(limit: Limit) -> Fraction:
    """A limit in working days; calendar days count five sevenths, an hour a sixth of a day."""
    return limit.rough_days * WORKING_SHARE


def paths(edition: Edition, conditions: Iterable[Conditions | None]) -> Iterator[dict[str, str]]:
    """Every way to answer the questions on which these conditions hang, and no other question."""
    waiting = {question for when in conditions for question in when or ()}
    questions: set[str] = set()
    while waiting:
        questions |= waiting
        above = {up for one in edition.situations if one.id in waiting for up in one.when or ()}
        waiting = above - questions
    yield from _answered(edition, questions, {})


def _answered(edition: Edition, wanted: set[str], given: dict[str, str]) -> Iterator[dict[str, str]]:
    asked = [one for one in edition.questions(given) if one.id in wanted and one.id not in given]
    if not asked:
        yield given
        return
    for answer in asked[0].answers:
        yield from _answered(edition, wanted, {**given, asked[0].id: answer.id})


def _asked(edition: Edition, answers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(one.name for one in edition.requirements(answers) if one.is_required)


def _counted(names: tuple[str, ...]) -> Figure:
    return Figure(Fraction(len(names)), names)
