"""An edition with which no rule finds fault, and what surrounds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from onewindow.catalogue.keeping import CatalogueRules
from onewindow.catalogue.library import DictionaryField, Library, SharedMaterial
from onewindow.catalogue.lint import Surroundings
from onewindow.catalogue.schema import read, read_base
from tests.catalogue.documents import GONE, next_edition, other_item, promised, with_at

Document = dict[str, Any]
Change = tuple[str, Any]

RULES = CatalogueRules(
    edition="测试", offices=(), longest_sentence=60, longest_text=2000, extra_steps=("会签", "勘验"),
    terms={"容缺": "次要材料可以后补"},
)  # fmt: skip
RECORD = {
    "name": "营业执照", "form": "copy", "source": "government", "issuer": "市场监督管理部门", "department": "市场监管",
    "shared": "licence", "requirement": "盖章。", "checkpoints": ["有效"], "common_mistakes": ["旧照"],
    "proves": "subject_qualification",
}  # fmt: skip
BASES = [
    {
        "id": "law",
        "law": "书店法",
        "article": "第三条",
        "gist": "开书店须经许可。",
        "checked": True,
        "rank": "law",
    }
]


def with_all(document: Document, *changes: Change) -> Document:
    for path, value in changes:
        document = with_at(document, path, value)
    return document


CLEAN = with_all(
    promised(
        fees=[{"name": "工本费", "amount": "10.00", "basis": "law", "note": "领证时扫码缴纳。"}],
        form=[
            {"id": "operator", "key": "enterprise_name", "label": "单位名称", "type": "text", "required": True,
             "from_party": "name", "on_result": True},
            {"id": "area", "key": "premises_area", "label": "经营面积", "type": "number", "required": True},
        ],
        ways=["online", "one_trip"],
        delivery=["window"],
        powers_no="市监-许可-099",
        permit_class="optimised",
    ),
    ("legal_bases", BASES),
    ("materials.0.justification", GONE),
    ("materials.0.spared", "licence"),
    ("materials.0.sample", "示范文本：复印件一份。"),
    ("materials.0.proves", "subject_qualification"),
    ("materials.1.sample", "示范文本：合同首页。"),
    ("materials.1.proves", "premises_use"),
    ("special_procedures.0.notice_days", 1),
    ("results.0.validity", {"n": 5, "unit": "year"}),
)  # fmt: skip
"""Its materials: 0 a business licence that the agency calls up itself, 1 a lease only where premises are rented."""

BASE: Document = {
    "code": "990131099001", "slug": "shu-dian", "department": "市场监管", "levels": [3, 4], "name": "书店经营许可",
    "item_type": "01", "legal_bases": BASES, "conditions": ["有固定场所。"],
}  # fmt: skip
LIBRARY = Library(
    materials={"business_licence": SharedMaterial.model_validate(RECORD)},
    fields={
        "enterprise_name": DictionaryField(label="单位名称", type="text", from_party="name"),
        "premises_area": DictionaryField(label="经营面积", type="number"),
    },
    bases={"990131099001": read_base(BASE)},
)
AROUND = Surroundings(LIBRARY, RULES)

Around = Callable[[], Surroundings]


def beside(*documents: Document) -> Surroundings:
    """The same surroundings with these editions issued."""
    return AROUND.among(map(read, documents))


def with_services(services: dict[str, str]) -> Surroundings:
    return replace(AROUND, services=services)


def of_a_utility() -> Surroundings:
    """The same surroundings where the base item is a public enterprise's."""
    base = read_base({**BASE, "owner": "utility"})
    return replace(AROUND, library=replace(LIBRARY, bases={base.code: base}))


EARLIER = other_item(7, "选址意见", materials=[CLEAN["materials"][1]])
"""A matter at an earlier stage that collects the lease."""
TWIN = {**next_edition(promised(), effective_from="2025-06-01"), "slug": "shu-dian-ljsp", "edition": 1}
"""The same matter of the same agency under another name."""
