"""What is an edition and what is not: each rule broken alone, and the finding at its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from onewindow.catalogue.schema import Edition, EditionInvalid, LimitLabels, Validity, read
from onewindow.core.clock import Limit, Unit
from tests.catalogue.documents import GONE, instant, promised, with_at

SECOND_ANSWER = {"id": "owned", "label": "也是自有"}
HEARING = {
    "id": "visit",
    "name": "听证",
    "kind": "hearing",
    "basis": "law",
    "cap": {"n": 20, "unit": "working_day"},
}
LAW = {"id": "law", "law": "另一部法", "article": "第一条", "gist": "。", "checked": False}

# place that is changed, what it becomes, where the finding is, words in it
BROKEN: list[tuple[str, Any, str, str]] = [
    ("name", GONE, "name", "缺少"),
    ("name", "  ", "name", "不能为空"),
    ("colour", "red", "colour", "没有这一项"),
    ("materials.0.colour", "red", "materials[0].colour", "没有这一项"),
    ("code", 31, "code", "应是文字"),
    ("code", "11990100MB9901024C3990131099002", "code", "末12位应是基本编码"),
    ("code", "11990100MB9901024C4990131099001", "code", "第19位应是行使层级代码"),
    ("code", "11990100MB9901025C3990131099001", "code", "校验"),
    ("code", "too short", "code", "写法不符合规定"),
    ("item_type", "20", "base_code", "事项类型代码"),
    ("level", 7, "level", "不得大于6"),
    ("edition", 0, "edition", "不得小于1"),
    ("edition", "1", "edition", "应是整数"),
    ("effective_from", "2025年1月", "effective_from", "应是日期"),
    ("effective_to", "2024-12-31", "effective_to", "不得早于生效日期"),
    ("kind", "slow", "kind", "只能是"),
    ("aliases", ["开书店", "开书店"], "aliases", "重复"),
    ("legal_bases", [], "legal_bases", "至少要有1项"),
    ("legal_bases", [LAW, LAW], "legal_bases", "编号“law”重复"),
    ("situations.0.answers", [{"id": "owned", "label": "自有"}], "situations[0].answers", "至少要有2项"),
    ("situations.0.answers.1", SECOND_ANSWER, "situations[0].answers", "编号“owned”重复"),
    ("situations", [], "materials[1].when.premises", "没有“premises”这个情形问题"),
    ("materials.0.when", {"premises": ["bought"]}, "materials[0].when.premises", "没有选项：bought"),
    ("materials.1.when", GONE, "situations[0]", "不影响任何材料"),
    ("materials.0.basis", "custom", "materials[0].basis", "不在设定依据之中"),
    ("materials.0.checkpoints", [], "materials[0].checkpoints", "至少要有1项"),
    ("materials.0.common_mistakes", [], "materials[0].common_mistakes", "至少要有1项"),
    ("materials.0.requirement", GONE, "materials[0].requirement", "缺少"),
    ("materials.0.issuer", GONE, "materials[0].issuer", "要写明出具单位"),
    ("materials.0.name", "其他材料", "materials[0].name", "兜底用语"),
    ("materials.0.name", "营业执照等材料", "materials[0].name", "兜底用语"),
    ("materials.0.form", "form", "materials[0].blank_form", "空白表格"),
    ("materials.0.collect_original", True, "materials[0].collect_original", "谈不上收取原件"),
    ("materials.0.defer_days", 3, "materials[0].defer_days", "不可容缺"),
    ("materials.1.defer_days", GONE, "materials[1].defer_days", "几个工作日内补齐"),
    ("materials.1.necessity", "optional", "materials[1].deferrable", "不需要容缺"),
    ("materials.1.id", "licence", "materials", "编号“licence”重复"),
    ("materials.1.deferrable", "yes", "materials[1].deferrable", "true 或 false"),
    ("form.0.options", ["甲", "乙"], "form[0].options", "不应列出选项"),
    ("form.1.options", ["甲", "甲"], "form[1].options", "两个不同的选项"),
    ("form.1.options", GONE, "form[1].options", "两个不同的选项"),
    ("form.1.on_result", True, "form[1].on_result", "没有印在结果上"),
    ("form.1.from_party", "shoe_size", "form[1].from_party", "只能是"),
    ("results.0.fields", ["operator", "price"], "results[0].fields", "表单没有这些项：price"),
    ("steps.1.id", "apply", "steps", "编号“apply”重复"),
    ("steps.1.special", "test", "steps[1].special", "没有“test”这个特别程序"),
    ("steps.2.special", GONE, "special_procedures[0]", "没有写进任何一个环节"),
    ("special_procedures.0.stops", ["statutory"], "special_procedures[0].stops", "第四十五条"),
    ("special_procedures.0.people_min", 1, "special_procedures[0].people_min", "两名以上"),
    ("special_procedures.0.cap.n", 0, "special_procedures[0].cap", "最长用时"),
    ("special_procedures.0.basis", "custom", "special_procedures[0].basis", "不在设定依据之中"),
    ("special_procedures.0.when", {"weather": ["sun"]}, "special_procedures[0].when.weather", "情形问题"),
    ("special_procedures.0", HEARING, "special_procedures[0].notice_days", "七日"),
    ("limits.promised.n", 21, "limits.promised", "不得长于法定时限"),
    ("limits.promised.n", 0, "limits.promised", "不能是当场办结"),
    ("limits.promised.unit", "fortnight", "limits.promised.unit", "只能是"),
    ("limits.statutory.basis", "custom", "limits.statutory.basis", "不在设定依据之中"),
    ("extension.basis", "custom", "extension.basis", "不在设定依据之中"),
    ("extension.unit", "calendar_day", "extension.unit", "与法定时限相同"),
    ("extension.n", 0, "extension.n", "不得小于1"),
    ("fees.0.amount", 10, "fees[0].amount", "应是文字"),
    ("fees.0.amount", "ten", "fees[0].amount", "写法不符合规定"),
    ("fees.0.basis", "custom", "fees[0].basis", "不在设定依据之中"),
    ("delivery", ["window", "window"], "delivery", "重复"),
    ("contact.phone", "ask us", "contact.phone", "写法不符合规定"),
    ("contact.transport", [], "contact.transport", "至少要有1项"),
    ("faq", "none", "faq", "应是列表"),
]

BROKEN_INSTANT: list[tuple[str, Any, str, str]] = [
    ("limits.promised.n", 1, "limits.promised", "应为0"),
    ("extension", promised()["extension"], "extension", "即办件不能延期"),
    ("special_procedures", promised()["special_procedures"], "special_procedures", "即办件没有特别程序"),
    ("materials.1", promised()["materials"][1], "materials[1].deferrable", "不能容缺"),
]


def findings(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(EditionInvalid) as refused:
        read(document)
    return [(finding.field, finding.message) for finding in refused.value.findings]


@pytest.mark.seeds("L6", "W16", "W38")
@pytest.mark.parametrize(("place", "value", "field", "words"), BROKEN)
def test_a_promised_item_is_refused_for(place: str, value: Any, field: str, words: str) -> None:
    found = findings(with_at(promised(), place, value))
    assert [(f, words in message) for f, message in found] == [(field, True)]


@pytest.mark.parametrize(("place", "value", "field", "words"), BROKEN_INSTANT)
def test_an_instant_item_is_refused_for(place: str, value: Any, field: str, words: str) -> None:
    found = dict(findings(with_at(instant(), place, value)))
    assert words in found[field]


def test_the_documents_these_tests_break_are_editions_when_whole() -> None:
    assert not read(promised()).is_instant
    assert read(instant()).is_instant


def test_all_that_is_wrong_is_said_at_once() -> None:
    document = with_at(with_at(promised(), "materials.0.basis", "custom"), "edition", 0)
    document["theme"] = ""
    assert {field for field, _ in findings(document)} == {"edition", "theme"}
    cross = with_at(with_at(promised(), "materials.0.basis", "custom"), "fees.0.basis", "custom")
    assert [field for field, _ in findings(cross)] == ["materials[0].basis", "fees[0].basis"]


def test_no_finding_is_in_english() -> None:
    for place, value, _, _ in BROKEN:
        for _, message in findings(with_at(promised(), place, value)):
            assert any("一" <= character <= "鿿" for character in message), (place, message)


def test_a_site_visit_may_stop_the_promised_clock_but_never_the_statutory_one() -> None:
    expert = with_at(promised(), "special_procedures.0.kind", "expert_review")
    both = read(with_at(expert, "special_procedures.0.stops", ["statutory", "promised"]))
    assert both.special_procedure("visit").stops == ("statutory", "promised")


def test_a_promise_in_working_days_is_weighed_against_a_limit_in_calendar_days() -> None:
    seven_days = with_at(promised(extension=GONE), "limits.statutory.unit", "calendar_day")
    five = with_at(seven_days, "limits.statutory.n", 7)
    assert read(five).label_limits() == LimitLabels("7日", "5个工作日")
    assert findings(with_at(seven_days, "limits.statutory.n", 6))[0][0] == "limits.promised"


def test_a_half_day_promise_fits_in_a_limit_of_one_working_day() -> None:
    document = with_at(promised(), "limits.promised", {"n": 4, "unit": "working_hour"})
    edition = read(with_at(document, "limits.statutory.n", 1))
    assert edition.limits.promised.clock == Limit(4, Unit.WORKING_HOUR)


def test_an_instant_item_says_on_the_spot() -> None:
    assert read(instant()).label_limits().promised == "当场办结"


def test_an_edition_cannot_be_changed() -> None:
    edition = read(promised())
    with pytest.raises(ValidationError, match="frozen"):
        edition.name = "别的"


def test_a_legal_basis_is_quoted_by_law_and_article() -> None:
    assert read(promised()).legal_basis("law").label == "《书店法》第三条"
    with pytest.raises(KeyError):
        read(promised()).legal_basis("custom")


def test_the_same_document_has_the_same_digest_however_it_is_written() -> None:
    document = promised()
    shuffled = dict(reversed(document.items()))
    spelled_out = with_at(with_at(document, "materials.0.deferrable", False), "effective_to", None)
    spaced = with_at(document, "name", " 书店经营许可 ")
    digests = {read(d).digest() for d in (document, shuffled, spelled_out, spaced)}
    assert len(digests) == 1
    assert len(digests.pop()) == 64


def test_one_changed_word_changes_the_digest() -> None:
    assert (
        read(promised()).digest() != read(with_at(promised(), "materials.0.requirement", "盖章。")).digest()
    )


def test_the_canonical_document_reads_back_as_the_same_edition() -> None:
    edition = read(promised())
    assert Edition.model_validate_json(edition.canonical()) == edition


@pytest.mark.parametrize(
    ("validity", "issued", "last"),
    [
        (Validity(n=5, unit="year"), date(2025, 3, 1), date(2030, 2, 28)),
        (Validity(n=4, unit="year"), date(2024, 2, 29), date(2028, 2, 28)),
        (Validity(n=1, unit="year"), date(2024, 2, 29), date(2025, 2, 28)),
        (Validity(n=1, unit="month"), date(2025, 1, 31), date(2025, 2, 28)),
        (Validity(n=1, unit="month"), date(2025, 12, 31), date(2026, 1, 30)),
        (Validity(n=6, unit="month"), date(2025, 8, 15), date(2026, 2, 14)),
        (Validity(n=30, unit="day"), date(2025, 1, 1), date(2025, 1, 30)),
    ],
)
def test_a_result_is_good_until_the_day_before_its_anniversary(
    validity: Validity, issued: date, last: date
) -> None:
    assert validity.last_day(issued) == last
