"""Where each role begins and what stands in its menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    name: str
    label: str
    key: str = ""


HOME: dict[str, str] = {
    "clerk": "desk",
    "reviewer": "review",
    "decider": "review",
    "head": "review",
    "issuer": "issue",
    "manager": "watch",
    "supervisor": "watch",
    "administrator": "items",
}

DELEGATIONS = Place("delegations", "事权下放", "Alt+6")
BATCHES = Place("batches", "最多跑一次", "Alt+8")
BUNDLES = Place("bundling", "一件事", "Alt+9")
_REVIEW = (
    Place("review", "待办", "Alt+1"),
    Place("review-sheets", "材料签收", "Alt+2"),
    Place("review-results", "结果移交", "Alt+3"),
    Place("review-archive", "回执归档", "Alt+4"),
    Place("review-cards", "警示督办", "Alt+5"),
)

PLACES: dict[str, tuple[Place, ...]] = {
    "clerk": (
        Place("desk", "收件", "Alt+1"),
        Place("desk-notices", "待告知", "Alt+2"),
        Place("desk-handover", "材料交接", "Alt+3"),
        Place("desk-cases", "本厅办件", "Alt+4"),
        Place("desk-cards", "警示督办", "Alt+5"),
        Place("desk-engagements", "中介委托", "Alt+6"),
    ),
    "reviewer": _REVIEW,
    "decider": _REVIEW,
    "head": (*_REVIEW, DELEGATIONS, Place("items", "事项", "Alt+7"), BATCHES, BUNDLES),
    "issuer": (
        Place("issue", "待接收", "Alt+1"),
        Place("issue-shelf", "待发放", "Alt+2"),
        Place("issue-post", "邮寄", "Alt+3"),
        Place("issue-receipts", "回执移交", "Alt+4"),
        Place("issue-cards", "警示督办", "Alt+5"),
    ),
    "manager": (
        Place("watch", "总览", "Alt+1"),
        Place("watch-cards", "警示牌", "Alt+2"),
        Place("watch-urgings", "督办", "Alt+3"),
        Place("reform-ledger", "改革台账", "Alt+4"),
        Place("reform-targets", "改革目标", "Alt+5"),
    ),
    "supervisor": (
        Place("watch", "总览", "Alt+1"),
        Place("watch-cards", "警示牌", "Alt+2"),
        Place("watch-urgings", "督办", "Alt+3"),
        Place("reform-ledger", "改革台账", "Alt+4"),
        Place("reform-targets", "改革目标", "Alt+5"),
    ),
    "administrator": (
        Place("items", "事项", "Alt+1"),
        Place("items-bases", "基本目录", "Alt+2"),
        Place("items-calendar", "发布日历", "Alt+3"),
        Place("reform-ledger", "改革台账", "Alt+4"),
        Place("reform-targets", "改革目标", "Alt+5"),
        DELEGATIONS,
        Place("register", "中介机构", "Alt+7"),
        BATCHES,
        BUNDLES,
    ),
}
