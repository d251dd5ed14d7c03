"""Materials: needed for something, explained, and each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onewindow.catalogue.lint.paths import way
from onewindow.catalogue.lint.rule import rule, schema_rule
from onewindow.catalogue.lint.rules.proofs import asked
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Conditions, Edition
from onewindow.core.refusal import Finding

TOO_MANY_COPIES = 2

schema_rule(
    "material-unexplained", "材料没有说清",
    source="L6；N13；W38", remedy="写上提交要求、审查要点、常见错误；要填表的，给出空白表格。",
    refused=r"^materials\[\d+\]\.(checkpoints|common_mistakes|requirement|blank_form)(\[\d+\])?: ",
)  # fmt: skip


@rule(
    "no-sample", "材料没有示范文本", "warning",
    source="L6；N13", remedy="写上示范文本：填好的表、合格的证件是什么样子。",
)  # fmt: skip
def no_sample(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, one in asked(guide):
        if one.sample is None:
            yield Finding(f"materials[{n}].sample", f"“{one.name}”没有示范文本")


@rule(
    "unneeded-material", "没有条件需要的材料", "blocking",
    source="N18；行政许可法第三十一条", remedy="删去；只在某种情形下需要的，写明那个情形，并改为必要材料；确有理由保留的，写明论证和听取意见的情况。",
)  # fmt: skip
def unneeded_material(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """A material that may be left out under all answers is one that no condition needs."""
    for n, one in asked(guide):
        if not one.is_required and one.when is None and one.justification is None:
            yield Finding(f"materials[{n}].necessity", f"“{one.name}”交不交都可以，没有哪项条件需要它")


@rule(
    "purpose-unsaid", "没有说明证明什么", "note",
    source="N18", remedy="选明这份材料证明的是哪件事；说不出的，删去这份材料。",
)  # fmt: skip
def purpose_unsaid(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, one in asked(guide):
        if one.proves is None and one.form != "form":
            yield Finding(f"materials[{n}].proves", f"“{one.name}”没有写明证明什么")


@rule(
    "many-copies", "份数过多", "warning",
    source="N18；N25", remedy="一份够用的只要一份，其余由窗口复印或者扫描。",
)  # fmt: skip
def many_copies(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, one in asked(guide):
        if one.copies > TOO_MANY_COPIES:
            yield Finding(f"materials[{n}].copies", f"“{one.name}”要交{one.copies}份")


@rule(
    "named-twice", "同名重复", "blocking",
    source="N18；W38", remedy="合并成一项；确实不同的，名称写出区别。",
)  # fmt: skip
def named_twice(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Two of one name that can stand beside each other: the applicant cannot tell them apart."""
    yield from _twice(guide, "materials", "name", guide.materials)
    yield from _twice(guide, "steps", "name", guide.steps)
    yield from _twice(guide, "fees", "name", guide.fees)
    yield from _twice(guide, "situations", "question", guide.situations)
    for n, situation in enumerate(guide.situations):
        yield from _twice(guide, f"situations[{n}].answers", "label", situation.answers)
    yield from _twice(guide, "form", "label", guide.form)


@rule(
    "asked-twice", "同一材料要两次", "blocking",
    source="N18；N19", remedy="只要一次；是两份不同材料的，各用自己的材料编码。",
)  # fmt: skip
def asked_twice(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """The same material (key) or dictionary field twice under some answers."""
    yield from _twice(guide, "materials", "key", guide.materials)
    yield from _twice(guide, "form", "key", guide.form)


def _twice(guide: Edition, place: str, field: str, parts: Sequence[Any]) -> Iterator[Finding]:
    """Parts that have the same in `field` and are there under the same answers."""
    before: dict[str, list[Conditions | None]] = {}
    for n, one in enumerate(parts):
        value, when = getattr(one, field), getattr(one, "when", None)
        if value is None:
            continue
        others = before.setdefault(value, [])
        if any(way(guide, when, other) is not None for other in others):
            yield Finding(f"{place}[{n}].{field}", f"“{value}”有两项")
        others.append(when)
