"""退还材料: when a case ended without a decision, its papers go back to the applicant."""

from __future__ import annotations

from datetime import datetime

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Paper
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer

UNDECIDED_ENDS = frozenset({"not_accepted", "returned", "withdrawn", "acceptance_revoked", "terminated"})


def returnable(folder: Folder, place: str) -> bool:
    """Whether the case ended undecided and papers of it are still at `place` (agency or window)."""
    return folder.case.stage in UNDECIDED_ENDS and any(paper.stage == place for paper in folder.papers)


def send_back(no: str, *, by: Actor, at: datetime) -> Answer:
    """The agency returns the papers of a case that ended undecided to the window that took them.

    Raises Refusal `not-ended` (409), `nothing-there` (409).
    """
    return _move(open_folder(no, by=by, at=at), "send_back", "agency", "部门没有这个办件的纸质材料。")


def give_back(no: str, *, by: Actor, at: datetime) -> Answer:
    """The window hands the papers back to the applicant. Raises Refusal as `send_back`."""
    return _move(open_folder(no, by=by, at=at), "give_back", "window", "窗口没有这个办件的纸质材料。")


def _move(folder: Folder, verb: str, place: str, nothing: str) -> Answer:
    if folder.case.stage not in UNDECIDED_ENDS:
        raise Refusal("not-ended", "办件未终结或已作决定,材料不退还。")
    papers: list[Paper] = [paper for paper in folder.papers if paper.stage == place]
    if not papers:
        raise Refusal("nothing-there", nothing)
    for paper in papers:
        folder.commit.move(paper, verb, touches=[folder.case])
    folder.commit.record(
        folder.case,
        f"papers_{verb}",
        body={"papers": [p.barcode for p in papers], "by_name": folder.commit.by.name},
    )
    return folder.write()
