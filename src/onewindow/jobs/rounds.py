"""The worker's rounds: clocks that fell due, papers promised, a new calendar, and the journal sealed."""

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
from onewindow.journal.models import Outbox
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
    return Round(swept, _part("outbox", lambda: send_outbox(now)), _part("seal", seal), recomputed)


def _part(name: str, work: Callable[[], int]) -> int:
    try:
        return work()
    except (DatabaseError, OSError, ValueError):
        log.exception("%s: left to the next round", name)
        return 0


def send_outbox(now: datetime, batch: int = PAPERS_A_ROUND) -> int:
    """Do what commits promised; a fault is kept with the row and tried again, at most five times."""
    done = 0
    waiting = Outbox.objects.filter(done_at__isnull=True, tries__lt=MOST_TRIES).order_by("created_at")[:batch]
    for promise in waiting:
        try:
            document = Document.objects.select_related("subject").get(pk=promise.payload["document"])
            pdf_of(document, at=now)
        except FAULTS as fault:
            log.warning("outbox %s: %s", promise.id, type(fault).__name__)
            Outbox.objects.filter(pk=promise.pk).update(tries=F("tries") + 1, fault=type(fault).__name__)
            continue
        Outbox.objects.filter(pk=promise.pk).update(done_at=now)
        done += 1
    return done
