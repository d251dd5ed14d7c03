"""延期: once, before the limit ends, approved by the head, with the reason told to the applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.cases.drafting.limits import extension_notice
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Request
from onewindow.cases.obstacles import clear, statutory, to_extension, to_ruling, too_late
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.lives import EXTENSION
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer

SHORTEST_REASON = 10


def request_extension(no: str, *, reason: str, by: Actor, at: datetime) -> Answer:
    """Ask the head for the extension that the edition provides (行政许可法第四十二条).

    Raises Refusal `no-extension` (409), `extension-used` (409), `too-late` (409), `reason-missing` (422).
    """
    folder = open_folder(no, by=by, at=at)
    extension = folder.guide.extension
    clear(to_extension(folder))
    assert extension is not None  # to_extension has refused it otherwise
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing",
            "请写明延期的理由。",
            status=422,
            findings=[Finding("reason", f"延期理由须告知申请人，不少于 {SHORTEST_REASON} 个字。")],
        )
    request = Request(
        id=uuid7(at), what=EXTENSION.name, case=folder.case, opened_at=at, opened_by=by.staff_id, opened_for=by.stands_for, stage=NEW,
        data={"n": extension.n, "unit": extension.unit, "reason": reason.strip(), "by_name": by.name},
    )  # fmt: skip
    folder.commit.move(request, "request", touches=[folder.case], body=request.data)
    folder.commit.record(
        folder.case,
        "extension_requested",
        touches=[request],
        body={"reason": reason.strip(), "by_name": by.name},
    )
    folder.wait_for(request)
    return folder.write()


def rule_on_extension(
    no: str, request_id: UUID, *, approve: bool, note: str = "", by: Actor, at: datetime
) -> Answer:
    """The head approves, and both limits grow by the extension, or rejects.

    Raises Refusal `no-such-request` (404), `too-late` (409), `same-person` (403).
    """
    folder = open_folder(no, by=by, at=at)
    request = next((r for r in folder.open_requests("extension") if r.id == request_id), None)
    if request is None:
        raise Refusal("no-such-request", "没有待批准的延期申请。", status=404)
    clear(to_ruling(folder, request, "approve" if approve else "reject"))
    commit = folder.commit
    commit.move(
        request,
        "approve" if approve else "reject",
        touches=[folder.case],
        body={"note": note.strip(), "by_name": by.name},
    )
    commit.change(request, ended_at=at)
    if approve:
        _grant(folder, request)
    commit.record(
        folder.case,
        "extension_approved" if approve else "extension_rejected",
        touches=[request],
        body={"reason": note.strip(), "by_name": by.name},
    )
    return folder.write()


def _grant(folder: Folder, request: Request) -> None:
    clear(too_late(folder))
    clock = statutory(folder)
    if clock is None or clock.due_at is None:
        raise Refusal("clock-paused", "特别程序进行中时限已暂停，请待其结束后再批准延期。")
    original = clock.due_at
    folder.board.lengthen("statutory", request.data["n"])
    folder.board.lengthen("promised", request.data["n"])
    request.document = draw_up(
        folder.commit,
        "extension_notice",
        folder.matter,
        number=numbered(folder, "延"),
        data=extension_notice(folder, request, original, clock),
        serve=True,
    )
    folder.commit.change(request, document_id=request.document.id)
