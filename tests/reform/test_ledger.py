"""Two sides: sums over what both have, and by name what fell away."""

from __future__ import annotations

from fractions import Fraction

import pytest

from onewindow.reform.figures import Figure
from onewindow.reform.ledger import Matter, Row, Side, compare


def matter(name: str, materials: tuple[str, ...], visits: int) -> Matter:
    return Matter(name, {
        "items": Figure(Fraction(1), (name,)), "materials": Figure(Fraction(len(materials)), materials),
        "visits": Figure(Fraction(visits)),
    })  # fmt: skip


def whole(*numbers: Fraction | None) -> list[float]:
    return [float(n) for n in numbers if n is not None]


OLD: Side = {"a": matter("甲事项", ("执照", "合同", "照片"), 4), "b": matter("乙事项", ("执照",), 1)}
NEW: Side = {"a": matter("甲事项", ("合同", "承诺书"), 0)}


def row(key: str, before: Side = OLD, after: Side = NEW) -> Row:
    return next(row for row in compare(before, after) if row.measure.key == key)


@pytest.mark.seeds("H17")
def test_the_five_reductions_stand_first() -> None:
    labels = [row.measure.label for row in compare(OLD, NEW)][:5]
    assert labels == ["减事项", "减环节", "减材料", "减时限", "减跑动"]


def test_matters_are_counted_on_each_side() -> None:
    items = row("items")
    assert whole(items.before, items.after, items.fewer) == [2, 1, 1]
    assert [(line.name, line.gone) for line in items.lines] == [("甲事项", ()), ("乙事项", ("乙事项",))]


def test_everything_else_only_where_both_sides_have_the_matter() -> None:
    materials, visits = row("materials"), row("visits")
    assert whole(materials.before, materials.after) == [3, 2]
    assert whole(visits.before, visits.after, visits.fewer) == [4, 0, 4]


def test_what_fell_away_and_what_came_is_named() -> None:
    line = row("materials").lines[0]
    assert (line.gone, line.new, line.differs) == (("执照", "照片"), ("承诺书",), True)


def test_what_a_side_does_not_state_is_not_compared() -> None:
    assert row("steps").lines == ()


def test_a_side_that_states_only_some_of_its_matters_is_not_counted() -> None:
    reference = {"a": Matter("甲事项", {"materials": Figure(Fraction(1))})}
    assert row("items", OLD, reference).lines == ()


def test_numbers_without_a_list_name_nothing() -> None:
    reference = {"a": Matter("甲事项", {"materials": Figure(Fraction(1))})}
    line = row("materials", OLD, reference).lines[0]
    assert whole(line.before, line.after) == [3, 1]
    assert (line.gone, line.new) == ((), ())


def test_needing_more_is_shown_as_such() -> None:
    assert row("visits", NEW, OLD).fewer == -4
