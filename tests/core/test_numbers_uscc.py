import pytest
import stdnum.cn.uscc
import stdnum.exceptions
from hypothesis import given
from hypothesis import strategies as st

from onewindow.core.numbers import uscc
from onewindow.core.numbers.fault import NumberFault

EXAMPLE = "91110000600037341L"

organisations = st.text(uscc.ALPHABET, min_size=8, max_size=8)
heads = st.tuples(st.sampled_from("159"), st.sampled_from("1239"), st.sampled_from(["110000", "320211"]))


def built(head: tuple[str, str, str], organisation: str) -> str:
    first17 = "".join(head) + organisation + uscc.organisation_check(organisation)
    return first17 + uscc.check_character(first17)


def code_of(text: str) -> str:
    with pytest.raises(NumberFault) as caught:
        uscc.check(text)
    return caught.value.code


def test_a_code_tells_its_authority_kind_region_and_organisation_code() -> None:
    read = uscc.check(EXAMPLE)
    assert (read.authority, read.kind, read.division, read.organisation) == ("9", "1", "110000", "600037341")
    assert read.authority_name == "市场监督管理"


@given(heads, organisations)
def test_every_code_with_both_checks_is_one_for_stdnum(head: tuple[str, str, str], organisation: str) -> None:
    number = built(head, organisation)
    assert uscc.check(number).number == stdnum.cn.uscc.validate(number) == number


@given(heads, organisations, st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_one_wrong_character_is_refused_here_and_by_stdnum(
    head: tuple[str, str, str], organisation: str, place: int, character: str
) -> None:
    number = built(head, organisation)
    wrong = number[:place] + character + number[place + 1 :]
    if wrong == number:
        return
    with pytest.raises(NumberFault):
        uscc.check(wrong)
    with pytest.raises(stdnum.exceptions.ValidationError):
        stdnum.cn.uscc.validate(wrong)


def test_a_code_whose_organisation_part_is_wrong_is_refused_though_its_last_character_is_right() -> None:
    first17 = EXAMPLE[:16] + "2"
    number = first17 + uscc.check_character(first17)
    assert stdnum.cn.uscc.is_valid(number)
    assert code_of(number) == "uscc-organisation-check"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "uscc-length"),
        (EXAMPLE[:-1], "uscc-length"),
        (EXAMPLE.replace("0", "O"), "uscc-letters"),
        ("91110A00600037341L", "uscc-characters"),
        ("91110000600037341*", "uscc-characters"),
        ("91110000600037341M", "uscc-check"),
        (built(("9", "1", "160000"), "60003734"), "uscc-region"),
        (built(("9", "1", "990102"), "60003734"), "uscc-demo"),
    ],
)
def test_a_wrong_code_is_refused_with_its_own_code(text: str, code: str) -> None:
    assert code_of(text) == code


def test_letters_that_look_like_digits_are_named() -> None:
    with pytest.raises(NumberFault, match="I、O、S、V、Z"):
        uscc.check(EXAMPLE.replace("1", "I"))


def test_full_width_small_letters_and_gaps_are_put_right() -> None:
    assert uscc.check("９１ 110000-600037341l").number == EXAMPLE


def test_codes_registered_with_the_nation_are_taken() -> None:
    assert uscc.check(built(("9", "1", "100000"), "60003734")).division == "100000"


@given(st.integers(0, 99_999_999))
def test_made_codes_are_right_and_only_for_the_demo(serial: int) -> None:
    number = uscc.make_uscc("990102", serial)
    assert uscc.check(number, demo=True).division == "990102"
    assert stdnum.cn.uscc.is_valid(number)
    assert code_of(number) == "uscc-demo"


@pytest.mark.parametrize(("division", "serial"), [("110000", 1), ("990102", 100_000_000), ("990102", -1)])
def test_codes_that_could_be_somebodys_are_not_made(division: str, serial: int) -> None:
    with pytest.raises(ValueError, match=r"never assigned|eight digits"):
        uscc.make_uscc(division, serial)
