from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from onewindow.core import ids

AT = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


def test_an_id_is_a_version_7_uuid_that_carries_its_millisecond() -> None:
    made = ids.uuid7(AT)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == round(AT.timestamp() * 1000 - 0.456)


def test_ids_of_one_millisecond_sort_in_the_order_in_which_they_were_made() -> None:
    made = [ids.uuid7(AT) for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000


def test_a_later_millisecond_sorts_later_whatever_was_drawn() -> None:
    made = [ids.uuid7(AT + timedelta(milliseconds=n)) for n in range(500)]
    assert made == sorted(made)


def test_an_id_needs_an_aware_time() -> None:
    with pytest.raises(ValueError, match="aware"):
        ids.uuid7(datetime(2026, 3, 2))  # noqa: DTZ001 - the naive time is the point


def test_a_query_code_has_no_character_that_looks_like_another() -> None:
    drawn = "".join(ids.query_code() for _ in range(2000))
    assert len(drawn) == 16000
    assert set(drawn) == set("23456789ACDEFHJKMNPQRTWXY")


def test_a_query_code_may_be_typed_in_full_width_lower_case_with_gaps() -> None:
    assert ids.read_query_code(" ａ3c4-de 5f ") == "A3C4DE5F"


def draw_some() -> tuple[list[UUID], list[str]]:
    return [ids.uuid7(AT) for _ in range(3)], [ids.query_code() for _ in range(3)]


def test_the_same_seed_gives_the_same_ids_and_codes_even_when_used_twice() -> None:
    with ids.seeded(7):
        first = draw_some()
    with ids.seeded(7):
        second = draw_some()
    with ids.seeded(8):
        other = draw_some()
    assert first == second
    assert set(first[0]).isdisjoint(other[0])
    assert set(first[1]).isdisjoint(other[1])


def test_after_the_seeded_block_ids_are_drawn_from_the_system_again() -> None:
    with ids.seeded(7):
        inside = ids.query_code(), ids.uuid7(AT)
    after_one = ids.query_code(), ids.uuid7(AT)
    with ids.seeded(7):
        ids.query_code()
    assert after_one != (ids.query_code(), ids.uuid7(AT))
    assert inside != after_one
