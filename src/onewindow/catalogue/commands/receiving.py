"""Documents that came in another format, as drafts or published, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.commands.drafting import begin
from onewindow.catalogue.commands.loading import loaded
from onewindow.catalogue.lint import Surroundings, examine, refusing, surroundings_of
from onewindow.catalogue.turns import Order, Turn
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import SYSTEM
from onewindow.journal.commit import Commit
from onewindow.journal.lock import one_writer
from onewindow.journal.writer import write

Documents = Sequence[Mapping[str, Any]]


class DocumentsRefused(Refusal):
    """None of the documents was taken; `faults` are findings with the place of their document in the sequence."""

    def __init__(
        self, faults: Sequence[tuple[int, Finding]], code: str = "edition_files_refused", status: int = 422
    ) -> None:
        self.faults = tuple(faults)
        message = f"有{len(faults)}处不符合规定，未导入任何内容"
        super().__init__(code, message, status=status, findings=[finding for _, finding in faults])


def import_documents(documents: Documents, *, at: datetime, publish: bool = False) -> int:
    """Begin a draft of each, complete or not, or publish all; how many came in.

    What is published already as it stands does not come in again. Raises `DocumentsRefused`.
    """
    with one_writer():
        return _published(documents, at) if publish else _begun(documents, at)


def _begun(documents: Documents, at: datetime) -> int:
    faults: list[tuple[int, Finding]] = []
    for n, document in enumerate(documents):
        try:
            begin(document, by=SYSTEM, at=at)
        except Refusal as refusal:
            findings = refusal.findings or (Finding("slug", refusal.message),)
            faults += [(n, finding) for finding in findings]
    if faults:
        raise DocumentsRefused(faults)
    return len(documents)


def _published(documents: Documents, at: datetime) -> int:
    order, around = Order.stored(), surroundings_of(*documents)
    commit = Commit(by=SYSTEM, at=at)
    faults: list[tuple[int, Finding]] = []
    for n, document in enumerate(documents):
        findings = _faults(document, order, around, commit)
        faults += [(n, finding) for finding in findings]
    if faults:
        raise DocumentsRefused(faults)
    if commit.events:
        write(commit)
    return len(commit.events)


def _faults(
    document: Mapping[str, Any], order: Order, around: Surroundings, commit: Commit
) -> Sequence[Finding]:
    """What keeps one from being published; none, and it stands in the commit."""
    if findings := refusing(examine(document, around)):
        return findings
    guide = schema.read(document)
    turn = Turn.of(guide)
    if order.known(turn):
        return ()
    if findings := order.refused(turn):
        return findings
    loaded(guide, commit)
    return ()
