"""How a guide's terms read to somebody who has never applied for anything."""

from __future__ import annotations

from onewindow.catalogue.schema import Edition, SpecialProcedure
from onewindow.core.calendar import OfficeHours
from onewindow.web.guides.situation import Situation

LAPSES: dict[str, str] = {
    "deemed_withdrawn": "视为您撤回申请，以后可以重新申请",
    "refused": "不予受理",
    "returned": "退回申请材料",
    "revoke_acceptance": "撤销受理",
    "refuse": "不予许可",
    "terminate": "终止办理",
}
LIMITS: dict[str, str] = {"statutory": "法定时限", "promised": "承诺时限"}
APPROVERS: dict[str, str] = {"agency_head": "本机关负责人", "government_head": "本级政府负责人"}


def spell_limits(situation: Situation) -> list[tuple[str, str]]:
    """Both limits under the answers given; an instant matter is done while you wait, whatever the law allows."""
    limits = situation.guide.limits.under(situation.answers)
    open_still = "（视情形）" if situation.limit_cases else ""
    return [
        ("多久办好（承诺）", f"{limits.promised.label}{open_still}"),
        ("法定时限", limits.statutory.label),
    ]


def spell_fees(situation: Situation) -> str:
    """食品检验费120元、公告费50元（视情形）, or 不收费."""
    fees = [f"{fee.name}{fee.amount}元{'（视情形）' if when else ''}" for fee, when in situation.fees]
    return "、".join(fees) or "不收费"


def spell_visits(guide: Edition) -> str:
    return f"{guide.visits}次" if guide.visits else "不用去"


def spell_stops(procedure: SpecialProcedure) -> str:
    """Which limits its time does not count in; `stops` names those."""
    stopped = "和".join(LIMITS[name] for name in LIMITS if name in procedure.stops)
    counted = "和".join(LIMITS[name] for name in LIMITS if name not in procedure.stops)
    if not stopped:
        return "所用时间计入承诺时限和法定时限。"
    return f"所用时间不计入{stopped}" + (f"，但计入{counted}。" if counted else "。")


def spell_hours(office: OfficeHours) -> str:
    """工作日 9:00至12:00，13:30至17:00."""
    spans = [(office.morning_opens, office.morning_ends), (office.afternoon_opens, office.afternoon_ends)]
    return "工作日 " + "，".join(f"{a.hour}:{a:%M}至{b.hour}:{b:%M}" for a, b in spans)
