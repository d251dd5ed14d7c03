"""The standard (四级四同): what the base item fixes is the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onewindow.catalogue.lint.rule import rule
from onewindow.catalogue.lint.rules.bases import PERMIT
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import BaseItem, Edition
from onewindow.catalogue.schema.standard import LABELS
from onewindow.core.refusal import Finding

PUBLIC_SERVICE = "20"


@rule(
    "differs-from-standard", "与基本目录不一致", "blocking",
    source="W17；L6；H21", remedy="改回基本目录的内容；认为基本目录有误的，向上级事项管理部门提出。",
)  # fmt: skip
def differs_from_standard(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    base = surroundings.base(guide)
    if base is None:
        return
    mine = guide.document()
    for part, wanted in base.standard().items():
        if part == "name":
            yield from _name(guide, base)
        elif mine.get(part) != wanted:
            yield from _differences(part, LABELS[part], mine.get(part), wanted)


def _name(guide: Edition, base: BaseItem) -> Iterator[Finding]:
    """A handling item (业务办理项) may add its case in brackets."""
    if guide.name != base.name and not guide.name.startswith(f"{base.name}（"):
        yield Finding("name", f"事项名称应是“{base.name}”")


def _differences(place: str, label: str, mine: Any, wanted: Any) -> Iterator[Finding]:
    """Down to the entry of a list, where both are lists of the same length."""
    if isinstance(mine, list) and isinstance(wanted, list) and len(mine) == len(wanted):
        for n, (one, other) in enumerate(zip(mine, wanted, strict=True)):
            if one != other:
                yield Finding(f"{place}[{n}]", f"{label}第{n + 1}项与基本目录不一致{_fields(one, other)}")
        return
    yield Finding(place, f"{label}与基本目录不一致{_fields(mine, wanted)}")


def _fields(one: Any, other: Any) -> str:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return ""
    names = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
    return f"（{'、'.join(names)}）"


@rule(
    "no-standard", "没有对应的基本目录", "warning",
    source="W17", remedy="核对基本编码；确是本地事项的，先报入基本目录（本地编码含W）。",
)  # fmt: skip
def no_standard(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    if surroundings.base(guide) is None:
        yield Finding("base_code", f"基本目录中没有{guide.base_code}，无法比对是否一致")


@rule(
    "level-not-open", "层级不能认领", "blocking",
    source="W17", remedy="由基本目录列明的层级实施；已经下放的，先改基本目录的行使层级。",
)  # fmt: skip
def level_not_open(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    base = surroundings.base(guide)
    if base is not None and guide.level not in base.levels:
        yield Finding("level", f"基本目录没有把“{base.name}”交给这一层级")


@rule(
    "code-taken", "编码重复", "blocking",
    source="N12；H20", remedy="另编业务办理项编码的末两位。",
)  # fmt: skip
def code_taken(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for one in surroundings.others(guide):
        if one.slug != guide.slug and one.handling_code == guide.handling_code:
            yield Finding("handling_no", f"业务办理项编码已经用于“{one.name}”（{one.slug}）")
            return


@rule(
    "unknown-predecessor", "前置事项查不到", "warning",
    source="N19", remedy="核对前置事项的基本编码；查不到时，无法检查材料是否重复收取。",
)  # fmt: skip
def unknown_predecessor(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, (code, before) in enumerate(surroundings.earlier(guide)):
        if before is None:
            yield Finding(f"follows[{n}]", f"没有找到前置事项{code}的清单")


@rule(
    "no-powers-number", "没有对应权责清单", "note",
    source="C8", remedy="填上权责清单中这项职权的编号；公共服务不用填。",
)  # fmt: skip
def no_powers_number(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    if guide.owner == "agency" and guide.item_type != PUBLIC_SERVICE and guide.powers_no is None:
        yield Finding("powers_no", f"{guide.item_type_label}没有写明权责清单编号")


@rule(
    "no-permit-class", "没有写明许可改革方式", "note",
    source="H35", remedy="选明直接取消、改为备案、告知承诺还是优化服务；不是企业领照以后才办的，不用选。",
)  # fmt: skip
def no_permit_class(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """涉企经营许可: what an organisation needs after its business licence."""
    if guide.item_type == PERMIT and guide.audience == "organisation" and guide.permit_class is None:
        yield Finding("permit_class", "没有写明属于哪一类改革方式（证照分离）")
