"""Proofs: what government holds, issued, had already or has twice is not asked of the applicant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onewindow.catalogue.lint.paths import way
from onewindow.catalogue.lint.rule import rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition, Material
from onewindow.catalogue.schema.asks import SPARED
from onewindow.core.refusal import Finding

Asked = tuple[int, Material]
HEARD = re.compile(r"(?:听取|征求|征询|征集|走访|座谈|问卷)(?:了|过)?(?P<who>[^。；]{0,80}?)的?(?:意见|建议)")
NOBODY = re.compile(r"|各方|各方面|多方|有关方面|相关方|广泛")
"""What names nobody who was heard."""
DAY = re.compile(r"\d{4}\s*[年-]\s*\d{1,2}")
ISSUED_BY_OFFICES = "government"


def asked(guide: Edition) -> Iterator[Asked]:
    """The materials that the applicant has to bring, with their places."""
    return ((n, one) for n, one in enumerate(guide.materials) if not one.spared)


@rule(
    "obtainable-by-sharing", "能共享的还要交", "blocking",
    source="W16；N25；L22", remedy="改为免提交（选明电子证照、共享核验或者系统生成）；确需保留的，写明论证和听取意见的情况。",
)  # fmt: skip
def obtainable_by_sharing(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, one in asked(guide):
        entry = surroundings.library.materials.get(one.key)
        if entry is not None and entry.shared and one.justification is None:
            yield Finding(f"materials[{n}].spared", f"“{one.name}”可以{SPARED[entry.shared]}，却要申请人提交")


@rule(
    "unheard", "保留证明没有论证", "blocking",
    source="N26", remedy="写明为什么必须由申请人提交、听取了谁的意见；开过听证的，写明时间和结果。",
)  # fmt: skip
def unheard(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """A proof that stays says who was heard, and a hearing when it was held."""
    for n, one in enumerate(guide.materials):
        if one.justification is not None and not _names_somebody(one.justification):
            yield Finding(f"materials[{n}].justification", f"“{one.name}”的论证没有写明听取了谁的意见")
        if one.hearing is not None and not DAY.search(one.hearing):
            yield Finding(f"materials[{n}].hearing", f"“{one.name}”的听证没有写明年月")


def _names_somebody(justification: str) -> bool:
    return any(not NOBODY.fullmatch(found["who"].strip()) for found in HEARD.finditer(justification))


@rule(
    "collected-earlier", "前一环节已经收过", "blocking",
    source="N19", remedy="删去，或者改为免提交：由部门调取前置事项的办件材料。",
)  # fmt: skip
def collected_earlier(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for _, before in surroundings.earlier(guide):
        for n, one in asked(guide):
            if before is not None and one.key in before.collected:
                yield Finding(f"materials[{n}]", f"“{one.name}”在办理“{before.name}”时已经收过")


@rule(
    "own-paper", "本部门发的证还要交", "blocking",
    source="N20", remedy="改为表单中的一项（证照名称、编号），由部门在自己的登记系统中核对；确需保留的，写明论证和听取意见的情况。",
)  # fmt: skip
def own_paper(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Of a paper the agency itself issued it may ask the name, number or code only."""
    base = surroundings.base(guide)
    if base is None:
        return
    for n, one in asked(guide):
        entry = surroundings.library.materials.get(one.key)
        issued_by = entry.department if entry is not None else None
        mine = issued_by == base.department or (issued_by is None and _is_of(base.department, one.issuer))
        if one.source == ISSUED_BY_OFFICES and mine and one.justification is None:
            yield Finding(f"materials[{n}]", f"“{one.name}”是{base.department}部门自己核发的")


def _is_of(department: str, issuer: str | None) -> bool:
    """市场监督管理部门 is an office of 市场监管; 教育部门指定的医院 is none of 教育."""
    named = (issuer or "").replace("监督管理", "监管")
    return (
        re.fullmatch(rf".{{0,6}}{re.escape(department)}(行政|主管|管理)*(部门|局|委|委员会|机关)?", named)
        is not None
    )


@rule(
    "second-proof", "一件事要两份证明", "blocking",
    source="N18", remedy="只留一份；两份证明的不是同一件事的，改正“证明事项”。",
)  # fmt: skip
def second_proof(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Two materials that prove the same fact and are both asked for under some answers."""
    before: dict[str, list[Material]] = {}
    for n, one in asked(guide):
        if one.proves is None:
            continue
        others = before.setdefault(one.proves, [])
        other = next((other for other in others if way(guide, one.when, other.when) is not None), None)
        if other is not None:
            yield Finding(f"materials[{n}].proves", f"“{one.name}”和“{other.name}”证明的是同一件事")
        others.append(one)


@rule(
    "government-held", "政府部门核发的还要交", "warning",
    source="L22；N25", remedy="先问核发部门能否共享：能的，改为免提交；不能的，写明论证和听取意见的情况。",
)  # fmt: skip
def government_held(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """What offices issued and nobody has said can be shared: somebody should ask."""
    for n, one in asked(guide):
        entry = surroundings.library.materials.get(one.key)
        known = entry is not None and entry.shared is not None
        if one.source == ISSUED_BY_OFFICES and not known and one.justification is None:
            yield Finding(f"materials[{n}].spared", f"“{one.name}”由{one.issuer}核发，仍要申请人提交")
