"""The search columns of an edition: its names in characters and pinyin, and their initials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from onewindow.catalogue.search import SEPARATOR, fold


@dataclass(frozen=True, slots=True)
class SearchColumns:
    """`initials` of every name (食品经营许可 → spjyxk) and `tokens`: the names and their pinyin."""

    initials: str
    tokens: str


def search_columns(names: Iterable[str]) -> SearchColumns:
    """For the name and the aliases, without repetitions, in their order."""
    folded = list(dict.fromkeys(fold(name) for name in names))
    initials = ["".join(lazy_pinyin(name, style=Style.FIRST_LETTER)) for name in folded]
    pinyin = ["".join(lazy_pinyin(name)) for name in folded]
    return SearchColumns(SEPARATOR.join(dict.fromkeys(initials)), SEPARATOR.join([*folded, *pinyin]))
