"""What the applicant must do now, with everything needed to do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from onewindow.cases.folder import Folder
from onewindow.cases.models import Request
from onewindow.core.calendar import local
from onewindow.core.lives import SPECIAL_PROCEDURE, SUPPLEMENT
from onewindow.issuance.models import Delivery, Result
from onewindow.places.directory import hall
from onewindow.web.guides.spelling import LAPSES
from onewindow.web.portal.standing import deferrals, open_request
from onewindow.web.wording import spell_date


@dataclass(frozen=True, slots=True)
class Flaw:
    """One defect of the one-time notice: which material, what is wrong, what to bring, by which rule."""

    material: str
    problem: str
    requirement: str
    basis: str


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `bring` are things to take along, `lapse` what follows when the day passes."""

    title: str
    text: str = ""
    flaws: tuple[Flaw, ...] = ()
    bring: tuple[str, ...] = field(default=())
    place: bool = False
    lapse: str = ""


def todos(folder: Folder, delivery: Delivery | None, results: list[Result], now: datetime) -> list[Todo]:
    """In the order in which they press; empty when the applicant need do nothing."""
    today = local(now).date()
    found: list[Todo] = []
    if supplement := open_request(folder, SUPPLEMENT.name, "served"):
        found.append(_supplement(folder, supplement, today))
    found += [_deferral(folder, one, today) for one in deferrals(folder) if folder.case.is_open]
    if special := open_request(folder, SPECIAL_PROCEDURE.name, "running"):
        found.append(_special(special, today))
    if delivery is not None and delivery.stage == "ready" and delivery.method != "post":
        found.append(_collect(folder, results))
    return found


def _supplement(folder: Folder, request: Request, today: date) -> Todo:
    flaws = tuple(
        Flaw(d["material"], d["problem"], d["requirement"], _basis(d["basis"]))
        for d in request.data["defects"]
    )
    return Todo(
        f"请补正 {len(flaws)} 份材料，{_until(request, today)}", "可以到任一综合受理窗口补交，也可以邮寄（注明办件编号）。全部列在这里，不会再要别的。",
        flaws=flaws, place=True, bring=("这一页的办件编号，或收件通知书",), lapse=f"逾期没有补正的，{LAPSES[folder.guide.supplement.lapse]}。",
    )  # fmt: skip


def _basis(basis: dict[str, object]) -> str:
    return f"《{basis['law']}》{basis['article']}" + ("" if basis["checked"] else "〔待核〕")


def _deferral(folder: Folder, request: Request, today: date) -> Todo:
    return Todo(
        f"请补交《{request.data['name']}》，{_until(request, today)}", f"这是收件时您承诺后补的材料，{request.data['way']}。",
        place=True, lapse=f"逾期没有补齐的，{LAPSES[folder.guide.deferral_lapse]}。",
    )  # fmt: skip


def _special(request: Request, today: date) -> Todo:
    where = f"，地点：{request.data['place']}" if request.data["place"] else ""
    day = spell_date(date.fromisoformat(request.data["starts_on"]), today)
    return Todo(f"请配合{request.data['name']}", f"{day}起进行{where}。需要您准备的，写在特别程序告知书里。")


def _collect(folder: Folder, results: list[Result]) -> Todo:
    collected = {one["name"]: one["requirement"] for result in results for one in result.collect}
    bring = (
        "您的身份证（代领的，带双方身份证和委托书）", "收件通知书",
        *(f"《{name}》：{requirement}，发证时收回" for name, requirement in collected.items()),
    )  # fmt: skip
    names = "、".join(f"《{result.name}》" for result in results) or "办理结果"
    return Todo(
        f"请到{hall(folder.case.hall_code).name}领取{names}", "到综合出件窗口领取。", bring=bring, place=True
    )


def _until(request: Request, today: date) -> str:
    return f"最晚{spell_date(request.due_at, today)}" if request.due_at else ""
