"""What an edition costs the people who need it: steps, materials, days, visits (五减, 沪 H17), and their lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.asks import Conditions
from onewindow.catalogue.schema.terms import Limit

ID_CARDS = frozenset({"id_card"})
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
    `id_card_only` says that under no answers anything but an identity card has to be brought (一张身份证办成事, 沪 H102):
    a form is filled in on the spot.
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
    owner: str
    audience: str
    id_card_only: bool
    figures: Mapping[str, Figure]

    def number(self, measure: str) -> Fraction:
        return self.figures[measure].n


def measured(edition: Edition) -> Measured:
    return Measured(
        slug=edition.slug, name=edition.name, agency=edition.agency, base_code=edition.base_code,
        level=edition.level, edition=edition.edition, instant=edition.is_instant, reach=edition.reach,
        ways=edition.ways, handling=edition.handling, owner=edition.owner, audience=edition.audience,
        id_card_only=_id_card_only(edition), figures=figures(edition),
    )  # fmt: skip


def figures(edition: Edition, without: Conditions | None = None) -> dict[str, Figure]:
    """Every figure by its key; what applies only under the answers `without` is left out."""

    def ways(conditions: Iterable[Conditions | None]) -> Iterator[dict[str, str]]:
        return (one for one in paths(edition, (*conditions, without)) if not _excluded(one, without))

    asked = [_asked(edition, answers) for answers in ways(m.when for m in edition.materials)]
    occasions = [edition.occasion(step) for step in edition.steps]
    routes = [tuple(step.name for step in edition.route(answers)) for answers in ways(occasions)]
    limits = [edition.limits.under(answers) for answers in ways(case.when for case in edition.limits.cases)]
    fees = [
        sum((Fraction(fee.amount) for fee in edition.charges(answers)), Fraction(0))
        for answers in ways(fee.when for fee in edition.fees)
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


def leaves_some(edition: Edition, without: Conditions) -> bool:
    """Whether there is an applicant under none of the answers left out."""
    return any(not _excluded(one, without) for one in paths(edition, [without]))


def _excluded(answers: Mapping[str, str], without: Conditions | None) -> bool:
    return any(answers.get(question) in left_out for question, left_out in (without or {}).items())


def _id_card_only(edition: Edition) -> bool:
    """No answer makes another paper necessary, so every material is looked at without them."""
    brought = (one for one in edition.materials if one.is_required and not one.spared and one.form != "form")
    return all(one.key in ID_CARDS for one in brought)


def _counted(names: tuple[str, ...]) -> Figure:
    return Figure(Fraction(len(names)), names)
