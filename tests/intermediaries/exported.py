"""What the province's network of intermediaries exports."""

from __future__ import annotations

import json
from typing import Any

from onewindow.core.numbers.uscc import make_uscc
from tests.intermediaries.register import CMA


def body(serial: int, **changes: Any) -> dict[str, Any]:
    """As the network exports it: the service by its number on the province's list, the agency by its name."""
    whole = {
        "name": f"陵阳市第{serial}检测有限公司", "number": make_uscc("990102", 7000 + serial), "address": "陵阳市文昌路1号",
        "phone": "0991-2230118", "declared": True, "stars": 4.9, "stage": "registered",
        "qualifications": [{"name": CMA.name, "number": CMA.number, "until": "2027-06-30"}],
        "offers": [{"service": "ZJ04", "days": 6, "fee": 70_000, "per": "份", "qualification": CMA.number},
                   {"service": "ZJ12", "days": 9, "fee": 900_000, "per": "份"}],
        "ties": [{"agency": "临江区卫生健康委员会", "kind": "隶属关系", "words": "该委员会所属事业单位。"},
                 {"agency": "陵阳市水务局", "kind": "出资或者主管关系", "words": "该局出资设立。"}],
    }  # fmt: skip
    return whole | changes


def file(*bodies: Any) -> bytes:
    return json.dumps({"items": bodies}, ensure_ascii=False).encode()
