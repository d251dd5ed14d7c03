from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from onewindow.core.calendar import SHANGHAI
from onewindow.core.canon import canonical


def test_keys_are_sorted_and_nothing_is_spaced_or_escaped() -> None:
    assert canonical({"b": [1, True, None], "a": "一窗\n"}) == '{"a":"一窗\\n","b":[1,true,null]}'.encode()


def test_keys_in_nested_mappings_are_sorted_too() -> None:
    assert canonical([{"z": {"b": 1, "a": 2}}]) == b'[{"z":{"a":2,"b":1}}]'


def test_composed_and_decomposed_letters_give_the_same_bytes() -> None:
    assert canonical({"e\u0301": "u\u0308"}) == canonical({"\u00e9": "\u00fc"})


def test_two_keys_that_differ_only_in_composition_are_refused() -> None:
    with pytest.raises(ValueError, match="same once normalised"):
        canonical({"e\u0301": 1, "\u00e9": 2})


@pytest.mark.parametrize("value", [0.5, [1.0], {"a": 2.5}, b"x", {1, 2}, {1: "a"}, object()])
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_the_same_instant_gives_the_same_bytes_in_any_zone() -> None:
    here = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
    assert canonical(here) == b'"2026-03-02T09:30:00+08:00"'
    assert canonical(here.astimezone(UTC)) == canonical(here)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        canonical(datetime(2026, 3, 2))  # noqa: DTZ001 - the naive time is the point


def test_dates_ids_and_amounts_are_strings() -> None:
    value = (date(2026, 3, 2), UUID(int=7), Decimal("1E+2"), Decimal("1.50"))
    assert canonical(value) == b'["2026-03-02","00000000-0000-0000-0000-000000000007","100","1.50"]'


def test_an_amount_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        canonical(Decimal("NaN"))
