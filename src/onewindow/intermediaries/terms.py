"""The closed words of the register: which ties there are, and on which grounds somebody is kept out of it.

No ground speaks of how many there are already or of where somebody has its seat (N37: 取消区域性、行业性执业限制和限额管理).
"""

from __future__ import annotations

TIES: dict[str, str] = {
    "subordinate": "隶属关系",
    "funded": "出资或者主管关系",
    "office": "有公职人员任职、兼职",
    "kin": "负责人是该机关工作人员的近亲属",
    "other": "其他利益关系",
}
"""与行政机关的关系: whoever has one serves no item of that agency."""

REFUSALS: dict[str, str] = {
    "unqualified": "没有法律要求的资质，或者资质已经过期",
    "untrue": "申请材料不真实",
    "undisclosed": "没有如实披露与行政机关的关系",
}
SUSPENSIONS: dict[str, str] = {
    "lapsed": "资质到期，尚未延续",
    "late": "多次超过公布的时限",
    "overcharge": "在公布的标准以外收费",
    "complaint": "投诉查实，正在整改",
    "own": "机构自己申请暂停",
}
REMOVALS: dict[str, str] = {
    "own": "机构自己申请退出",
    "revoked": "资质被吊销、撤销或者注销",
    "false_report": "出具虚假报告",
    "undisclosed": "隐瞒与行政机关的关系",
    "overcharge": "在公布的标准以外收费，拒不改正",
}
GROUNDS: dict[str, dict[str, str]] = {"refuse": REFUSALS, "suspend": SUSPENSIONS, "strike_off": REMOVALS}
"""By the step that needs one."""
KEPT_OUT_BY: dict[str, str] = {"refused": "refuse", "suspended": "suspend", "struck_off": "strike_off"}
"""The step that led to a stage in which a ground stands."""

DEAREST = 1_000_000_000
"""分: ten million yuan; nothing on the list costs more."""


def yuan(fen: int) -> str:
    """2800元, 2800.50元; `fen` are hundredths of a yuan."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02}元" if rest else f"{whole}元"


def read_count(typed: str) -> int | None:
    """The whole number of at most six figures that somebody typed; None when it is none."""
    plain = typed.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 6 else None


def read_yuan(typed: str) -> int | None:
    """The amount in 分 that somebody typed in yuan, with at most two decimals; None when it is no such amount."""
    whole, dot, rest = typed.strip().removesuffix("元").strip().partition(".")
    figures = whole + rest
    if (
        not (figures.isascii() and figures.isdigit())
        or len(whole) > 10
        or len(rest) > 2
        or (dot and not rest)
    ):
        return None
    return int(whole or "0") * 100 + int(rest.ljust(2, "0"))
