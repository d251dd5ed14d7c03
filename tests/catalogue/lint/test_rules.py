"""Every rule finds the edition that breaks it, at its place, and lets pass the one that just does not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings

from onewindow.catalogue.keeping import read_rules
from onewindow.catalogue.lint import RULES, SEVERITIES, Mark, examine
from onewindow.catalogue.schema import read
from tests.catalogue.lint.breaks import PAIRS, Pair
from tests.catalogue.lint.clean import AROUND, CLEAN, with_all

each = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.rule} at {pair.place}")


def places(marks: list[Mark], rule: str) -> list[str]:
    return [mark.field for mark in marks if mark.rule == rule]


def test_the_clean_edition_has_no_mark_at_all() -> None:
    assert examine(CLEAN, AROUND) == []


@pytest.mark.seeds("N18", "N19", "N20", "N24", "N25", "N26", "N36", "W16", "W17", "L6", "L7", "L22", "H21")
@each
def test_what_breaks_a_rule_is_marked_at_its_place(pair: Pair) -> None:
    assert pair.place in places(examine(pair.breaks, pair.around), pair.rule)


@each
def test_what_just_keeps_a_rule_is_not_marked_by_it(pair: Pair) -> None:
    read(pair.keeps)
    assert places(examine(pair.keeps, pair.around), pair.rule) == []


def test_every_rule_has_such_a_pair() -> None:
    assert len(RULES) >= 22
    assert set(RULES) - {pair.rule for pair in PAIRS} == set()


def test_what_the_schema_refuses_and_no_rule_names_is_a_mark_too() -> None:
    (mark,) = examine({**CLEAN, "colour": "red"}, AROUND)
    assert (mark.rule, mark.severity, mark.field) == ("schema", "blocking", "colour")


def test_the_gravest_comes_first_and_then_the_order_of_the_document() -> None:
    document = with_all(
        CLEAN, ("handling", []), ("materials.0.sample", "略"), ("results.0.validity", None), ("fees.0.note", "略"),
        ("visits", 3), ("legal_bases.0.checked", False),
    )  # fmt: skip
    marks = examine(document, AROUND)
    gravity = [list(SEVERITIES).index(mark.severity) for mark in marks]
    assert gravity == sorted(gravity)
    blocking = [mark.field for mark in marks if mark.severity == "blocking"]
    assert blocking == ["legal_bases[0]", "materials[0].sample", "fees[0].note", "handling"]


def test_the_tenth_material_comes_after_the_second() -> None:
    many = [{**CLEAN["materials"][1], "id": f"m{n}", "key": f"m{n}", "name": f"材料{n}甲", "sample": "略",
             "proves": f"m{n}"} for n in range(11)]  # fmt: skip
    marks = examine({**CLEAN, "materials": many}, AROUND)
    assert places(marks, "empty-words") == [f"materials[{n}].sample" for n in range(11)]


def test_marks_go_to_the_editor_as_plain_values() -> None:
    marks = [asdict(mark) for mark in examine({**CLEAN, "handling": []}, AROUND)]
    assert json.loads(json.dumps(marks)) == marks
    assert set(marks[0]) == {"rule", "severity", "field", "message", "remedy"}


def test_a_rule_says_to_an_official_what_is_wrong_and_what_to_do() -> None:
    for rule in RULES.values():
        for text in (rule.title, rule.source, rule.remedy):
            assert text.strip(), rule.code
        assert rule.remedy.endswith("。"), rule.code
        assert rule.check is not None or (rule.refused is not None and rule.severity == "blocking"), rule.code


def test_the_citys_rules_are_read_and_explain_its_terms() -> None:
    rules = read_rules(Path(settings.CONTENT_DIR) / "rules" / "catalogue.yaml")
    assert rules.longest_sentence == 60
    assert all(meaning and len(meaning) <= rules.longest_sentence for meaning in rules.terms.values())
