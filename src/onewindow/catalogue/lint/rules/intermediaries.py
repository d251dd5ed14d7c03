"""Intermediary services (中介服务): only what is on the list, only on a basis of sufficient rank."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.catalogue.intermediary import PERMITTED
from onewindow.catalogue.lint.rule import rule
from onewindow.catalogue.lint.rules.proofs import asked
from onewindow.catalogue.lint.surroundings import Surroundings
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.terms import RANKS
from onewindow.core.refusal import Finding

INTERMEDIARY = "intermediary"


@rule(
    "intermediary-basis", "中介服务依据位阶不够", "blocking",
    source="N36", remedy="写明法律、法规、国务院决定、部门规章或者省级政府规章的条文；没有的，取消这份材料，或者由部门自己委托。",
)  # fmt: skip
def intermediary_basis(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    for n, one in asked(guide):
        rank = guide.legal_basis(one.basis).rank
        if one.source == INTERMEDIARY and rank not in PERMITTED:
            said = RANKS[rank] if rank is not None else "没有写明位阶的依据"
            yield Finding(f"materials[{n}].basis", f"“{one.name}”要请中介，依据只是{said}")


@rule(
    "intermediary-unlisted", "中介服务不在清单", "blocking",
    source="N36", remedy="从中介服务清单中选用；清单没有的，不得要求。",
)  # fmt: skip
def intermediary_unlisted(guide: Edition, surroundings: Surroundings) -> Iterator[Finding]:
    """Silent as long as the city keeps no list."""
    services = surroundings.services
    for n, one in asked(guide):
        if one.source == INTERMEDIARY and services is not None and one.service not in services:
            yield Finding(f"materials[{n}].service", f"“{one.name}”要请的中介服务不在清单上")
