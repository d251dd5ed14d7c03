from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10, mod_37_36

from onewindow.core.numbers import check_digit, series
from onewindow.core.numbers.fault import NumberFault

DAY = date(2026, 3, 2)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
divisions = st.integers(100_000, 999_999).map(str)


def code_of(read: Callable[[str], object], text: str) -> str:
    with pytest.raises(NumberFault) as caught:
        read(text)
    return caught.value.code


@given(st.text(check_digit.DIGITS, min_size=1, max_size=25))
def test_check_digits_agree_with_stdnum(body: str) -> None:
    assert check_digit.mod_11_10(body) == mod_11_10.calc_check_digit(body)


@given(st.text(check_digit.ALPHANUMERIC, min_size=1, max_size=25))
def test_check_characters_agree_with_stdnum(body: str) -> None:
    assert check_digit.mod_37_36(body) == mod_37_36.calc_check_digit(body)


@given(divisions, days, st.integers(1, 99_999))
def test_a_case_number_reads_back_as_what_it_was_made_of(division: str, day: date, serial: int) -> None:
    read = series.read_case_number(series.case_number(division, day, serial))
    assert (read.division, read.day, read.serial) == (division, day, serial)


@given(days, st.integers(1, 99_999), st.integers(0, 19), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_a_case_number_is_caught(day: date, serial: int, place: int, digit: str) -> None:
    number = series.case_number("990102", day, serial)
    wrong = number[:place] + digit + number[place + 1 :]
    if wrong != number:
        assert code_of(series.read_case_number, wrong) == "case-number-check"


def test_a_case_number_is_spoken_in_groups_and_read_from_them() -> None:
    number = series.case_number("990102", DAY, 12)
    assert number == "99010220260302000120"
    spoken = series.read_case_number(number).spoken
    assert spoken == "990102 20260302 00012 0"
    assert series.read_case_number(spoken).number == number


def test_a_document_number_is_written_as_gb_t_9704_says() -> None:
    assert series.document_number("江市监", "食许受", 2026, 12) == "江市监食许受〔2026〕12号"


@pytest.mark.parametrize(
    "typed",
    [
        "江市监食许受〔2026〕12号",
        "江市监食许受[2026]12号",
        "江市监食许受（2026）12 号",
        "江市监食许受【２０２６】１２号",
    ],
)
def test_a_document_number_is_read_with_any_brackets(typed: str) -> None:
    read = series.read_document_number(typed)
    assert (read.series, read.year, read.serial) == ("江市监食许受", 2026, 12)
    assert read.number == "江市监食许受〔2026〕12号"


@pytest.mark.parametrize(
    "typed", ["", "江市监〔2026〕012号", "〔2026〕12号", "江市监〔26〕12号", "江市监2026-12"]
)
def test_what_is_no_document_number_is_refused(typed: str) -> None:
    assert code_of(series.read_document_number, typed) == "document-number-shape"


@given(st.sampled_from(["JJ", "JG"]), divisions, days, st.integers(1, 9_999))
def test_a_sheet_number_reads_back_as_what_it_was_made_of(
    kind: str, division: str, day: date, serial: int
) -> None:
    number = series.sheet_number(kind, division, day, serial)
    read = series.read_sheet_number(number.lower())
    assert (read.number, read.kind, read.division, read.day, read.serial) == (
        number,
        kind,
        division,
        day,
        serial,
    )


def test_a_mistyped_sheet_number_is_refused() -> None:
    number = series.sheet_number("JJ", "990102", DAY, 3)
    assert code_of(series.read_sheet_number, "JG" + number[2:]) == "sheet-number-check"
    assert code_of(series.read_sheet_number, number[:-1]) == "sheet-number-shape"


@given(days, st.integers(1, 9_999), st.integers(0, 14))
def test_an_engagement_number_reads_back_and_one_wrong_digit_is_refused(
    day: date, serial: int, place: int
) -> None:
    number = series.engagement_number(day, serial)
    read = series.read_engagement_number(f" {number.lower()}")
    assert (read.number, read.day, read.serial) == (number, day, serial)
    if place >= 2:
        wrong = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
        assert code_of(series.read_engagement_number, wrong) == "engagement-number-check"
    assert code_of(series.read_engagement_number, number[:-1]) == "engagement-number-shape"


@given(st.integers(1, 999_999_999), st.integers(0, 99))
def test_a_paper_barcode_is_twelve_digits_and_reads_back(serial: int, cell: int) -> None:
    number = series.paper_barcode(serial, cell)
    assert (len(number), number.isdigit()) == (12, True)
    read = series.read_paper_barcode(number)
    assert (read.cell, read.serial) == (cell, serial)


def test_a_misread_barcode_is_refused() -> None:
    number = series.paper_barcode(7)
    assert number == "000000000078"
    assert code_of(series.read_paper_barcode, number[:-1] + "9") == "paper-barcode-check"
    assert code_of(series.read_paper_barcode, number + "0") == "paper-barcode-shape"


def test_a_scan_says_by_its_form_what_it_is() -> None:
    assert series.recognise(series.case_number("990102", DAY, 12)) == "case"
    assert series.recognise(series.sheet_number("JJ", "990102", DAY, 3)) == "sheet"
    assert series.recognise(series.paper_barcode(7)) == "paper"
    assert series.recognise("王小明") is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: series.case_number("990102", DAY, 0),
        lambda: series.case_number("990102", DAY, 100_000),
        lambda: series.case_number("990102001", DAY, 1),
        lambda: series.document_number("江市监", "", 2026, 1),
        lambda: series.document_number("江市监", "食许受", 2026, 0),
        lambda: series.sheet_number("jj", "990102", DAY, 1),
        lambda: series.sheet_number("JJ", "990102", DAY, 10_000),
        lambda: series.engagement_number(DAY, 10_000),
        lambda: series.paper_barcode(0),
        lambda: series.paper_barcode(1, 100),
    ],
)
def test_a_number_that_would_not_fit_its_form_is_not_made(make: Callable[[], str]) -> None:
    with pytest.raises(ValueError, match=r"serial|digits|letters|short name"):
        make()
