"""Finding an item by what people type: its name, a part or an everyday name of it, pinyin or a code."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

Stamp = tuple[int, int | None, str | None]

# Grades of a hit, best first.
EXACT, OPENS_NAME, OPENS_INITIALS, IN_NAME, IN_WORD, IN_LETTERS, ALL_WORDS, SIMILAR = range(8)
SIMILAR_SHARE = 0.5
SEPARATOR = " "


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of one edition; every word is folded, `all` are all of them."""

    edition_id: UUID
    name: str
    codes: frozenset[str]
    words: tuple[str, ...]
    initials: tuple[str, ...]
    all: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, edition_id: UUID, name: str, code: str, slug: str, initials: str, tokens: str) -> Entry:
        """From the columns of a row; `spelling` makes the last two."""
        words, letters = tuple(tokens.split(SEPARATOR)), tuple(initials.split(SEPARATOR))
        codes = frozenset({fold(code), fold(slug)})
        pairs: frozenset[str] = frozenset().union(*map(_pairs, (*words, *letters)))
        everything = SEPARATOR.join((*words, *letters, *codes))
        return cls(edition_id, fold(name), codes, words, letters, everything, pairs)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: its words, all of them as one, and the pairs of neighbouring characters in it."""

    words: tuple[str, ...]
    typed: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Query:
        words = tuple(word for part in text.split() if (word := fold(part)))
        typed = "".join(words)
        return cls(words, typed, _pairs(typed))


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """All editions in force on one day; a few milliseconds for 2,000 of them."""

    entries: Sequence[Entry]

    def find(self, text: str) -> list[UUID]:
        """Ids of what may be meant, best first; none for an empty text."""
        query = Query.of(text)
        if not query.typed:
            return []
        hits = [
            (grade, len(e.name), e.name, e.edition_id) for e in self.entries if (grade := _grade(e, query))
        ]
        return [edition_id for *_, edition_id in sorted(hits)]


def fold(text: str) -> str:
    """Letters and digits only, half width, lower case; so 许可（新办） and 许可新办 are the same."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def _grade(entry: Entry, query: Query) -> tuple[int, float] | None:
    """The grade, and within a grade less is better."""
    if query.typed in entry.all:
        return _direct(entry, query.typed), 0.0
    if len(query.words) > 1 and all(word in entry.all for word in query.words):
        return ALL_WORDS, 0.0
    share = len(query.pairs & entry.pairs) / (len(query.pairs) or 1)
    return (SIMILAR, -share) if share >= SIMILAR_SHARE else None


def _direct(entry: Entry, typed: str) -> int:
    if typed == entry.name or typed in entry.codes or typed in entry.words:
        return EXACT
    if entry.name.startswith(typed):
        return OPENS_NAME
    if any(letters.startswith(typed) for letters in entry.initials):
        return OPENS_INITIALS
    if typed in entry.name:
        return IN_NAME
    if any(typed in word for word in entry.words):
        return IN_WORD
    return IN_LETTERS


def _pairs(word: str) -> frozenset[str]:
    """Neighbouring characters: a wrong one costs two of them."""
    return frozenset(a + b for a, b in pairwise(word))
