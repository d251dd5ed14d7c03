"""Separation of duties (不相容岗位分离): which two acts on one thing no single person may do.

The pairs stand here and nowhere else. Whoever carries out the later act says who did the earlier ones. A deputy's
act is the deputy's and also that of the one in whose stead it is done, the earlier act like the later: neither
may decide what the other proposed, and no two deputies of one person may do both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor, Hands

RECEIVED = "收件人不能受理或审批自己收的件。"
PROPOSED = "审查与决定须由两人分别作出。"
EXTENSION = "延期不能由申请延期的本人批准。"
EXPLAINED = "警示牌不能由说明原因的本人裁定。"
HANDED = "交接表须由移交人以外的人签收。"
MADE = "结果须由制作人以外的人核对接收。"
URGED = "督办不能由发出督办的本人答复。"
ANSWERED = "督办不能由答复的本人销号。"
COMPILED = "事项清单须由起草、提交的人以外的人审核发布。"
DELEGATED = "下放须由提出承接请求的人以外的人答复。"
BATCHED = "政府审定须由编制批次的人以外的人登记。"
REGISTERED = "中介机构须由收取申请的人以外的人决定登记。"
SHARED = "共享内容的改动须由提出的人以外的人审核。"
BUNDLED = "一件事清单须由起草、提交的人以外的人审核推出。"

NOBODY: Hands = (None, None)


@dataclass(frozen=True)
class Pair:
    """Whoever did `first` may not do `then` on the same thing; both are `life.verb`."""

    first: str
    then: str
    why: str


PAIRS: tuple[Pair, ...] = (
    Pair("case.receive", "case.accept", RECEIVED),
    Pair("case.receive", "case.refuse_acceptance", RECEIVED),
    Pair("case.receive", "supplement.issue", RECEIVED),
    Pair("case.receive", "special_procedure.start", RECEIVED),
    Pair("case.receive", "extension.request", RECEIVED),
    Pair("case.receive", "extension.approve", RECEIVED),
    Pair("case.receive", "extension.reject", RECEIVED),
    Pair("case.receive", "case.propose", RECEIVED),
    Pair("case.receive", "case.decide", RECEIVED),
    Pair("case.propose", "case.decide", PROPOSED),
    Pair("extension.request", "extension.approve", EXTENSION),
    Pair("extension.request", "extension.reject", EXTENSION),
    Pair("sheet.hand", "sheet.sign", HANDED),
    Pair("result.make", "result.receive", MADE),
    Pair("result.make", "result.reject", MADE),
    Pair("card.explain", "card.uphold", EXPLAINED),
    Pair("card.explain", "card.lift", EXPLAINED),
    Pair("urging.send", "urging.answer", URGED),
    Pair("urging.answer", "urging.end", ANSWERED),
    Pair("edition.edit", "edition.publish", COMPILED),
    Pair("edition.submit", "edition.publish", COMPILED),
    Pair("library_change.propose", "library_change.adopt", SHARED),
    Pair("library_change.propose", "library_change.refuse", SHARED),
    Pair("bundle.edit", "bundle.publish", BUNDLED),
    Pair("bundle.submit", "bundle.publish", BUNDLED),
    Pair("delegation.ask", "delegation.grant", DELEGATED),
    Pair("delegation.ask", "delegation.refuse", DELEGATED),
    Pair("batch.draw_up", "batch.approve", BATCHED),
    Pair("batch.edit", "batch.approve", BATCHED),
    Pair("intermediary.record", "intermediary.register", REGISTERED),
    Pair("intermediary.record", "intermediary.refuse", REGISTERED),
)
"""An instant matter is taken in and decided in one go by an authorised window, and has no pair."""


def one_person(some: Hands, others: Hands) -> bool:
    """Whether somebody did both, himself or through a deputy."""
    return not (set(some) - {None}).isdisjoint(others)


def why_not(then: str, by: Actor, done: Mapping[str, Hands]) -> Refusal | None:
    """The refusal `same-person` (403) when this person did an act that must be another's.

    `done` maps `life.verb` of the acts done to whose they were; what the platform's clock did is nobody's.
    """
    for pair in PAIRS:
        if pair.then == then and one_person(by.hands, done.get(pair.first, NOBODY)):
            return Refusal("same-person", pair.why, status=403)
    return None
