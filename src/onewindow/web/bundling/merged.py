"""What the members of a bundle merge into, whatever the applicant answers: for those who put it together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onewindow.bundles.merging import Merged, MergedField, Part, merge
from onewindow.bundles.merging.form import merge_form
from onewindow.bundles.merging.materials import MergedMaterials, merge_materials
from onewindow.bundles.merging.order import layers
from onewindow.bundles.offering import on_offer
from onewindow.bundles.picture import Picture, pictures
from onewindow.bundles.schema import Bundle, BundleInvalid, read
from onewindow.catalogue.schema import Edition as Guide
from onewindow.places.directory import directory


@dataclass(frozen=True)
class Whole:
    """One form and one list of all members together; `alone` are the numbers of fields and materials one by one.

    The materials are those asked in any case; what hangs on answers is seen in the preview.
    """

    form: tuple[MergedField, ...]
    materials: MergedMaterials
    names: dict[str, str]
    pictures: list[Picture]
    fields_alone: int
    papers_alone: int

    @property
    def fields(self) -> list[tuple[MergedField, list[str]]]:
        """Each field with the members it is for."""
        return [
            (one, list(dict.fromkeys(self.names[place.split(".")[0]] for place in one.places)))
            for one in self.form
        ]

    @property
    def papers(self) -> list[tuple[Any, list[str]]]:
        """Each material with the members it is for."""
        return [(one, [self.names[member] for member in one.members]) for one in self.materials.asked]


def merged_whole(document: Mapping[str, Any], items: Mapping[str, Guide]) -> Whole | None:
    """None while the document cannot be read yet, or none of its items is offered."""
    try:
        bundle = on_offer(read(document), items)
    except BundleInvalid:
        return None
    if not bundle.members:
        return None
    parts = tuple(Part(member, items[member.item], {}) for member in bundle.members)
    return Whole(
        merge_form(bundle, items, parts), merge_materials(bundle, parts), {part.id: part.name for part in parts},
        pictures(_as_if_all_applied(bundle, items, parts), {code: one.name for code, one in directory().agencies.items()}),
        sum(len(part.guide.form) for part in parts), sum(len(part.guide.requirements({})) for part in parts),
    )  # fmt: skip


def _as_if_all_applied(bundle: Bundle, items: Mapping[str, Guide], parts: tuple[Part, ...]) -> Merged:
    """The picture shows every member, those that exclude each other side by side."""
    unanswered = merge(bundle, items, {})
    return Merged(
        bundle, {}, unanswered.questions, parts, layers(bundle, parts), unanswered.form, unanswered.materials,
        unanswered.fees,
    )  # fmt: skip
