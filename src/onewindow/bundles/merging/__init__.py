"""Merging (合并): of the members that apply one form, one material list, one order and one limit.

Pure: a function of the bundle, the editions of its items and the applicant's answers. What is asked does not hang on
the order in which the members stand in the document, only the sequence in which it is shown does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onewindow.bundles.merging.asking import Asked, Enquiry, Part
from onewindow.bundles.merging.form import MergedField, merge_form
from onewindow.bundles.merging.materials import MergedMaterials, merge_materials
from onewindow.bundles.merging.order import layers
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.schema import Edition, Fee, Limit

__all__ = ["Asked", "Due", "Merged", "MergedField", "MergedMaterials", "Part", "merge"]

Items = Mapping[str, Edition]


@dataclass(frozen=True, slots=True)
class Due:
    """A fee, and the member for which it is due."""

    member: str
    fee: Fee


@dataclass(frozen=True, slots=True)
class Merged:
    """What one applicant has to do for the whole matter. `answers` are those given that still count."""

    bundle: Bundle
    answers: dict[str, str]
    questions: tuple[Asked, ...]
    parts: tuple[Part, ...]
    layers: tuple[tuple[Part, ...], ...]
    form: tuple[MergedField, ...]
    materials: MergedMaterials
    fees: tuple[Due, ...]

    @property
    def unanswered(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.questions if one.key not in self.answers)

    @property
    def is_complete(self) -> bool:
        """Every question is answered: what is said of materials and members is final."""
        return not self.unanswered

    @property
    def promised(self) -> Limit:
        """The bundle's own promise, whatever its members' are (standards.md 0.8)."""
        return self.bundle.promised

    @property
    def longest_alone(self) -> Limit | None:
        """The longest promise among the members, each done alone; None when none applies."""
        limits = [part.guide.limits.under(part.answers).promised for part in self.parts]
        return max(limits, key=lambda limit: limit.rough_days, default=None)


def merge(bundle: Bundle, items: Items, given: Mapping[str, str]) -> Merged:
    """What is asked and done under these answers; `given` maps a question's `key` to an answer's id.

    Answers to questions that are not asked, and answers that do not exist, count for nothing. KeyError when the
    edition of a member's item is missing.
    """
    enquiry = Enquiry(bundle, items)
    answers = enquiry.kept(given)
    parts = enquiry.parts(answers)
    return Merged(
        bundle=bundle,
        answers=answers,
        questions=tuple(enquiry.asked(answers)),
        parts=parts,
        layers=layers(bundle, parts),
        form=merge_form(bundle, items, parts),
        materials=merge_materials(bundle, parts),
        fees=tuple(Due(part.id, fee) for part in parts for fee in part.guide.charges(part.answers)),
    )
