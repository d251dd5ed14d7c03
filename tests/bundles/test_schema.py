"""What is a bundle and what is not: each rule broken alone, and the finding at its place."""

from __future__ import annotations

import re
from typing import Any

import pytest

from onewindow.bundles.checking import Surroundings, findings, repeated
from onewindow.bundles.schema import BundleInvalid, Mapped, read
from onewindow.catalogue.schema import Edition
from tests.bundles.documents import YES_OR_NO, bundle, document, item, with_at
from tests.catalogue.documents import GONE

CIRCLE = [
    {"id": "permit", "item": "permit", "after": ["sign"]},
    {"id": "sign", "item": "sign", "after": ["permit"]},
]
ALWAYS_BOTH = [{"id": "one", "item": "permit", "excludes": ["two"]}, {"id": "two", "item": "sign"}]
IDLE = {"id": "idle", "question": "随便问问？", "answers": YES_OR_NO}
MEMBER = document()["members"][1]

# place that is changed, what it becomes, where the finding is, words in it
BROKEN: list[tuple[str, Any, str, str]] = [
    ("lead", GONE, "lead", "缺少"),
    ("colour", "red", "colour", "没有这一项"),
    ("code", "x", "code", "写法不符合规定"),
    ("effective_to", "2025-12-31", "effective_to", "不得早于"),
    ("members", [document()["members"][0]], "members", "至少要有2项"),
    ("members.1.id", "permit", "members", "重复"),
    ("members.1.when", {"large": ["maybe"]}, "members[1].when.large", "没有选项：maybe"),
    ("members.1.when", {"colour": ["red"]}, "members[1].when.colour", "没有“colour”"),
    ("members.1.after", ["nobody"], "members[1].after", "没有“nobody”这个成员"),
    ("members.1.excludes", ["large_sign"], "members[1].excludes", "与自己互斥"),
    ("members", CIRCLE, "members", "办不到头"),
    ("members", ALWAYS_BOTH, "members[0].excludes", "没有一个问题的回答能把它们分开"),
    ("members.0.answers", {"premises": {}}, "members[0].answers.premises.fixed", "之一"),
    ("members.0.answers", {"premises": {"fixed": "a", "map": {"yes": "b"}}}, "members[0].answers.premises.map", "不用对照"),
    ("members.0.answers", {"premises": {"question": "x"}}, "members[0].answers.premises.question", "没有“x”"),
    ("members.0.answers", {"premises": {"question": "sign", "map": {"x": "y"}}}, "members[0].answers.premises.map", "没有选项：x"),
    ("situations.0.when", {"large": ["yes"]}, "situations", "问不下去"),
    ("situations", [*document()["situations"], IDLE], "situations[2]", "不必问"),
    ("joint", [{"name": "联合核查", "kind": "site_visit", "members": ["permit", "nobody"]}], "joint[0].members", "没有“nobody”"),
    ("same", [{"label": "地址", "fields": ["permit.a", "nobody.a"]}], "same[0].fields", "没有“nobody”"),
    ("same", [{"label": "地址", "fields": ["permit.a", "permit.a"]}], "same[0].fields", "写了两次"),
    ("apart", ["nobody.a"], "apart", "没有“nobody”"),
    ("apart", ["permit"], "apart[0]", "写法不符合规定"),
    ("effect.after.trips", 5, "effect.after.trips", "大于改革前"),
    ("promised.n", "3", "promised.n", "应是整数"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "where", "words"), BROKEN, ids=lambda v: v if isinstance(v, str) else ""
)
def test_each_rule_has_its_finding(place: str, value: Any, where: str, words: str) -> None:
    with pytest.raises(BundleInvalid) as refused:
        read(with_at(document(), place, value))
    assert [one.message for one in refused.value.findings if one.field == where and words in one.message]


def test_the_document_of_the_tests_is_a_bundle_and_reads_back_the_same() -> None:
    assert read(bundle().document()) == bundle()
    assert bundle().items == ("permit", "sign")
    assert [one.id for one in bundle().questions({"sign": "yes"})] == ["sign", "large"]


def test_members_that_a_question_under_a_question_keeps_apart_may_exclude_each_other() -> None:
    members = [
        {"id": "permit", "item": "permit", "when": {"sign": ["no"]}, "excludes": ["sign"]},
        {"id": "sign", "item": "sign", "when": {"large": ["yes"]}},
    ]
    assert bundle(members=members).member("permit").excludes == ("sign",)


