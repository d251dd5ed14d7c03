"""Legal bases: without one nothing may be asked, stamped or done; and which rank it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onewindow.catalogue.lint.rule import rule, schema_rule
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.terms import RANKS
from onewindow.core.refusal import Finding

MAY_SET_PERMITS = {"law", "regulation", "state_council", "local_regulation", "provincial_rule"}
"""行政许可法第十四条、第十五条; 第十七条: nothing else may set one."""
PERMIT = "01"
APPLICANT = "applicant"
FETCHED = re.compile("领取|取件|签收|缴费|缴纳|缴税|评价|补正|补齐")
"""What an applicant naturally does after he applied."""

schema_rule(
    "no-basis", "没有依据",
    source="W16；N24；行政许可法第四条", remedy="写明法律名称和条文，并在这一项选用它；没有依据的事项、材料、收费、程序一律取消。",
    refused=r"^legal_bases: (缺少|至少)|(^|\.)basis: ",
)  # fmt: skip


@rule(
    "step-without-basis", "法外环节", "blocking",
    source="N24；W13", remedy="写上这个环节的依据；没有依据的，取消这个环节。法定的勘验、检验、评审、公示写进“特别程序”。",
)  # fmt: skip
def step_without_basis(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """What goes beyond 申请, 收件, 受理, 审查, 决定, 出件, and whatever the applicant has to do a second time."""
    applied = False
    for n, step in enumerate(guide.steps):
        extra = next((word for word in surroundings.rules.extra_steps if word in step.name), None)
        again = step.actor == APPLICANT and applied and not FETCHED.search(step.name)
        applied = applied or step.actor == APPLICANT
        if step.stamp or step.basis or step.special or not (extra or again):
            continue
        why = f"“{extra}”不是通常的环节" if extra else "申请人要再办一次"
        yield Finding(f"steps[{n}].basis", f"“{step.name}”没有写明依据：{why}")


@rule(
    "stamp-without-basis", "盖章没有依据", "blocking",
    source="N24", remedy="写明要求盖章的条文；没有的，取消盖章环节。",
)  # fmt: skip
def stamp_without_basis(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, step in enumerate(guide.steps):
        if step.stamp and step.basis is None:
            yield Finding(f"steps[{n}].basis", f"“{step.name}”要别的单位盖章，没有写明依据")


@rule(
    "permit-set-too-low", "许可设定依据位阶不够", "blocking",
    source="L7；行政许可法第十四条至第十七条", remedy="写明设定这项许可的法律、行政法规、国务院决定、地方性法规或者省级政府规章；没有的，不得实施。",
)  # fmt: skip
def permit_set_too_low(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    ranks = {basis.rank for basis in guide.legal_bases}
    if guide.item_type != PERMIT or None in ranks or ranks & MAY_SET_PERMITS:
        return
    highest = next(label for rank, label in RANKS.items() if rank in ranks)
    yield Finding("legal_bases", f"依据最高只是{highest}，不能设定行政许可")


@rule(
    "basis-without-rank", "依据没有写明位阶", "warning",
    source="N36；L7", remedy="选明是法律、行政法规、部门规章还是规范性文件。",
)  # fmt: skip
def basis_without_rank(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, basis in enumerate(guide.legal_bases):
        if basis.rank is None:
            yield Finding(f"legal_bases[{n}].rank", f"{basis.label}没有写明效力位阶")


@rule(
    "unchecked-basis", "依据待核", "note",
    source="W17；L7", remedy="对照公布的法律文本核对条文和摘要，核对无误的去掉“待核”。",
)  # fmt: skip
def unchecked_basis(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """One note for the whole edition; the number is what is still to be done."""
    unchecked = sum(not basis.checked for basis in guide.legal_bases)
    if unchecked:
        yield Finding("legal_bases", f"{len(guide.legal_bases)}条依据中有{unchecked}条待核")


@rule(
    "basis-twice", "依据重复", "warning",
    source="W17", remedy="合并成一条，其余各处改用它的编号。",
)  # fmt: skip
def basis_twice(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, basis in enumerate(guide.legal_bases):
        if basis.label in seen:
            yield Finding(f"legal_bases[{n}]", f"{basis.label}写了两次")
        seen.add(basis.label)
