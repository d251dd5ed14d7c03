"""The barcode, against the standard's own rules and against a scanner that is not ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.documents.printing.marks import code128, code128_symbols, qr_svg

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=50)


def test_digits_go_two_to_a_symbol() -> None:
    assert code128_symbols("123456") == [105, 12, 34, 56, 44]
    assert code128_symbols("AB") == [104, 33, 34, 102]


def test_the_code_changes_over_where_digits_begin_and_end() -> None:
    assert code128_symbols("JZ2026A")[:-1] == [104, 42, 58, 99, 20, 26, 100, 33]


@given(PRINTABLE)
def test_symbols_say_the_text_and_the_check_sum_holds(text: str) -> None:
    *symbols, check = code128_symbols(text)
    assert check == (symbols[0] + sum(n * symbol for n, symbol in enumerate(symbols[1:], 1))) % 103
    assert decoded(symbols) == text


@given(PRINTABLE)
def test_bars_are_as_wide_as_the_standard_asks(text: str) -> None:
    barcode = code128(text)
    assert barcode.modules == 10 + 11 * len(code128_symbols(text)) + 13 + 10


@pytest.mark.parametrize("text", ["", "办件12", "a\nb", "\x7f"])
def test_what_code_128_cannot_say_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        code128(text)


def test_a_qr_code_is_the_same_every_time() -> None:
    assert qr_svg("/track/JZ1") == qr_svg("/track/JZ1") != qr_svg("/track/JZ2")


def decoded(symbols: list[int]) -> str:
    in_c = symbols[0] == 105
    text = ""
    for symbol in symbols[1:]:
        if symbol == (100 if in_c else 99):
            in_c = not in_c
        else:
            text += f"{symbol:02}" if in_c else chr(symbol + 32)
    return text
