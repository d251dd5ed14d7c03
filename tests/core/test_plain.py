"""What is taken in as text: composed, visible, in one kind of lines, and otherwise untouched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.core.plain import plain

ANY = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY)
def test_nothing_unseen_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not [c for c in once if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    once.encode()


@given(st.text(st.characters(categories=("L", "N", "P", "Sc", "Sm")), max_size=60))
def test_letters_numbers_and_marks_stay_as_they_were_composed(text: str) -> None:
    assert plain(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "name",
    ["𠮷野", "𬭊", "𰻞", "\U00031350", "葛\U000e0100", "\ue815", "１２３", "ئۇيغۇر\u200cچە", "👩\u200d🔬"],
)
def test_rare_private_and_newer_characters_are_kept(name: str) -> None:
    assert plain(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("李\0秀英", "李秀英"), ("李\u200b秀\u200d英\ufeff", "李秀英"), ("\u202egnp.exe", "gnp.exe"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"), ("Cafe\u0301", "Café"), ("\uf900", "豈"), ("李\ud800", "李"),
        ("\x1b[31m红", "[31m红"), ("x\uffff\U0010ffff\ufdd0", "x"), ("\u200d\u200cabc\u200d", "abc"),
    ],
)  # fmt: skip
def test_what_nobody_sees_goes(typed: str, kept: str) -> None:
    assert plain(typed) == kept
