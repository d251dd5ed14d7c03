"""Which running cases may go over to an edition, and which of those that are chosen would land; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from onewindow.cases.folder import Folder
from onewindow.cases.landing import Landing, landing
from onewindow.cases.models import Case, Request, Submission
from onewindow.cases.models.case import CaseQuerySet
from onewindow.catalogue.keeping import agencies_kept, kept_edition
from onewindow.catalogue.models import Edition
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Commit

MOST = 200
"""Cases in one act."""
RUNNING = ("received", "accepted")


def foreseen(case_nos: Sequence[str], row: Edition, *, by: Actor, at: datetime) -> list[Landing]:
    """试算: what `repin` would find now, in the order of the numbers. Refuses as `landings` does; writes nothing."""
    return landings(case_nos, row, Commit(by=by, at=at))


def repinnable(row: Edition, by: Actor) -> CaseQuerySet:
    """Running cases of the item on another edition, as far as this post keeps them, oldest first."""
    mine = Case.objects.filter(_reach(by), edition__slug=row.slug, stage__in=RUNNING)
    return mine.exclude(edition=row.pk).order_by("received_at", "id")


def edition_to_go_over_to(edition_id: UUID, *, by: Actor, at: datetime) -> Edition:
    """One that this post keeps and that is in force. Raises Refusal `no-such-edition` (404), `edition-not-in-force` (409)."""
    row = kept_edition(edition_id, by)
    if row is None:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    if not Edition.objects.in_force(local(at).date()).filter(pk=row.pk).exists():
        raise Refusal(
            "edition-not-in-force", f"“{row.name}”第{row.edition}版今天没有施行，在办的不能改按它。"
        )
    return row


def landings(case_nos: Sequence[str], row: Edition, commit: Commit) -> list[Landing]:
    """The check of each chosen case. Raises Refusal `nothing-chosen` (422), `no-such-case` (404)."""
    wanted = list(dict.fromkeys(case_nos))
    if not 1 <= len(wanted) <= MOST:
        message = f"请选择 1 至 {MOST} 件办件。"
        raise Refusal("nothing-chosen", message, status=422, findings=[Finding("cases", message)])
    cases = {case.no: case for case in Case.objects.whole().filter(_reach(commit.by), no__in=wanted)}
    if len(cases) < len(wanted):
        raise Refusal("no-such-case", "没有找到这个办件,请核对办件编号。", status=404)
    folders = _folders([cases[no] for no in wanted], commit)
    return [landing(folder, row.guide) for folder in folders]


def _reach(by: Actor) -> Q:
    mine = Q(agency_code__in=sorted(agencies_kept(by)))
    return mine & Q(edition__slug__in=sorted(by.matters)) if by.matters else mine


def _folders(cases: Sequence[Case], commit: Commit) -> list[Folder]:
    """All of them in one commit, with what the check reads: three statements however many they are."""
    ids = [case.id for case in cases]
    clocks = _by_case(Clock.objects.filter(case_id__in=ids).order_by("started_at", "id"))
    requests = _by_case(Request.objects.filter(case__in=ids).order_by("opened_at", "id"))
    lines = _by_case(Submission.objects.filter(case__in=ids).order_by("id"))
    found = []
    for case in cases:
        place = Place(case.id, case.no, case.agency_code, case.hall_code)
        folder = Folder(case, commit, Board(commit, place, clocks[case.id]))
        folder.requests, folder.submissions = requests[case.id], lines[case.id]
        found.append(folder)
    return found


def _by_case(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
