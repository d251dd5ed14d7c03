"""Answers decide what is asked."""

from __future__ import annotations

import pytest

from onewindow.catalogue.schema import Edition, applies, read
from onewindow.catalogue.schema.reading import EditionInvalid
from onewindow.core.refusal import Finding
from tests.catalogue.documents import promised, with_at

EDITION = read(promised())


def asked(edition: Edition, **answers: str) -> list[str]:
    return [material.id for material in edition.requirements(answers)]


def test_a_conditional_material_is_asked_only_under_its_answer() -> None:
    assert asked(EDITION, premises="rented") == ["licence", "lease"]
    assert asked(EDITION, premises="owned") == ["licence"]


def test_before_the_question_is_answered_only_what_everybody_brings_is_asked() -> None:
    assert asked(EDITION) == ["licence"]


def test_all_named_situations_must_be_met_and_one_answer_of_each_is_enough() -> None:
    when = {"premises": ("owned", "rented"), "size": ("large",)}
    assert applies(when, {"premises": "rented", "size": "large"})
    assert not applies(when, {"premises": "rented", "size": "small"})
    assert not applies(when, {"size": "large"})
    assert applies(None, {})


def test_a_procedure_may_depend_on_an_answer() -> None:
    edition = read(with_at(promised(), "special_procedures.0.when", {"premises": ["rented"]}))
    assert [p.id for p in edition.procedures({"premises": "rented"})] == ["visit"]
    assert edition.procedures({"premises": "owned"}) == []


def test_what_is_collected_on_issue_may_depend_on_an_answer() -> None:
    old = {"name": "旧证", "requirement": "交回正本", "when": {"premises": ["rented"]}}
    edition = read(with_at(promised(), "collect_on_issue", [old]))
    assert [collected.name for collected in edition.to_collect({"premises": "rented"})] == ["旧证"]
    assert edition.to_collect({"premises": "owned"}) == []
    unknown = [{**old, "when": {"premises": ["bought"]}}]
    with pytest.raises(EditionInvalid) as refused:
        read(with_at(promised(), "collect_on_issue", unknown))
    assert [finding.field for finding in refused.value.findings] == ["collect_on_issue[0].when.premises"]


def test_answers_are_complete_when_every_question_has_one_of_its_answers() -> None:
    assert EDITION.answer_findings({"premises": "owned"}) == []
    assert EDITION.answer_findings({}) == [Finding("premises", "请回答：场所是谁的？")]
    assert EDITION.answer_findings({"premises": "bought"}) == [
        Finding("premises", "“场所是谁的？”没有这个选项")
    ]
    assert EDITION.answer_findings({"premises": "owned", "weather": "sun"}) == [
        Finding("weather", "没有这个问题")
    ]
