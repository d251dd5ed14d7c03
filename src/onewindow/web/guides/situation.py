"""我的情形: what a person answered, which question comes next, and what of the guide is theirs.

Before a question is answered nothing is left out that may still follow; it says on which answers it depends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from onewindow.catalogue import schema
from onewindow.catalogue.schema import (
    CollectOnIssue,
    Conditions,
    Edition,
    Fee,
    LegalBasis,
    Material,
    SpecialProcedure,
    Step,
    applies,
)
from onewindow.catalogue.schema.terms import LimitCase


class _Conditional(Protocol):
    @property
    def when(self) -> Conditions | None: ...


T = TypeVar("T", bound=_Conditional)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A material of the list; `when` says in words on which answers it depends, while they are not given."""

    material: Material
    basis: LegalBasis
    when: str

    @property
    def sample(self) -> str:
        """The sample text (示范文本) without the word that the page puts before it."""
        return (self.material.sample or "").removeprefix("示范文本：")


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers of one person, and what of the guide is theirs. Only answers that stand are kept."""

    guide: Edition
    answers: dict[str, str]

    @property
    def asked(self) -> list[schema.Situation]:
        """The questions that these answers lead to."""
        return self.guide.questions(self.answers)

    @property
    def next(self) -> schema.Situation | None:
        """The question to be asked now."""
        return next((one for one in self.asked if one.id not in self.answers), None)

    @property
    def is_complete(self) -> bool:
        return self.next is None

    @property
    def under(self) -> dict[str, str] | None:
        """The answers by which everything is settled; None as long as something is open."""
        return self.answers if self.is_complete else None

    @property
    def materials(self) -> list[Wanted]:
        """What is asked of the applicant, and what may be."""
        return self._wanted(one for one in self.guide.materials if not one.spared)

    @property
    def spared(self) -> list[Wanted]:
        """免提交: what the agency gets itself."""
        return self._wanted(one for one in self.guide.materials if one.spared)

    @property
    def procedures(self) -> list[SpecialProcedure]:
        return [one for one, _ in self._may_follow(self.guide.special_procedures)]

    @property
    def steps(self) -> list[tuple[Step, str]]:
        """The steps, each with the answers on which it still depends."""
        occasions = ((step, self.guide.occasion(step)) for step in self.guide.steps)
        return [(step, self._open_condition(when)) for step, when in occasions if self._possible(when)]

    @property
    def fees(self) -> list[tuple[Fee, str]]:
        return list(self._may_follow(self.guide.fees))

    @property
    def limit_cases(self) -> list[tuple[LimitCase, str]]:
        """Other limits that may still hold; none once the answers settle them."""
        if self.is_complete:
            return []
        return [(case, self.spell(case.when)) for case, _ in self._may_follow(self.guide.limits.cases)]

    @property
    def collected(self) -> list[tuple[CollectOnIssue, str]]:
        """What is handed back for the result, each with the answers on which that still depends."""
        return list(self._may_follow(self.guide.collect_on_issue))

    @property
    def left_out(self) -> int:
        """How many materials of the list these answers make unnecessary."""
        return len(self.guide.materials) - len(self.materials) - len(self.spared)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Question and answer in words."""
        return [
            (one.question, one.answer(self.answers[one.id]).label)
            for one in self.asked if one.id in self.answers
        ]  # fmt: skip

    def without(self, question: str) -> dict[str, str]:
        """The answers that stand when this one is taken back."""
        return self.guide.kept({one: answer for one, answer in self.answers.items() if one != question})

    def spell(self, when: Conditions | None) -> str:
        """选“租赁房屋”的, 选“是”和“餐饮服务”的: the answers that call for it; empty when nothing does."""
        asked = [
            "或".join(f"“{self.guide.situation(one).answer(answer).label}”" for answer in wanted)
            for one, wanted in (when or {}).items()
        ]  # fmt: skip
        return f"选{'和'.join(asked)}的" if asked else ""

    def _wanted(self, materials: Iterable[Material]) -> list[Wanted]:
        return [
            Wanted(material, self.guide.legal_basis(material.basis), when)
            for material, when in self._may_follow(materials)
        ]

    def _may_follow(self, parts: Iterable[T]) -> Iterator[tuple[T, str]]:
        for part in parts:
            if self._possible(part.when):
                yield part, self._open_condition(part.when)

    def _possible(self, when: Conditions | None) -> bool:
        return all(self._may_be(one, wanted) for one, wanted in (when or {}).items())

    def _may_be(self, question: str, wanted: tuple[str, ...]) -> bool:
        """Whether it was answered so, or may still be asked."""
        if question in self.answers:
            return self.answers[question] in wanted
        return self._possible(self.guide.situation(question).when)

    def _open_condition(self, when: Conditions | None) -> str:
        return "" if applies(when, self.answers) else self.spell(when)


def situation_of(guide: Edition, given: Mapping[str, str]) -> Situation:
    """Of whatever was given, the answers that the guide knows and comes to ask for."""
    known = {one.id: {answer.id for answer in one.answers} for one in guide.situations}
    answers = {one: answer for one in known if (answer := given.get(one, "")) in known[one]}
    return Situation(guide, guide.kept(answers))