@pytest.mark.parametrize(
    ("mapped", "answers", "said"),
    [
        (Mapped(fixed="a"), {}, "a"),
        (Mapped(question="q"), {"q": "b"}, "b"),
        (Mapped(question="q", map={"b": "c"}), {"q": "b"}, "c"),
        (Mapped(question="q", map={"b": "c"}), {"q": "d"}, None),
        (Mapped(question="q"), {}, None),
    ],
)
def test_a_question_of_an_item_is_answered_by_the_bundle(
    mapped: Mapped, answers: dict[str, str], said: str | None
) -> None:
    assert mapped.answer(answers) == said


def around(*items: Edition) -> Surroundings:
    return Surroundings({one.slug: one for one in items}, {"scjg"}, re.compile(r"99[PT]C[NP]\d{4}"))


PERMIT = item("permit", results=[{
    "id": "permit", "name": "许可证", "kind": "licence", "doc_series": "许", "title": "许可证", "fields": ["operator"],
}])  # fmt: skip
SIGN = item("sign")
FORM = {
    "id": "form", "name": "申请表", "key": "form_sign", "necessity": "required", "form": "form", "copies": 1,
    "source": "applicant", "basis": "law", "requirement": "逐项填写。", "checkpoints": ["写全"], "common_mistakes": ["漏写"],
    "blank_form": "申请表",
}  # fmt: skip
NEEDS_PERMIT = item(
    "sign",
    materials=[
        {**FORM, "id": "permit", "name": "许可证", "key": "permit_licence", "when": {"premises": ["owned"]}},
        FORM,
    ],
)

AMONG: list[tuple[dict[str, Any], Edition, str, str]] = [
    ({"code": "43TCN0001"}, SIGN, "code", "写法"),
    ({"lead": "nobody"}, SIGN, "lead", "没有“nobody”这个部门"),
    ({"members": [{"id": "one", "item": "permit"}, {"id": "two", "item": "elsewhere"}], "situations": []},
     SIGN, "members[1].item", "没有“elsewhere”这个事项"),
    ({"members": [document()["members"][0], {**MEMBER, "when": {"sign": ["no"], "large": ["yes"]}, "excludes": []}]},
     SIGN, "members[1].when", "没有一种回答"),
    ({"members": [{**MEMBER, "id": "permit", "item": "permit", "when": {"large": ["no"]}, "excludes": [], "after": []},
                  {**MEMBER, "excludes": []}]}, SIGN, "members[1].after", "从不同时办理"),
    ({"members": [{"id": "permit", "item": "permit", "answers": {"colour": {"fixed": "red"}}}, MEMBER | {"excludes": []}]},
     SIGN, "members[0].answers.colour", "没有“colour”"),
    ({"members": [{"id": "permit", "item": "permit", "answers": {"premises": {"question": "sign"}}},
                  MEMBER | {"excludes": []}]}, SIGN, "members[0].answers.premises", "没有选项：no、yes"),
    ({"members": [{"id": "permit", "item": "permit", "prints": ["lease"]}, MEMBER | {"excludes": []}]},
     SIGN, "members[0].prints", "没有“lease”"),
    ({"same": [{"label": "名称", "fields": ["permit.operator", "large_sign.trade"]}]}, SIGN, "same[0].fields", "类型"),
    ({"apart": ["permit.colour"]}, SIGN, "apart", "没有“permit.colour”这个表单项"),
    ({}, NEEDS_PERMIT, "members[2].after", "应写 after: [permit]"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "sign", "where", "words"), AMONG)
def test_a_bundle_is_checked_against_the_catalogue(
    changes: dict[str, Any], sign: Edition, where: str, words: str
) -> None:
    found = findings(bundle(**changes), around(PERMIT, sign))
    assert [one.message for one in found if one.field == where and words in one.message]


def test_a_good_bundle_has_no_findings_among_its_items() -> None:
    assert findings(bundle(), around(PERMIT, SIGN)) == []


def test_two_bundles_of_one_code_or_name_are_both_named() -> None:
    twin = bundle(slug="twin", name="另一件事")
    assert [one.field for one in repeated([bundle(), twin])] == ["shop: code", "twin: code"]
    assert repeated([bundle(), bundle(edition=2)]) == []
