"""The six ways of 长沙 in which a matter may be handled: what each means here, and the door it opens."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.catalogue.schema import Edition
from onewindow.catalogue.schema.kinds import HANDLINGS, Handling


@dataclass(frozen=True, slots=True)
class Door:
    """`leads` is what the link opens: `halls`, `phone`, `form` or `track`; `label` is what it says."""

    name: str
    meaning: str
    leads: str
    label: str


DOORS: dict[Handling, tuple[str, str, str]] = {
    "instant": ("材料齐全的，在窗口当场办好，等着拿结果。", "halls", "看去哪个窗口"),
    "pre_review": (
        "去窗口以前先核对材料：按上面的清单备齐、填好空白表格，打电话同窗口逐份核对，确认齐全了再去，免得白跑。"
        "本网站不接收材料。",
        "form",
        "下载空白表格",
    ),
    "full_online": (
        "材料都可以用电子件，办理全程不需要本人到场。申请不在本网站提交；现在办，先打咨询电话约定材料怎么交，可以委托别人代交。",
        "phone",
        "打咨询电话",
    ),
    "consult": ("有拿不准的，在办公时间打咨询电话问清楚再来。", "phone", "打咨询电话"),
    "post": (
        "在窗口交一次材料，收件时选邮政寄递，结果寄到家；寄出后凭办件编号查邮件号码。",
        "track",
        "查进度和邮件号码",
    ),
    "home_visit": ("行动不便的，打电话预约，工作人员带着设备上门收件。", "phone", "打电话预约"),
}


def doors_of(guide: Edition) -> list[Door]:
    """The ways this matter offers, in the city's order."""
    return [Door(name, *DOORS[way]) for way, name in HANDLINGS.items() if way in guide.handling]
