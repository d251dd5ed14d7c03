"""Every kind of clock that runs in the platform, and what its end means.

Lengths are not here: they come from the edition in force (limits) or from `content/rules`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClockKind:
    """`owner` is who answers for it: the agency, the hall's window, its counter, the applicant, or an intermediary."""

    name: str
    label: str
    owner: str
    carded: bool
    """Whether missing it gives a card (黄牌/红牌)."""
    on_expiry: str = ""
    """What the law or local rule lets happen when it ends unmet; empty: nothing but the card."""


KINDS: dict[str, ClockKind] = {
    kind.name: kind
    for kind in (
        ClockKind("intake_answer", "受理答复（2个工作日）", "agency", carded=True),
        ClockKind(
            "statutory_answer",
            "一次性告知（法定5个工作日）",
            "agency",
            carded=True,
            on_expiry="deem_accepted",
        ),
        ClockKind("notice_service", "窗口转达通知", "window", carded=True),
        ClockKind("statutory", "法定办结时限", "agency", carded=True),
        ClockKind("promised", "承诺办结时限", "agency", carded=True),
        ClockKind("handover", "纸质材料移交", "window", carded=True),
        ClockKind("supplement", "申请人补正期限", "applicant", carded=False, on_expiry="lapse_supplement"),
        ClockKind("deferral", "容缺材料补齐期限", "applicant", carded=False, on_expiry="lapse_deferral"),
        ClockKind("special", "特别程序期限", "agency", carded=True),
        ClockKind("correction", "结果更正（1个工作日）", "agency", carded=True),
        ClockKind("delivery", "送达（决定后10个工作日）", "counter", carded=True),
        ClockKind("receipt_return", "送达回执移交（1个工作日）", "counter", carded=True),
        ClockKind("explanation", "说明原因", "agency", carded=False),
        ClockKind("urging", "督办答复", "agency", carded=True),
        ClockKind("engagement", "中介服务时限", "intermediary", carded=False),
    )
}
