"""The search columns of an edition: its names in characters and pinyin, and their initials."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from onewindow.catalogue.search import SEPARATOR, fold


@dataclass(frozen=True, slots=True)
class SearchColumns:
    """`initials` of every name (食品经营许可 → spjyxk) and `tokens`: the names and their pinyin."""

    initials: str
    tokens: str


def search_columns(names: Iterable[str]) -> SearchColumns:
    """For the name and the aliases, without repetitions, in their order."""
    folded = list(dict.fromkeys(fold(name) for name in names))
    initials = [initials_of(name) for name in folded]
    pinyin = ["".join(_pinyin().lazy_pinyin(name)) for name in folded]
    return SearchColumns(SEPARATOR.join(dict.fromkeys(initials)), SEPARATOR.join([*folded, *pinyin]))


def initials_of(name: str) -> str:
    """The first letters of its pinyin: 食品 → sp; what is no Chinese stays as it is."""
    library = _pinyin()
    return "".join(library.lazy_pinyin(name, style=library.Style.FIRST_LETTER))


def _pinyin() -> Any:
    """The library with its 57 MB of words, loaded by the first process that spells a name out and no other."""
    return import_module("pypinyin")
