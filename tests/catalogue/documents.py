"""The smallest documents that are editions, and how the tests change one place in them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

GONE = object()

_PROMISED: dict[str, Any] = {
    "code": "11990100MB9901024C3990131099001",
    "base_code": "990131099001",
    "slug": "shu-dian",
    "name": "书店经营许可",
    "aliases": ["开书店"],
    "theme": "准营准办",
    "audience": "organisation",
    "item_type": "01",
    "kind": "promised",
    "agency": "scjg",
    "level": 3,
    "edition": 1,
    "effective_from": "2025-01-01",
    "legal_bases": [
        {
            "id": "law",
            "law": "书店法",
            "article": "第三条",
            "gist": "开书店须经许可。",
            "checked": False,
            "rank": "law",
        }
    ],
    "conditions": ["有固定场所。"],
    "situations": [
        {
            "id": "premises",
            "question": "场所是谁的？",
            "answers": [{"id": "owned", "label": "自有"}, {"id": "rented", "label": "租用"}],
        }
    ],
    "materials": [
        {
            "id": "licence",
            "name": "营业执照",
            "key": "business_licence",
            "necessity": "required",
            "form": "copy",
            "copies": 1,
            "source": "government",
            "issuer": "市场监督管理部门",
            "basis": "law",
            "requirement": "加盖公章。",
            "checkpoints": ["在有效状态"],
            "common_mistakes": ["旧照"],
            "justification": "登记系统没有联通，已征求书店代表的意见。",
        },
        {
            "id": "lease",
            "name": "租赁合同",
            "key": "lease_contract",
            "when": {"premises": ["rented"]},
            "necessity": "required",
            "form": "original",
            "copies": 1,
            "source": "applicant",
            "deferrable": True,
            "defer_days": 3,
            "basis": "law",
            "requirement": "双方签字。",
            "checkpoints": ["租期未满"],
            "common_mistakes": ["没有签字"],
        },
    ],
    "form": [
        {"id": "operator", "label": "名称", "type": "text", "required": True, "on_result": True},
        {"id": "trade", "label": "种类", "type": "choice", "required": True, "options": ["新书", "旧书"]},
    ],
    "steps": [
        {"id": "apply", "name": "申请", "actor": "applicant"},
        {"id": "intake", "name": "收件", "actor": "window"},
        {"id": "visit", "name": "现场核查", "actor": "agency", "special": "visit"},
        {"id": "decide", "name": "决定", "actor": "agency", "days": 5},
    ],
    "special_procedures": [
        {
            "id": "visit",
            "name": "场所核查",
            "kind": "site_visit",
            "basis": "law",
            "cap": {"n": 3, "unit": "working_day"},
            "stops": ["promised"],
            "people_min": 2,
        }
    ],
    "limits": {
        "statutory": {"n": 20, "unit": "working_day", "basis": "law"},
        "promised": {"n": 5, "unit": "working_day"},
    },
    "extension": {"n": 10, "unit": "working_day", "basis": "law", "approver": "agency_head"},
    "supplement": {"days": 10, "lapse": "deemed_withdrawn"},
    "deferral_lapse": "revoke_acceptance",
    "fees": [{"name": "工本费", "amount": "10.00", "basis": "law"}],
    "results": [
        {
            "id": "permit",
            "name": "书店许可证",
            "kind": "licence",
            "doc_series": "书许",
            "title": "书店许可证",
            "fields": ["operator"],
        }
    ],
    "delivery": ["window"],
    "visits": 1,
    "ways": ["one_trip"],
    "handling": ["pre_review", "consult"],
    "halls": ["jz-hall"],
    "contact": {
        "phone": "0990-1234500",
        "supervise_phone": "12345",
        "address": "滨江大道88号",
        "hours": "工作日9:00至17:00",
        "transport": ["公交8路"],
    },
    "accountability": "逾期的依法追究责任。",
    "faq": [{"q": "要钱吗？", "a": "工本费十元。"}],
}


def promised(**changes: Any) -> dict[str, Any]:
    """A promised item; keywords replace whole parts, `GONE` takes one away."""
    return _changed(_PROMISED, changes)


def instant(**changes: Any) -> dict[str, Any]:
    """An instant item: as small, without what an instant item cannot have."""
    document = _changed(
        _PROMISED, {"special_procedures": GONE, "extension": GONE, "kind": "instant", "handling": ["instant"]}
    )
    del document["steps"][2]
    document["materials"][1]["deferrable"] = False
    del document["materials"][1]["defer_days"]
    document["limits"]["promised"]["n"] = 0
    return _changed(document, changes)


def with_at(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy in which the place at `path` (as `materials.0.basis`) holds `value`, or is `GONE`."""
    copy = deepcopy(document)
    *way, last = path.split(".")
    place: Any = copy
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    key = int(last) if last.isdigit() else last
    if value is GONE:
        del place[key]
    else:
        place[key] = value
    return copy


def next_edition(document: dict[str, Any], *, effective_from: str, **changes: Any) -> dict[str, Any]:
    return _changed(
        document, {"edition": document["edition"] + 1, "effective_from": effective_from, **changes}
    )


def other_item(serial: int, name: str, **changes: Any) -> dict[str, Any]:
    """Another item of the same agency; `serial` has up to three digits."""
    base = f"990131{serial:03}001"
    identity = {
        "base_code": base,
        "code": f"11990100MB9901024C3{base}",
        "slug": f"item-{serial}",
        "name": name,
    }
    return promised(**{**identity, "aliases": [], **changes})


def _changed(document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    merged = {**deepcopy(document), **changes}
    return {key: value for key, value in merged.items() if value is not GONE}
