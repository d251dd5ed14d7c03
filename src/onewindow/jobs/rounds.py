"""The worker's rounds: clocks that fell due, papers promised, and the journal sealed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from django.db import DatabaseError

from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.journal.models import Outbox
from onewindow.journal.sealer import seal
from onewindow.supervision.commands.fall import sweep

MOST_TRIES = 5
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    swept: int
    printed: int
    sealed: int


def go_round(now: datetime) -> Round:
    """One round of everything that is waiting."""
    return Round(swept=sweep(now), printed=send_outbox(now), sealed=seal())


def send_outbox(now: datetime, batch: int = 100) -> int:
    """Do what commits promised; a fault is kept with the row and tried again, at most five times."""
    done = 0
    for promise in Outbox.objects.filter(done_at__isnull=True, tries__lt=MOST_TRIES).order_by("created_at")[
        :batch
    ]:
        try:
            document = Document.objects.select_related("subject").get(pk=promise.payload["document"])
            pdf_of(document, at=now)
        except (DatabaseError, OSError, InvalidTag, ValueError) as fault:
            log.warning("outbox %s: %s", promise.id, type(fault).__name__)
            Outbox.objects.filter(pk=promise.pk).update(tries=promise.tries + 1, fault=type(fault).__name__)
            continue
        Outbox.objects.filter(pk=promise.pk).update(done_at=now)
        done += 1
    return done
