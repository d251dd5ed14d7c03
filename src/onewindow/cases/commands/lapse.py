"""What the law or the promise lets happen when a time runs out unused (视为受理, 逾期未补正, 容缺逾期)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from onewindow.cases.commands.accept import deem_accepted
from onewindow.cases.commands.ending import end_case, listed, void_requests
from onewindow.cases.drafting.answers import acceptance_revocation, ending_notice, refusal_of_acceptance
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, folder_of, folder_of_request
from onewindow.cases.models import Case, Request
from onewindow.core.roles import SYSTEM
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer

SUPPLEMENT_LATE = "逾期未按《材料补齐补正通知书》补齐材料"
DEFERRAL_LATE = "逾期未按容缺受理承诺补齐材料"


def lapse_answer(case_id: UUID, *, at: datetime) -> Answer | None:
    """Five working days without service of an answer: accepted by law. None when it was answered."""
    folder = _open(case_id, at)
    if folder.case.stage != "received":
        return None
    deem_accepted(folder)
    return folder.write()


def lapse_request(request_id: UUID, *, at: datetime) -> Answer | None:
    """A supplement or deferral whose limit passed ends with its stated consequence. None when settled.

    After a decision there is nothing to end: what was still promised no longer matters.
    """
    folder = folder_of_request(request_id, by=SYSTEM, at=at)
    mine = next((r for r in folder.requests if r.id == request_id and r.is_open), None)
    if mine is None or not folder.case.is_open:
        return None
    if folder.case.stage == "decided":
        folder.commit.move(mine, "void", touches=[folder.case], body={"why": "办件已决定"})
        folder.commit.change(mine, ended_at=at)
        folder.board.expire(mine.id)
        return folder.write()
    step = folder.commit.move(mine, "lapse", touches=[folder.case])
    folder.commit.change(mine, ended_at=at)
    folder.board.apply(step.clocks, mine)
    folder.board.expire(mine.id)
    guide = folder.guide
    lapse = guide.supplement.lapse if mine.what == "supplement" else guide.deferral_lapse
    _consequence(folder, mine, lapse)
    return folder.write()


def _open(case_id: UUID, at: datetime) -> Folder:
    return folder_of(Case.objects.whole().get(pk=case_id), by=SYSTEM, at=at)


def _consequence(folder: Folder, request: Request, lapse: str) -> None:
    why = SUPPLEMENT_LATE if request.what == "supplement" else DEFERRAL_LATE
    accepted = folder.case.stage == "accepted"
    if lapse == "deemed_withdrawn":
        _end(folder, "withdraw", why, act="deemed_withdrawn")
    elif lapse == "returned":
        _end(folder, "return_case", why, act="terminated")
    elif lapse in {"refused", "refuse"} and not accepted:
        _refuse(folder, why)
    elif lapse == "revoke_acceptance" and accepted:
        _revoke(folder, request, why)
    else:
        _end(folder, "terminate", why, act="terminated")


def _end(folder: Folder, verb: str, why: str, *, act: str) -> None:
    step = folder.commit.move(folder.case, verb, touches=[folder.case.application], body={"reason": why})
    folder.board.apply(step.clocks, folder.case)
    void_requests(folder)
    end_case(folder)
    draw_up(
        folder.commit,
        "withdrawal_notice",
        folder.matter,
        number=numbered(folder, "终"),
        serve=True,
        data=ending_notice(
            folder, act=act, reasons=[why], with_remedies=True, returned=listed(folder, "window")
        ),
    )


def _refuse(folder: Folder, why: str) -> None:
    step = folder.commit.move(
        folder.case, "refuse_acceptance", touches=[folder.case.application], body={"reason": why}
    )
    folder.board.apply(step.clocks, folder.case)
    void_requests(folder)
    end_case(folder)
    draw_up(
        folder.commit,
        "refusal_of_acceptance",
        folder.matter,
        number=numbered(folder, "不受"),
        serve=True,
        data=refusal_of_acceptance(folder, ground="not_admissible", reasons=[why], competent_body=None),
    )


def _revoke(folder: Folder, request: Request, why: str) -> None:
    acceptance = next(d for d in folder.documents if d.kind == "acceptance_notice")
    step = folder.commit.move(
        folder.case, "revoke_acceptance", touches=[folder.case.application], body={"reason": why}
    )
    folder.board.apply(step.clocks, folder.case)
    data = acceptance_revocation(folder, acceptance_number=acceptance.no, lapsed=[request], reasons=[why])
    void_requests(folder)
    end_case(folder)
    draw_up(
        folder.commit,
        "acceptance_revocation",
        folder.matter,
        number=numbered(folder, "撤受"),
        serve=True,
        data=data,
    )
