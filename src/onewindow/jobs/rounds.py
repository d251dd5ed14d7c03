"""The worker's rounds: clocks that fell due, papers to print, a new calendar, and the journal sealed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.db.models import F

from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.jobs.new_calendar import follow_calendar
from onewindow.journal.outage import outage_of
from onewindow.journal.sealer import seal
from onewindow.supervision.commands.fall import sweep

MOST_TRIES = 5
PAPERS_A_ROUND = 10
"""Few at a time: cards fall in time while many papers wait, and a worker that is told to end does so soon."""
FAULTS = (DatabaseError, OSError, InvalidTag, ValueError, LookupError, RuntimeError, ObjectDoesNotExist)
"""What may go wrong with one paper: the store, its key, its data, its template. A paper must not stop the others."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    swept: int
    printed: int
    sealed: int
    recomputed: int = 0


def go_round(now: datetime) -> Round:
    """One round of everything that is waiting. Each part stands alone: a fault in one does not stop the others."""
    recomputed = _part("calendar", lambda: follow_calendar(now))
    swept = _part("sweep", lambda: sweep(now))
    return Round(swept, _part("papers", lambda: print_papers(now)), _part("seal", seal), recomputed)


def _part(name: str, work: Callable[[], int]) -> int:
    try:
        return work()
    except (DatabaseError, OSError, ValueError):
        log.exception("%s: left to the next round", name)
        return 0


def print_papers(now: datetime, batch: int = PAPERS_A_ROUND) -> int:
    """Print what commits drew up; a fault is kept with the paper and tried again, at most five times.

    While the disk is full or the database away no paper is at fault, and none is counted a try.
    """
    done = 0
    for paper in Document.objects.waiting_to_be_printed(MOST_TRIES).select_related("subject")[:batch]:
        try:
            pdf_of(paper, at=now)
        except FAULTS as fault:
            if outage_of(fault) is not None:
                raise
            log.warning("paper %s: %s", paper.no, type(fault).__name__)
            Document.objects.filter(pk=paper.pk).update(
                print_tries=F("print_tries") + 1, print_fault=type(fault).__name__
            )
            continue
        done += 1
    return done
