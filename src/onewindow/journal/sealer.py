"""One sealer gives committed events their gapless positions, about once a second."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max, QuerySet

from onewindow.core.chain import sm3
from onewindow.journal.lock import one_writer
from onewindow.journal.models import Seal, Unsealed


def seal(batch: int = 2000) -> int:
    """Give positions to events of finished transactions, oldest first; return how many.

    On PostgreSQL only rows below the oldest running transaction are taken, so that a position,
    once given, never has a later-committed event before it.
    """
    with one_writer():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(20200109)")
        waiting = list(_finished().select_related("event").order_by("transaction", "event_id")[:batch])
        if not waiting:
            return 0
        last = Seal.objects.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        chain = "" if last is None else Seal.objects.get(position=last).chain
        seals = []
        for row in waiting:
            chain = sm3(f"{chain}{row.event.hash}".encode())
            seals.append(Seal(position=position, event_id=row.event_id, chain=chain))
            position += 1
        Seal.objects.bulk_create(seals)
        Unsealed.objects.filter(event_id__in=[row.event_id for row in waiting]).delete()
        return len(seals)


def _finished() -> QuerySet[Unsealed]:
    waiting = Unsealed.objects.all()
    if connection.vendor != "postgresql":
        return waiting
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (horizon,) = cursor.fetchone()
    return waiting.filter(transaction__lt=horizon)
