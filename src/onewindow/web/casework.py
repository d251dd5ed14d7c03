"""A case as every desk shows it: where it stands, its clocks, what it waits for, its papers and its history."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from onewindow.cases.folder import Folder
from onewindow.cases.models import Case, Request
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.lives import BY_NAME
from onewindow.documents.models import Document
from onewindow.journal.models import Event
from onewindow.people.models import Staff
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import STAGES, ClockFace, Entry

CASE_EVENTS = {
    "receive": "收件", "accept": "受理", "deem_accepted": "视为受理", "refuse_acceptance": "不予受理",
    "return_case": "退件", "withdraw": "撤回", "revoke_acceptance": "撤销受理", "terminate": "终止",
    "decide": "作出决定", "close": "办结", "supplement_issued": "出具补正通知", "told": "告知申请人",
    "supplied": "补正完成", "deferred_supplied": "补齐容缺材料", "special_started": "启动特别程序",
    "special_ended": "结束特别程序", "extension_requested": "申请延期", "extension_approved": "批准延期",
    "extension_rejected": "不批准延期", "propose": "提出审查意见", "result_rejected": "出件窗口不予接收结果",
    "results_made": "制作结果", "result_corrected": "更正结果", "alerted": "时限警示",
    "urged": "督办", "papers_signed_in_part": "部门签收部分纸质材料",
    "papers_send_back": "部门退回纸质材料", "papers_give_back": "纸质材料退还申请人",
    "repin": "改按新版清单", "recomputed": "工作日历更新，重新计算时限",
}  # fmt: skip
"""What the journal's verbs of a case are called on screen."""

ENDS_BADLY = frozenset({"refuse_acceptance", "return_case", "withdraw", "revoke_acceptance", "terminate"})
WARNS = frozenset({"alerted", "result_rejected", "supplement_issued", "deem_accepted"})


@dataclass(frozen=True)
class Glance:
    """Everything the side of a case page shows."""

    case: Case
    stage: str
    clocks: list[ClockFace]
    ended_clocks: list[ClockFace]
    requests: list[Request]
    documents: list[Document]
    history: list[Entry]


def glance(folder: Folder, now: datetime) -> Glance:
    """Read the case's side: six statements, however long its history."""
    calendar = work_calendar()
    faces = [
        (clock, clock_face(clock, now, calendar))
        for clock in folder.board.clocks
        if clock.kind.name != "explanation"
    ]
    return Glance(
        case=folder.case,
        stage=stage_word(folder.case),
        clocks=[face for clock, face in faces if clock.is_open],
        ended_clocks=[face for clock, face in faces if not clock.is_open],
        requests=folder.requests,
        documents=folder.documents,
        history=history(folder),
    )


def stage_word(case: Case, delivered: str = "") -> str:
    """The stage of the seven that the stage bar marks as present."""
    if case.stage == "accepted":
        return "决定" if case.proposal else "审查"
    words = {"received": "受理", "decided": "出件", "closed": "送达"}
    if delivered in {"delivered", "receipt_returned"}:
        return "归档"
    return words.get(case.stage, STAGES[0])


def history(folder: Folder) -> list[Entry]:
    """The case's own journal, newest first, with who did it and the words they gave."""
    events = list(Event.objects.filter(thing_kind="case", thing_id=folder.case.id).order_by("-version"))
    people = Staff.objects.filter(pk__in={event.by for event in events if event.by})
    names: dict[UUID | None, str] = {person.pk: person.name for person in people}
    return [_entry(event, names) for event in events]


def _entry(event: Event, names: dict[UUID | None, str]) -> Entry:
    body = json.loads(event.body)
    sign = "stopped" if event.verb in ENDS_BADLY else "soon" if event.verb in WARNS else "done"
    return Entry(
        at=event.at, title=CASE_EVENTS.get(event.verb, event.verb), who=names.get(event.by, "平台"),
        text=_words(body), sign=sign,
    )  # fmt: skip


def _words(body: dict[str, object]) -> str:
    for name in ("opinion", "reasons", "reason", "outcome", "text"):
        value = body.get(name)
        if value:
            return "；".join(str(part) for part in value) if isinstance(value, list) else str(value)
    return ""


def request_words(request: Request) -> str:
    """What the case waits for, in one line."""
    life = BY_NAME[request.what]
    what = request.data.get("name") or "、".join(d["material"] for d in request.data.get("defects", []))
    return f"{life.label}{'：' + what if what else ''}（{request.stage_label}）"


def paper_url(document: Document) -> str:
    return reverse("paper", args=[document.id])


def list_face(clocks: dict[object, Clock], case: Case, now: datetime) -> ClockFace | None:
    """The binding clock of a listed case, from clocks read for the whole page at once."""
    clock = clocks.get(case.id)
    return clock_face(clock, now, work_calendar()) if clock else None


BINDING = ("promised", "intake_answer", "supplement", "statutory")


def binding_clocks(cases: list[Case]) -> dict[object, Clock]:
    """The clock that a list shows for each of these cases, in one statement."""
    found: dict[object, Clock] = {}
    rows = Clock.objects.open().filter(case_id__in=[case.id for case in cases], name__in=BINDING)
    for clock in sorted(rows, key=lambda row: BINDING.index(row.name), reverse=True):
        found[clock.case_id] = clock
    return found
