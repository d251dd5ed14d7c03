"""A workbook that was read becomes drafts, or every reason why not at its row and column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from onewindow.catalogue.commands import DocumentsRefused, bring_in
from onewindow.catalogue.exchange.faults import WorkbookRefused
from onewindow.catalogue.exchange.reading import Incoming
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer


def take_in(incoming: Sequence[Incoming], *, replace: bool, by: Actor, at: datetime) -> Answer:
    """`bring_in` with the items of a workbook. Raises `WorkbookRefused` for its faults."""
    try:
        return bring_in([one.document for one in incoming], replace=replace, by=by, at=at)
    except DocumentsRefused as refused:
        raise WorkbookRefused([incoming[n].fault(finding) for n, finding in refused.faults]) from None
