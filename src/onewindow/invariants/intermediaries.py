"""中介服务: what the journal gives for the register and for engagements, and what must hold of an engagement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from onewindow.clocks.board import due_of, work_calendar
from onewindow.clocks.models import Clock
from onewindow.intermediaries.models import Engagement
from onewindow.invariants.breach import NumberedFault, installation_invariant
from onewindow.invariants.entries import Entry

Columns = dict[str, Any]
Fold = Callable[[Columns, Entry], Columns]

ENDS = {"delivered": ("met", "late"), "ended": ("cancelled",), "rated": ("met", "late", "cancelled")}
"""How the clock of an engagement may have ended, by the stage it is in."""


@installation_invariant("engagement-on-its-clock", "S3 辽宁 (四): L35")
def on_its_clock() -> Iterator[NumberedFault]:
    """中介委托按公布的时限计时:每项一个时钟,工作日数与登记相符,到期可复算,随交付或者解除而止。"""
    calendar = work_calendar()
    clocks: dict[object, list[Clock]] = {}
    for clock in Clock.objects.filter(name="engagement").iterator(chunk_size=500):
        clocks.setdefault(clock.thing_id, []).append(clock)
    for row in Engagement.objects.order_by("id").iterator(chunk_size=500):
        own = clocks.get(row.id, [])
        if len(own) != 1:
            yield "engagement", row.no, f"有{len(own)}个时钟"
            continue
        clock = own[0]
        due = due_of(clock, calendar).at
        if (clock.amount, clock.unit, clock.started_at) != (row.days, "working_day", row.engaged_at):
            yield "engagement", row.no, "时钟的起点或者长度与登记不符"
        elif row.due_at != clock.due_at or (clock.calendar == calendar.edition and clock.due_at != due):
            yield "engagement", row.no, "到期与复算不符"
        elif clock.is_open != (row.stage == "engaged") or clock.state not in ENDS.get(
            row.stage, (clock.state,)
        ):
            yield "engagement", row.no, f"{row.stage_label},时钟为{clock.state_label}"


@installation_invariant("engagement-at-the-published-price", "价格法第十三条; N37")
def at_the_published_price() -> Iterator[NumberedFault]:
    """明码标价以外不加价,选择有余地可查:约定的费用不高于公布的标准,登记时至少有一家可选。"""
    for row in Engagement.objects.order_by("id").iterator(chunk_size=500):
        if row.fee > row.standard * row.quantity:
            yield "engagement", row.no, f"约定{row.fee}分,公布的标准{row.standard * row.quantity}分"
        if row.offered < 1:
            yield "engagement", row.no, "没有记下可选的机构"


ENTRY = ("name", "number", "address", "phone", "qualifications", "ties", "offers")


def _entered(row: Columns, entry: Entry) -> Columns:
    """What stands of an intermediary on the register, newly or as amended."""
    return {**{name: entry.body[name] for name in ENTRY}, "changed_at": entry.at}


def _recorded(row: Columns, entry: Entry) -> Columns:
    return {
        **_entered(row, entry), "office": entry.body["office"], "recorded_at": entry.at, "recorder": entry.by,
        "recorder_for": entry.stead, "recorder_name": entry.body["by_name"], "registered_at": None, "registered_by": "", "ground": "", "words": "",
    }  # fmt: skip


def _kept_out(row: Columns, entry: Entry) -> Columns:
    return {"ground": entry.body.get("ground", ""), "words": entry.body["words"], "changed_at": entry.at}


AGREED = ("no", "service", "quantity", "standard", "per", "fee", "days")


def _engaged(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        **{name: body[name] for name in AGREED}, "intermediary_id": entry.touched("intermediary"),
        "party_id": entry.touched("party"), "slug": body["item"], "agency_code": body["agency"],
        "window_code": body["window"], "offered": len(body["among"]), "engaged_at": entry.at,
        "engaged_by": body["by_name"], "report_no": "", "delivered_at": None, "end_reason": "", "stars": None,
        "own_choice": None, "rated_at": None,
    }  # fmt: skip


REGISTER: dict[str, dict[str, Fold]] = {
    "intermediary": {
        "record": _recorded, "amend": _entered,
        "register": lambda row, entry: {
            "registered_at": entry.at, "registered_by": entry.body["by_name"], "changed_at": entry.at,
        },
        **dict.fromkeys(("refuse", "suspend", "strike_off", "resume"), _kept_out),
    },
    "engagement": {
        "engage": _engaged,
        "deliver": lambda row, entry: {"report_no": entry.body["report"], "delivered_at": entry.at},
        "end": lambda row, entry: {"end_reason": entry.body["reason"]},
        "rate": lambda row, entry: {
            "stars": entry.body["stars"], "own_choice": entry.body["own_choice"], "rated_at": entry.at,
        },
    },
}  # fmt: skip
"""By kind of thing and verb, as in `folds.FOLDS`."""
