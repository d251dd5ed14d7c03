"""A case's journal retold for its applicant: what happened to it, without what staff wrote for each other."""

from __future__ import annotations

import json

from onewindow.cases.folder import Folder
from onewindow.issuance.models import Delivery
from onewindow.journal.models import Event
from onewindow.places.directory import agency, hall
from onewindow.web.components import Entry
from onewindow.web.portal.standing import VERDICTS

TOLD: dict[str, tuple[str, str]] = {
    "receive": ("hall", "窗口收下您的材料，出具收件通知书"),
    "supplement_issued": ("agency", "部门出具补正通知书，交窗口转告您"),
    "told": ("hall", "窗口把{paper}送达您"),
    "supplied": ("hall", "窗口收到您补正的材料"),
    "deferred_supplied": ("hall", "窗口收到您补交的容缺材料"),
    "accept": ("agency", "部门决定受理"),
    "deem_accepted": ("platform", "部门没有按时答复，依法自收件之日起视为受理"),
    "refuse_acceptance": ("agency", "部门决定不予受理"),
    "return_case": ("agency", "申请材料退回"),
    "special_started": ("agency", "开始{procedure}"),
    "special_ended": ("agency", "{procedure}结束，继续计时"),
    "extension_approved": ("agency", "部门负责人批准延长办理期限"),
    "repin": ("agency", "改按新版办事指南办理，材料不增加、时限不延长"),
    "decide": ("agency", "部门作出{verdict}决定"),
    "close": ("hall", "综合出件窗口核对并接收结果"),
    "withdraw": ("hall", "申请撤回，办理结束"),
    "revoke_acceptance": ("agency", "容缺材料逾期没有补齐，撤销受理"),
    "terminate": ("agency", "终止办理"),
}
"""Verbs of the journal that concern the applicant; the others (opinions, alerts, urgings) are not told."""
ENDS_BADLY = frozenset({"refuse_acceptance", "return_case", "withdraw", "revoke_acceptance", "terminate"})
ASKS = frozenset({"supplement_issued"})


def retold(folder: Folder, delivery: Delivery | None) -> list[Entry]:
    """Newest first, with the office that did it."""
    events = Event.objects.filter(thing_kind="case", thing_id=folder.case.id, verb__in=TOLD).order_by(
        "version"
    )
    entries: list[Entry] = []
    procedure = ""
    for event in events:
        body = json.loads(event.body)
        procedure = _procedure(folder, str(body.get("procedure", ""))) or procedure
        entries.append(_entry(folder, event, body, procedure or "特别程序"))
    return [*_deliveries(delivery), *reversed(entries)]


def _entry(folder: Folder, event: Event, body: dict[str, object], procedure: str) -> Entry:
    office, words = TOLD[event.verb]
    sign = "stopped" if event.verb in ENDS_BADLY else "soon" if event.verb in ASKS else "done"
    title = words.format(
        procedure=procedure, verdict=VERDICTS.get(str(body.get("verdict", "")), ""),
        paper=_paper(folder, str(body.get("paper", ""))),
    )  # fmt: skip
    return Entry(at=event.at, title=title, who=_office(folder, office), sign=sign)


def _office(folder: Folder, office: str) -> str:
    if office == "agency":
        return agency(folder.case.agency_code).name
    return hall(folder.case.hall_code).name if office == "hall" else "平台"


def _procedure(folder: Folder, procedure: str) -> str:
    return next((one.name for one in folder.guide.special_procedures if one.id == procedure), "")


def _paper(folder: Folder, kind: str) -> str:
    return next((paper.title for paper in folder.documents if paper.kind == kind), "文书")


def _deliveries(delivery: Delivery | None) -> list[Entry]:
    if delivery is None or delivery.delivered_at is None:
        return []
    how = "邮件妥投" if delivery.method == "post" else "您领取了结果，并在送达回执上签收"
    return [Entry(at=delivery.delivered_at, title=how, who=hall(delivery.hall_code).name, sign="done")]
