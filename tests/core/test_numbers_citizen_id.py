from datetime import date

import pytest
import stdnum.cn.ric
import stdnum.exceptions
from hypothesis import given
from hypothesis import strategies as st

from onewindow.core.numbers.citizen_id import Sex, check, check_character, make_citizen_id
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Refusal

REAL_FORM = "110101199003074610"
births = st.dates(date(1900, 1, 1), date(2026, 12, 31))
orders = st.integers(0, 999)


def code_of(text: str) -> str:
    with pytest.raises(NumberFault) as caught:
        check(text)
    return caught.value.code


def numbered(division: str, birth: str, order: str = "461") -> str:
    first17 = division + birth + order
    return first17 + check_character(first17)


def test_a_number_tells_birth_sex_and_region() -> None:
    read = check("11010119900307461" + stdnum.cn.ric.calc_check_digit(REAL_FORM))
    assert (read.birth, read.sex, read.division) == (date(1990, 3, 7), Sex.MALE, "110101")
    assert check(numbered("110101", "19900307", "462")).sex is Sex.FEMALE


@given(births, orders, st.sampled_from(["110101", "320211", "440515", "650104"]))
def test_every_number_that_stdnum_takes_is_taken(birth: date, order: int, division: str) -> None:
    first17 = f"{division}{birth:%Y%m%d}{order:03}"
    number = first17 + stdnum.cn.ric.calc_check_digit(first17 + "0")
    assert check(number).number == number


@given(births, orders, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_refused_here_and_by_stdnum(
    birth: date, order: int, place: int, character: str
) -> None:
    number = numbered("320211", f"{birth:%Y%m%d}", f"{order:03}")
    wrong = number[:place] + character + number[place + 1 :]
    if wrong == number:
        assert check(wrong).number == number
        return
    with pytest.raises(NumberFault):
        check(wrong)
    with pytest.raises(stdnum.exceptions.ValidationError):
        stdnum.cn.ric.validate(wrong)


def test_full_width_digits_spaces_dashes_and_a_small_x_are_put_right() -> None:
    number = next(n for n in (numbered("320211", "19900307", f"{i:03}") for i in range(100)) if n[-1] == "X")
    wide = number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    typed = f" {wide[:6]} {wide[6:14]}－{wide[14:17]}x"
    assert check(typed).number == number
    assert check(number[:-1] + "×").number == number


def test_fifteen_digits_are_told_to_be_the_old_form() -> None:
    assert code_of("110101900307461") == "citizen-id-legacy"
    with pytest.raises(NumberFault, match="二代身份证上的18位"):
        check("110101900307461")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "citizen-id-length"),
        (REAL_FORM[:-1], "citizen-id-length"),
        (REAL_FORM + "0", "citizen-id-length"),
        ("11010119900307A610", "citizen-id-characters"),
        ("1101011990030746X0", "citizen-id-characters"),
        ("١١٠١٠١١٩٩٠٠٣٠٧٤٦١٠", "citizen-id-characters"),
        (numbered("110101", "19900230"), "citizen-id-date"),
        (numbered("110101", "19901301"), "citizen-id-date"),
        (numbered("110101", "10900307"), "citizen-id-date"),
        (numbered("160101", "19900307"), "citizen-id-region"),
        (numbered("000101", "19900307"), "citizen-id-region"),
        (REAL_FORM[:-1] + ("1" if check_character(REAL_FORM[:17]) != "1" else "2"), "citizen-id-check"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_refused_with_its_own_code(text: str, code: str) -> None:
    assert code_of(text) == code


def test_a_birth_after_today_is_refused_when_today_is_said() -> None:
    number = numbered("110101", "20260303")
    assert check(number, on=date(2026, 3, 3)).birth == date(2026, 3, 3)
    with pytest.raises(NumberFault, match="还没有到"):
        check(number, on=date(2026, 3, 2))


def test_numbers_of_residents_from_taiwan_and_of_abolished_counties_are_taken() -> None:
    assert check(numbered("830000", "19900307")).division == "830000"
    assert check(numbered("110103", "19900307")).division == "110103"


@given(births, orders)
def test_made_numbers_are_right_and_only_for_the_demo(birth: date, order: int) -> None:
    number = make_citizen_id("990102", birth, order)
    read = check(number, demo=True)
    assert (read.birth, read.division) == (birth, "990102")
    assert read.sex is (Sex.MALE if order % 2 else Sex.FEMALE)
    assert code_of(number) == "citizen-id-demo"


@pytest.mark.parametrize(
    ("division", "order"), [("110101", 1), ("9901", 1), ("990102", 1000), ("990102", -1)]
)
def test_numbers_that_could_be_somebodys_are_not_made(division: str, order: int) -> None:
    with pytest.raises(ValueError, match=r"never assigned|three digits"):
        make_citizen_id(division, date(1990, 3, 7), order)


def test_a_fault_is_a_refusal_of_what_was_typed_and_does_not_repeat_it() -> None:
    with pytest.raises(Refusal) as caught:
        check("110101199003074611")
    assert caught.value.status == 422
    assert not any(part in caught.value.message for part in ("110101", "19900307"))
