"""A case opened for a command: its row, clocks, open requests and pinned edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from onewindow.cases.models import Case, Paper, Request, Submission
from onewindow.cases.models.case import CaseQuerySet
from onewindow.cases.models.request import RequestQuerySet
from onewindow.catalogue import schema
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.core.lives import DEFERRAL, EXTENSION, SPECIAL_PROCEDURE, SUPPLEMENT
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import Matter
from onewindow.documents.models import Document, DocumentQuerySet
from onewindow.journal.commit import Answer, Commit, Subject
from onewindow.journal.writer import write
from onewindow.people.models import Party
from onewindow.sql.reading import fetch
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import subject

STANDS_IN_THE_WAY = (SUPPLEMENT.name, EXTENSION.name, SPECIAL_PROCEDURE.name, DEFERRAL.name)
"""Of several open requests a list names the one that hinders most."""


Part = TypeVar("Part", Request, Submission, Paper)


def _visible(no: str, by: Actor) -> CaseQuerySet:
    return Case.objects.whole().for_actor(by).filter(no=no)


def _requests(case_id: UUID) -> RequestQuerySet:
    return Request.objects.filter(case=case_id).select_related("document").order_by("opened_at", "id")


def _submissions(case_id: UUID) -> QuerySet[Submission]:
    return Submission.objects.filter(case=case_id).select_related("evidence")


def _papers(case_id: UUID) -> QuerySet[Paper]:
    return Paper.objects.filter(case=case_id).order_by("barcode")


def _documents(case_id: UUID) -> DocumentQuerySet:
    return Document.objects.of_case(case_id).select_related("subject")


@dataclass
class Folder:
    """Everything one command about one case reads, and the commit it builds."""

    case: Case
    commit: Commit
    board: Board

    @property
    def guide(self) -> schema.Edition:
        return self.case.guide

    @property
    def party(self) -> Party:
        return self.case.application.party

    @property
    def key(self) -> SubjectKey:
        return self.party.key

    @property
    def subject(self) -> Subject:
        return subject(self.key)

    @property
    def matter(self) -> Matter:
        case = self.case
        return Matter(case.id, case.no, self.key, case.agency_code, case.hall_code)

    @cached_property
    def requests(self) -> list[Request]:
        return self._own(fetch(_requests, self.case.id))

    @cached_property
    def submissions(self) -> list[Submission]:
        """In the order of the edition's list."""
        order = {material.id: place for place, material in enumerate(self.guide.materials)}
        return sorted(self._own(fetch(_submissions, self.case.id)), key=lambda line: order[line.material])

    @cached_property
    def papers(self) -> list[Paper]:
        return self._own(fetch(_papers, self.case.id))

    @cached_property
    def documents(self) -> list[Document]:
        return fetch(_documents, self.case.id)

    def _own(self, rows: list[Part]) -> list[Part]:
        for row in rows:
            row.case = self.case
        return rows

    def take_in_hand(self) -> None:
        """Whoever of the agency acts has the case in hand from then on (经办人)."""
        by = self.commit.by
        self.commit.change(self.case, handler=by.staff_id, handler_for=by.stands_for, handler_name=by.name)

    def open_requests(self, what: str) -> list[Request]:
        """The open requests of one life; nothing is read when the case's row says it waits for nothing."""
        if not self.case.waiting and not self._is_read:
            return []
        return [request for request in self.requests if request.what == what and request.is_open]

    def settle(self) -> None:
        """Refresh the columns that lists show: binding due time, pause, and what is waited for."""
        due_at, paused = self.board.binding() if self.case.is_open else (None, False)
        waiting = self._waiting() if self._is_read else None
        columns: dict[str, object] = {"due_at": due_at, "paused": paused}
        if waiting is not None:
            columns["waiting"] = waiting if self.case.is_open else ""
        self.commit.change(self.case, **columns)

    def wait_for(self, request: Request) -> None:
        """Add a request that this commit opens, without reading the others."""
        if self._is_read:
            self.requests.append(request)
        else:
            waits = {request.what, self.case.waiting}
            self.commit.change(self.case, waiting=next(life for life in STANDS_IN_THE_WAY if life in waits))

    def _waiting(self) -> str:
        open_lives = {request.what for request in self.requests if request.is_open}
        return next((life for life in STANDS_IN_THE_WAY if life in open_lives), "")

    @property
    def _is_read(self) -> bool:
        return "requests" in self.__dict__

    def write(self) -> Answer:
        """Settle the list columns and hand the commit to the one writer."""
        self.settle()
        self.commit.answer.setdefault("case", self.case.no)
        return write(self.commit)


def open_folder(no: str, *, by: Actor, at: datetime) -> Folder:
    """Open a case that this post may see.

    Raises Refusal `no-such-case` (404), the same whether it does not exist or is not the post's.
    """
    found = fetch(_visible, no, by)
    if not found:
        raise Refusal("no-such-case", "没有找到这个办件,请核对办件编号。", status=404)
    return folder_of(found[0], by=by, at=at)


def folder_of_request(request_id: UUID, *, by: Actor, at: datetime) -> Folder:
    """Open the case of a request, with all that it waits for, in one statement less."""
    asked = Request.objects.filter(case__requests=request_id).order_by("opened_at", "id")
    requests = list(asked.whole().select_related("document"))
    case = requests[0].case
    case.is_last = requests[0].is_last
    for request in requests:
        request.case = case
    folder = folder_of(case, by=by, at=at)
    folder.requests = requests
    return folder


def folder_of(case: Case, *, by: Actor, at: datetime) -> Folder:
    """Open a case that was already read whole."""
    commit = Commit(by=by, at=at)
    place = Place(case.id, case.no, case.agency_code, case.hall_code)
    clocks = fetch(Clock.objects.of_case, case.id)
    return Folder(case, commit, Board(commit, place, clocks))
