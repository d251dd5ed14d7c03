"""受理: the agency accepts, or the law accepts for it when it kept silent."""

from __future__ import annotations

from datetime import datetime

from onewindow.cases.commands.ending import void
from onewindow.cases.drafting.answers import acceptance_notice
from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.obstacles import accepted_by_law, clear, to_acceptance
from onewindow.clocks.rules import LocalLimit
from onewindow.core.clock import Unit
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.journal.commit import Answer


def accept(no: str, *, by: Actor, at: datetime) -> Answer:
    """Accept a received case; the statutory and the promised clock begin.

    After five working days without an answer the law has accepted already: from the day of receipt.

    Raises Refusal `wrong-stage` (409), `supplement-open` (409) while a one-time notice is out,
    `same-person` (403) when the one who took it in would accept it.
    """
    folder = open_folder(no, by=by, at=at)
    clear(to_acceptance(folder))
    if accepted_by_law(folder):
        deem_accepted(folder)
        folder.take_in_hand()
    else:
        begin_acceptance(folder)
    return folder.write()


def begin_acceptance(folder: Folder) -> None:
    """Accept within this commit: clocks, columns, and for a promised matter the 受理通知书."""
    case, commit = folder.case, folder.commit
    step = commit.move(case, "accept", touches=[case.application], body={"by_name": commit.by.name})
    commit.change(case, accepted_at=commit.at, accepted_by=commit.by.staff_id)
    folder.take_in_hand()
    if case.instant:
        folder.board.apply(step.clocks, case, without=("statutory", "promised"))
        return
    folder.board.apply(step.clocks, case, limits=limits_of(folder))
    draw_up(
        commit,
        "acceptance_notice",
        folder.matter,
        number=numbered(folder, "受"),
        data=acceptance_notice(folder),
        serve=True,
    )


def deem_accepted(folder: Folder) -> None:
    """视为受理: five working days without service of an answer; effective from the day of receipt.

    The statutory clock then runs from that day (行政许可法第三十二条第一款第(四)项).
    """
    case, commit = folder.case, folder.commit
    since = case.completed_at or case.received_at
    found = {"by_name": commit.by.name} if commit.by.staff_id else {}
    step = commit.move(
        case, "deem_accepted", as_role="system", touches=[case.application], body={"since": since, **found}
    )
    commit.change(case, accepted_at=since, deemed=True)
    folder.board.expire(case.id, "statutory_answer")
    folder.board.apply(step.clocks, case, limits=limits_of(folder), since=since)
    for request in folder.open_requests("supplement"):
        void(folder, request, "视为受理")
    draw_up(
        commit,
        "acceptance_notice",
        folder.matter,
        number=numbered(folder, "受"),
        data=acceptance_notice(folder),
        serve=True,
    )


def limits_of(folder: Folder) -> dict[str, LocalLimit]:
    """The two limits of the pinned edition under the answers given; the promise never longer than the law."""
    limits = folder.guide.limits.under(folder.case.application.answers)
    law = folder.guide.legal_basis(limits.statutory.basis)
    return {
        "statutory": LocalLimit(n=limits.statutory.n, unit=Unit(limits.statutory.unit), basis=law.label),
        "promised": LocalLimit(
            n=limits.promised.n, unit=Unit(limits.promised.unit), basis="实施机关公开承诺"
        ),
    }
