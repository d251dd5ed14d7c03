"""The form: in the words of the dictionary, and nothing the platform knows already."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.lint.rule import rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.core.refusal import Finding

KNOWN_LABELS = frozenset({
    "姓名", "申请人姓名", "申请人", "身份证号", "身份证号码", "公民身份号码", "性别", "出生日期", "住址", "联系电话",
    "手机号码", "单位名称", "申请单位", "企业名称", "统一社会信用代码", "法定代表人", "法定代表人（负责人）", "住所",
})  # fmt: skip
"""What the register of parties holds of every applicant, as forms usually call it."""


@rule(
    "known-already", "平台已知的还要填", "warning",
    source="N25；L22", remedy="选明从申请人信息中取哪一项，由系统预填。",
)  # fmt: skip
def known_already(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, field in enumerate(guide.form):
        entry = surroundings.library.fields.get(field.key or "")
        known = field.label in KNOWN_LABELS or (entry is not None and entry.from_party is not None)
        if known and field.from_party is None:
            yield Finding(f"form[{n}].from_party", f"“{field.label}”平台已有，不必申请人再填")


@rule(
    "field-not-in-dictionary", "字段不在字典里", "note",
    source="H26", remedy="从字段字典选用；字典没有的，先加入字典，联办时才能只填一次。",
)  # fmt: skip
def field_not_in_dictionary(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, field in enumerate(guide.form):
        if field.key is None or field.key not in surroundings.library.fields:
            yield Finding(f"form[{n}].key", f"“{field.label}”没有用字段字典")


@rule(
    "field-differs", "字段与字典不符", "warning",
    source="H26；W17", remedy="改成字典的类型；确是另一件事的，另用一个字段。",
)  # fmt: skip
def field_differs(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, field in enumerate(guide.form):
        entry = surroundings.library.fields.get(field.key or "")
        if entry is not None and entry.type != field.type:
            yield Finding(f"form[{n}].type", f"“{field.label}”与字典“{entry.label}”的类型不同")
