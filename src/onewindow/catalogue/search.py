"""Finding an item by what people type: its name, a part or an everyday name of it, pinyin or a code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

Stamp = tuple[int, datetime | None, str | None]

# Grades of a hit, best first.
EXACT, OPENS_NAME, OPENS_INITIALS, IN_NAME, IN_ALIAS, IN_INITIALS, ALL_WORDS, SIMILAR = range(8)
SIMILAR_SHARE = 0.5
SEPARATOR = " "


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of one edition; every word is folded."""

    edition_id: UUID
    name: str
    codes: frozenset[str]
    words: tuple[str, ...]
    initials: tuple[str, ...]
    pairs: frozenset[str]

    @classmethod
    def of(cls, edition_id: UUID, name: str, code: str, slug: str, initials: str, tokens: str) -> Entry:
        """From the columns of a row; `spelling` makes the last two."""
        words, letters = tuple(tokens.split(SEPARATOR)), tuple(initials.split(SEPARATOR))
        pairs = frozenset(pair for word in (*words, *letters) for pair in _pairs(word))
        return cls(edition_id, fold(name), frozenset({fold(code), fold(slug)}), words, letters, pairs)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """All editions in force on one day; a few milliseconds for 2,000 of them."""

    entries: Sequence[Entry]

    def find(self, text: str) -> list[UUID]:
        """Ids of what may be meant, best first; none for an empty text."""
        words = [word for part in text.split() if (word := fold(part))]
        if not words:
            return []
        hits = [
            (grade, len(e.name), e.name, e.edition_id) for e in self.entries if (grade := _grade(e, words))
        ]
        return [edition_id for *_, edition_id in sorted(hits)]


def fold(text: str) -> str:
    """Letters and digits only, half width, lower case; so 许可（新办） and 许可新办 are the same."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def _grade(entry: Entry, words: Sequence[str]) -> tuple[int, float] | None:
    typed = "".join(words)
    direct = _direct(entry, typed)
    if direct is not None:
        return direct, 0.0
    if all(any(word in known for known in (*entry.words, *entry.initials)) for word in words):
        return ALL_WORDS, 0.0
    share = _share(typed, entry.pairs)
    return (SIMILAR, -share) if share >= SIMILAR_SHARE else None


def _direct(entry: Entry, typed: str) -> int | None:
    tests = (
        (EXACT, typed == entry.name or typed in entry.codes or typed in entry.words),
        (OPENS_NAME, entry.name.startswith(typed)),
        (OPENS_INITIALS, any(letters.startswith(typed) for letters in entry.initials)),
        (IN_NAME, typed in entry.name),
        (IN_ALIAS, any(typed in word for word in entry.words)),
        (IN_INITIALS, any(typed in letters for letters in entry.initials)),
    )
    return next((grade for grade, met in tests if met), None)


def _share(typed: str, known: frozenset[str]) -> float:
    """How much of what was typed is known, by pairs of neighbouring characters: one wrong one costs two."""
    pairs = list(_pairs(typed))
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 0.0


def _pairs(word: str) -> Iterable[str]:
    return (a + b for a, b in pairwise(word))
