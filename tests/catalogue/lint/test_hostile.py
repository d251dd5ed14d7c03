"""The check answers whatever it is given, and quickly."""

from __future__ import annotations

import time
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.catalogue.lint import SEVERITIES, examine
from tests.catalogue.lint.clean import AROUND, CLEAN, EARLIER, beside, with_all

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
PLACES: list[tuple[str | int, ...]] = []


def _walk(value: Any, way: tuple[str | int, ...]) -> None:
    if way:
        PLACES.append(way)
    for key, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        _walk(inner, (*way, key))


_walk(CLEAN, ())
ODD: tuple[Any, ...] = ("", "无", "甲" * 300, 0, -1, [], {}, None, {"premises": ["owned"]}, 10**30)
values = st.sampled_from(ODD)


@given(document=st.dictionaries(st.sampled_from([*CLEAN, "", "x"]), json, max_size=8))
def test_any_json_gets_an_answer(document: dict[str, Any]) -> None:
    for mark in examine(document, AROUND):
        assert mark.severity in SEVERITIES
        assert mark.message
        assert mark.remedy


@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), values | json), min_size=1, max_size=4))
def test_an_edition_with_anything_in_any_place_gets_an_answer(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    document = deepcopy(CLEAN)
    for (*way, last), value in changes:
        place: Any = document
        for key in way:
            place = place[key] if _has(place, key) else None
        if _has(place, last):
            place[last] = deepcopy(value)
    assert all(mark.remedy for mark in examine(document, beside(EARLIER)))


def _has(place: Any, key: Any) -> bool:
    if isinstance(place, dict):
        return key in place
    return isinstance(place, list) and isinstance(key, int) and key < len(place)


@pytest.mark.parametrize("document", [[], "x", None, 3, {"materials": {"0": []}}, {"name": "\ud800"}])
def test_what_is_no_document_is_marked(document: Any) -> None:
    assert [mark.rule for mark in examine(document, AROUND)] != []


def test_a_field_of_a_hundred_thousand_characters_is_one_clear_mark() -> None:
    marks = examine({**CLEAN, "accountability": "依法。" * 33_334}, AROUND)
    assert [(mark.rule, mark.field) for mark in marks] == [("schema", "accountability")]


def test_no_text_makes_the_check_search_for_ever() -> None:
    started = time.process_time()
    for text in ("听取" * 50_000, "等" * 100_000, "其他" * 50_000, "-" * 100_000 + "x"):
        examine(
            with_all(CLEAN, ("materials.1.justification", text), ("materials.1.requirement", text)), AROUND
        )
    assert time.process_time() - started < 5


def test_an_edition_of_many_parts_is_checked_while_one_types() -> None:
    """150 materials and 60 questions, far beyond any real guide; the limit is that of issue 4, with room for a slow machine."""
    questions = [
        {"id": f"q{n}", "question": f"第{n}问？", "when": {f"q{n - 1}": ["a"]} if n else None,
         "answers": [{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]} for n in range(60)
    ]  # fmt: skip
    lease = {
        key: value for key, value in CLEAN["materials"][1].items() if key not in {"deferrable", "defer_days"}
    }
    materials = [
        {
            **lease,
            "id": f"m{n}",
            "key": f"m{n}",
            "name": f"材料{n}",
            "proves": "same",
            "when": {f"q{n % 60}": ["b"]},
        }
        for n in range(150)
    ]
    document = {**CLEAN, "situations": questions, "materials": materials}
    started = time.process_time()
    marks = examine(document, AROUND)
    assert time.process_time() - started < 3
    assert {mark.rule for mark in marks if mark.severity == "blocking"} == {"second-proof"}
