"""The words for what a document writes as a short English name."""

from __future__ import annotations

from collections.abc import Mapping

from onewindow.core.clock import Unit

AUDIENCES: Mapping[str, str] = {"person": "自然人", "organisation": "法人", "both": "自然人和法人"}
KINDS: Mapping[str, str] = {"instant": "即办件", "promised": "承诺件"}
UNITS: Mapping[str, str] = {unit.value: unit.label for unit in Unit}
LAPSES: Mapping[str, str] = {
    "deemed_withdrawn": "视为撤回申请",
    "refused": "不予受理",
    "returned": "退回申请",
}
DEFERRAL_LAPSES: Mapping[str, str] = {
    "revoke_acceptance": "撤销受理",
    "deemed_withdrawn": "视为撤回申请",
    "refuse": "不予许可",
    "terminate": "终止办理",
}
APPROVERS: Mapping[str, str] = {"agency_head": "本机关负责人", "government_head": "本级政府负责人"}
DELIVERIES: Mapping[str, str] = {"window": "窗口领取", "post": "邮寄送达"}
WAYS: Mapping[str, str] = {
    "instant": "马上办",
    "online": "网上办",
    "nearby": "就近办",
    "one_trip": "一次办",
}
NECESSITIES: Mapping[str, str] = {"required": "必要", "optional": "非必要"}
FIELD_TYPES: Mapping[str, str] = {
    "text": "文字",
    "number": "数字",
    "date": "日期",
    "choice": "选择",
    "phone": "电话",
    "address": "地址",
    "money": "金额",
}
PARTY_FIELDS: Mapping[str, str] = {
    "name": "姓名或名称",
    "id_no": "证件号码",
    "phone": "电话",
    "address": "地址",
    "legal_person": "法定代表人",
    "legal_person_id_no": "法定代表人证件号码",
    "contact": "联系人",
    "birth_date": "出生日期",
    "sex": "性别",
}
RESULT_KINDS: Mapping[str, str] = {"licence": "证照", "document": "文书"}
PERIODS: Mapping[str, str] = {"year": "年", "month": "个月", "day": "天"}
STOPS: Mapping[str, str] = {"statutory": "法定时限", "promised": "承诺时限"}
