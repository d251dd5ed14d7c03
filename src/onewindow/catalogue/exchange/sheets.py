"""The sheets of a workbook of editions: one a group of parts, one row a part, under Chinese headings.

Every row names its item by the slug; a row of a list within a part names that part as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onewindow.catalogue.wording import BY_PATH, GROUPS, ITEM, Field, Group

SLUG = Field("slug", "事项标识")
Row = list[tuple[Field, Any]]


@dataclass(frozen=True)
class Sheet:
    """`keys` name what a row belongs to, `fields` what it says itself."""

    group: Group
    keys: tuple[Field, ...]

    @property
    def title(self) -> str:
        return self.group.label

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.group.fields

    @property
    def columns(self) -> tuple[Field, ...]:
        return (*self.keys, *self.fields)

    @property
    def parent(self) -> str:
        """The path of the list that a row's part stands in; empty when it stands in the item itself."""
        head, _, name = self.group.path.rpartition(".")
        return head if name and head in BY_PATH else ""

    @property
    def within(self) -> str:
        """The path of the list from the part that has it."""
        return self.group.path.removeprefix(f"{self.parent}.") if self.parent else self.group.path

    def rows(self, document: Mapping[str, Any]) -> Iterator[Row]:
        """The rows of one document."""
        slug = (SLUG, document.get("slug"))
        if self.group is ITEM:
            yield [(field, field.value(document)) for field in self.fields]
            return
        for owner, part in self._parts(document):
            keys = [slug, *((key, owner.get("id")) for key in self.keys[1:])]
            yield [
                *keys,
                *((field, part if self.group.plain else field.value(part)) for field in self.fields),
            ]

    def _parts(self, document: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
        owners = Field(self.parent, "").value(document) if self.parent else [document]
        for owner in owners or ():
            for part in Field(self.within, "").value(owner) or ():
                yield owner, part


def _sheet(group: Group) -> Sheet:
    if group is ITEM:
        return Sheet(group, ())
    head, _, _ = group.path.rpartition(".")
    parent = (Field("parent", f"{BY_PATH[head].label}编号"),) if head in BY_PATH and head else ()
    return Sheet(group, (SLUG, *parent))


SHEETS: Sequence[Sheet] = tuple(_sheet(group) for group in GROUPS)
BY_TITLE: Mapping[str, Sheet] = {sheet.title: sheet for sheet in SHEETS}
BY_GROUP: Mapping[str, Sheet] = {sheet.group.path: sheet for sheet in SHEETS}
