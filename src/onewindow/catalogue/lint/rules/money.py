"""Fees and results."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.lint.rule import rule
from onewindow.catalogue.lint.rules.bases import PERMIT
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.core.refusal import Finding

MAY_SET_FEES = ("law", "regulation")


@rule(
    "permit-fee", "许可收费没有法律法规依据", "blocking",
    source="行政许可法第五十八条", remedy="写明法律、行政法规的收费条文；没有的，不得收费。",
)  # fmt: skip
def permit_fee(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, fee in enumerate(guide.fees):
        rank = guide.legal_basis(fee.basis).rank
        if guide.item_type == PERMIT and rank is not None and rank not in MAY_SET_FEES:
            yield Finding(f"fees[{n}].basis", f"“{fee.name}”的依据不是法律、行政法规，实施许可不得收费")


@rule(
    "no-charge", "零元收费", "warning",
    source="N13", remedy="不收费的不要列；减免的写明标准和减免条件。",
)  # fmt: skip
def no_charge(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, fee in enumerate(guide.fees):
        if float(fee.amount) == 0:
            yield Finding(f"fees[{n}].amount", f"“{fee.name}”是0元")


@rule(
    "fee-unexplained", "收费没有说明", "warning",
    source="N13", remedy="写明按什么标准、什么时候、怎样缴。",
)  # fmt: skip
def fee_unexplained(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, fee in enumerate(guide.fees):
        if fee.note is None:
            yield Finding(f"fees[{n}].note", f"“{fee.name}”没有说明收费标准和缴费方式")


@rule(
    "no-validity", "证照没有有效期", "note",
    source="N13；L6", remedy="有期限的写明有效期；长期有效的不必改。",
)  # fmt: skip
def no_validity(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, result in enumerate(guide.results):
        if result.kind == "licence" and result.validity is None:
            yield Finding(f"results[{n}].validity", f"“{result.name}”没有写有效期，按长期有效显示")
