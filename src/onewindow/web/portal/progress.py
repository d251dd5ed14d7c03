"""The progress of one case as its applicant sees it: one page, every answer on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from onewindow.cases.folder import Folder
from onewindow.catalogue.flow import Chart, flow_charts
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.numbers.series import read_case_number
from onewindow.documents.models import Document
from onewindow.issuance.models import Delivery, Result
from onewindow.people.models import Party, masked_name
from onewindow.places.directory import agency, hall, window
from onewindow.places.models import Agency, Hall
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace, Entry
from onewindow.web.portal.retold import retold
from onewindow.web.portal.standing import DELIVERED, PUBLIC_STAGES, Standing, standing_of
from onewindow.web.portal.todo import Todo, todos
from onewindow.web.wording import spell_date

CLOCKS: dict[str, tuple[str, str]] = {
    "supplement": ("您补正材料的期限", "告知补正"), "promised": ("承诺办结时限", "受理"), "statutory": ("法定办结时限", "受理"),
    "intake_answer": ("部门答复是否受理的期限", "收齐材料"), "special": ("特别程序的期限", "启动"),
    "deferral": ("您补交容缺材料的期限", "收件"), "delivery": ("结果送到您手里的期限", "作出决定"),
}  # fmt: skip
"""The clocks an applicant sees, the one that binds first: what each is called, and what started it."""
HANDED_AT_INTAKE = frozenset({"intake_notice", "deferral_commitment"})
HANDED_WITH_THE_RESULT = frozenset(
    {"grant_decision", "denial_decision", "licence", "instant_result", "delivery_receipt"}
)


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the page says. `who` are the offices that have to do with it, the present one first."""

    applicant: str
    number: str
    standing: Standing
    stages: tuple[str, ...]
    notes: dict[str, str]
    finished: bool
    clock: ClockFace | None
    clocks: list[ClockFace]
    who: list[tuple[str, str, str]]
    agency: Agency
    hall: Hall
    handler: str
    tracking_no: str
    todos: list[Todo]
    history: list[Entry]
    papers: list[Document]
    charts: list[Chart]


def progress_of(folder: Folder, now: datetime) -> Progress:
    """Seven statements for a case that was read whole."""
    case = folder.case
    delivery = Delivery.objects.filter(case=case).first()
    results = list(Result.objects.filter(case=case).order_by("no")) if delivery else []
    standing = standing_of(folder, delivery)
    clocks = _faces(folder, now)
    over = standing.stage == ""
    delivered = delivery is not None and delivery.stage in DELIVERED
    return Progress(
        applicant=shown_name(folder.party), number=read_case_number(case.no).spoken, standing=standing,
        stages=("收件", case.stage_label) if over else PUBLIC_STAGES, notes=_notes(folder, delivery, now),
        finished=over or delivered, clock=clocks[0] if clocks else None, clocks=clocks[1:], who=_who(folder, standing),
        agency=agency(case.agency_code), hall=hall(case.hall_code), handler=case.handler_name,
        tracking_no=delivery.tracking_no if delivery else "", todos=todos(folder, delivery, results, now),
        history=retold(folder, delivery), papers=_readable(folder, delivered), charts=_charts(folder, standing),
    )  # fmt: skip


def readable_papers(folder: Folder) -> list[Document]:
    """The papers that reached the applicant: given at intake, served since, or handed out with the result."""
    delivery = Delivery.objects.filter(case=folder.case).first()
    return _readable(folder, delivery is not None and delivery.stage in DELIVERED)


def shown_name(party: Party) -> str:
    """王**; of an organisation where it is and what it is: 江州***有限公司."""
    if party.kind_of_party == "person" or len(party.name) <= 6:
        return masked_name(party.name)
    return f"{party.name[:2]}***{party.name[-4:]}"


def _readable(folder: Folder, delivered: bool) -> list[Document]:
    kinds = HANDED_AT_INTAKE | (HANDED_WITH_THE_RESULT if delivered else frozenset())
    return [paper for paper in folder.documents if paper.kind in kinds or paper.stage == "served"]


def _faces(folder: Folder, now: datetime) -> list[ClockFace]:
    order = list(CLOCKS)
    open_ones: list[Clock] = [one for one in folder.board.clocks if one.is_open and one.name in CLOCKS]
    open_ones.sort(key=lambda clock: order.index(clock.name))
    return [_face(clock, now) for clock in open_ones]


def _face(clock: Clock, now: datetime) -> ClockFace:
    label, event = CLOCKS[clock.name]
    return replace(clock_face(clock, now, work_calendar(), event), label=label)


def _notes(folder: Folder, delivery: Delivery | None, now: datetime) -> dict[str, str]:
    """What was done on which day, under the stages."""
    case = folder.case
    days = {
        "收件": case.received_at, "受理": case.accepted_at, "决定": case.decided_at,
        "出件": delivery.ready_at if delivery else None, "送达": delivery.delivered_at if delivery else None,
        case.stage_label: case.ended_at,
    }  # fmt: skip
    return {stage: spell_date(at, now.date()) for stage, at in days.items() if at is not None}


def _who(folder: Folder, standing: Standing) -> list[tuple[str, str, str]]:
    """Office, person or place in it, and phone; who has the case now comes first."""
    case = folder.case
    department, place = agency(case.agency_code), hall(case.hall_code)
    desk = window(case.window_code)
    offices = {
        "agency": (department.name, f"经办人：{case.handler_name or '部门正在安排'}", department.phone),
        "window": (place.name, desk.name, desk.phone),
        "counter": (place.name, "综合出件窗口", place.phone),
    }  # fmt: skip
    first = {"applicant": "counter" if standing.stage == "送达" else "window", "nobody": "agency"}
    holder = first.get(standing.holder, standing.holder)
    near = ("agency",) if case.stage in ("decided", "closed") else ("agency", "window")
    others = [name for name in near if name != holder]
    return [offices[name] for name in (holder, *others)]


def _charts(folder: Folder, standing: Standing) -> list[Chart]:
    """The guide's flow chart under the applicant's answers, with the present step marked."""
    guide, answers = folder.guide, folder.case.application.answers
    drawn = {step.id for step in guide.route(answers)}
    return flow_charts(guide, answers=answers, present=standing.step if standing.step in drawn else None)
