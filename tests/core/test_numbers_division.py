import pytest

from onewindow.core.numbers.division import Division, Level, check
from onewindow.core.numbers.fault import NumberFault


@pytest.mark.parametrize(
    ("code", "level", "label", "parent"),
    [
        ("100000", Level.NATION, "国家级", None),
        ("320000", Level.PROVINCE, "省级", "100000"),
        ("320200", Level.CITY, "市级", "320000"),
        ("320211", Level.COUNTY, "县级", "320200"),
        ("320211001", Level.TOWN, "乡镇（街道）级", "320211"),
        ("320211001201", Level.VILLAGE, "村（社区）级", "320211001"),
    ],
)
def test_a_code_tells_its_level_and_what_lies_above(
    code: str, level: Level, label: str, parent: str | None
) -> None:
    division = check(code)
    assert (division.level, division.level.label) == (level, label)
    assert division.parent == (None if parent is None else Division(parent))


def test_longer_forms_of_one_division_are_one_division() -> None:
    assert check("320211000000") == check("320211000") == check(" ３２０２１１ ") == Division("320211")
    assert check("320211001000") == Division("320211001")


def test_a_city_covers_its_districts_towns_and_villages_and_nothing_beside_them() -> None:
    city, district, other = Division("990100"), Division("990102"), Division("990103")
    assert city.covers(district)
    assert city.covers(Division("990102001201"))
    assert district.covers(Division("990102001"))
    assert district.covers(district)
    assert Division("100000").covers(city)
    assert not district.covers(city)
    assert not district.covers(other)
    assert not Division("990102001").covers(Division("990102002"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "division-length"),
        ("32021", "division-length"),
        ("3202110012", "division-length"),
        ("32021A", "division-length"),
        ("160000", "division-unknown"),
        ("990102", "division-unknown"),
        ("320011", "division-gap"),
    ],
)
def test_a_wrong_code_is_refused_with_its_own_code(text: str, code: str) -> None:
    with pytest.raises(NumberFault) as caught:
        check(text)
    assert caught.value.code == code


def test_the_demo_city_exists_in_the_demo_only() -> None:
    assert check("990102001", demo=True).six == "990102"
