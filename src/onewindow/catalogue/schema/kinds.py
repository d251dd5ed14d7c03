"""Kinds of matters, and the words for them: type, owner, class of permit, way of handling, reach."""

from __future__ import annotations

from typing import Literal

ItemType = Literal["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"]

ITEM_TYPES: dict[str, str] = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
Handling = Literal["instant", "pre_review", "full_online", "consult", "post", "home_visit"]
HANDLINGS: dict[Handling, str] = {
    "instant": "即办件",
    "pre_review": "网上预审",
    "full_online": "全程网办",
    "consult": "在线咨询",
    "post": "现场受理＋快递送达",
    "home_visit": "预约上门",
}
"""办理方式, the six of 长沙 (方式): an item at most one visit away is handled in at least one of them."""
Owner = Literal["agency", "utility", "state_enterprise", "institution", "intermediary"]
OWNERS: dict[Owner, str] = {
    "agency": "行政机关",
    "utility": "公共服务企业",
    "state_enterprise": "国有企业",
    "institution": "事业单位",
    "intermediary": "中介服务机构",
}
PermitClass = Literal["abolished", "filed", "committed", "optimised"]
PERMIT_CLASSES: dict[PermitClass, str] = {
    "abolished": "直接取消审批",
    "filed": "审批改为备案",
    "committed": "实行告知承诺",
    "optimised": "优化审批服务",
}
"""涉企经营许可事项改革方式 (证照分离): what follows the business licence."""
Reach = Literal["none", "district", "city", "province", "nation"]
REACHES: dict[Reach, str] = {
    "none": "不通办",
    "district": "全区通办",
    "city": "全市通办",
    "province": "全省通办",
    "nation": "跨省通办",
}
