"""我的情形: what a person answered, which materials and procedures follow, and which may still follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onewindow.catalogue.schema import (
    CollectOnIssue,
    Conditions,
    Edition,
    LegalBasis,
    Material,
    SpecialProcedure,
    applies,
)


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
    """The answers of one person, and what of the guide is theirs. Only answers the guide knows are kept."""

    guide: Edition
    answers: dict[str, str]

    @property
    def is_complete(self) -> bool:
        return len(self.answers) == len(self.guide.situations)

    @property
    def materials(self) -> list[Wanted]:
        """What is needed, and what may be: no material is left out before its question is answered."""
        return [
            Wanted(material, self.guide.legal_basis(material.basis), self._open_condition(material.when))
            for material in self.guide.materials if self._possible(material.when)
        ]  # fmt: skip

    @property
    def procedures(self) -> list[SpecialProcedure]:
        return [one for one in self.guide.special_procedures if self._possible(one.when)]

    @property
    def collected(self) -> list[tuple[CollectOnIssue, str]]:
        """What is handed back for the result, each with the answers on which that still depends."""
        return [
            (one, self._open_condition(one.when)) for one in self.guide.collect_on_issue if self._possible(one.when)
        ]  # fmt: skip

    @property
    def left_out(self) -> int:
        """How many materials of the list these answers spare."""
        return len(self.guide.materials) - len(self.materials)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Question and answer in words."""
        return [
            (one.question, one.answer(self.answers[one.id]).label)
            for one in self.guide.situations if one.id in self.answers
        ]  # fmt: skip

    def spell(self, when: Conditions | None) -> str:
        """选“租赁房屋”, 选“是”和“餐饮服务”: the answers that call for it; empty when nothing does."""
        asked = [
            "或".join(f"“{self.guide.situation(one).answer(answer).label}”" for answer in wanted)
            for one, wanted in (when or {}).items()
        ]  # fmt: skip
        return f"选{'和'.join(asked)}的" if asked else ""

    def _possible(self, when: Conditions | None) -> bool:
        return all(self.answers.get(one, wanted[0]) in wanted for one, wanted in (when or {}).items())

    def _open_condition(self, when: Conditions | None) -> str:
        return "" if applies(when, self.answers) else self.spell(when)


def situation_of(guide: Edition, given: Mapping[str, str]) -> Situation:
    known = {one.id: {answer.id for answer in one.answers} for one in guide.situations}
    answers = {one: answer for one in known if (answer := given.get(one, "")) in known[one]}
    return Situation(guide, answers)
