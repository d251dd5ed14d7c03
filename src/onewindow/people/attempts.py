"""Wrong passwords, counted per account in the database: five, then a quarter of an hour's wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from onewindow.people.models import FailedAttempts

MOST = 5
WAIT = timedelta(minutes=15)


def attempt_allowed(username: str, now: datetime) -> bool:
    row = FailedAttempts.objects.filter(username=username[:40]).first()
    return row is None or row.count < MOST or now - row.last_at > WAIT


def attempt_failed(username: str, now: datetime) -> None:
    FailedAttempts.objects.filter(username=username[:40], last_at__lt=now - WAIT).delete()
    row, made = FailedAttempts.objects.get_or_create(
        username=username[:40], defaults={"count": 1, "last_at": now}
    )
    if not made:
        FailedAttempts.objects.filter(pk=row.pk).update(count=F("count") + 1, last_at=now)


def attempts_forgotten(username: str) -> None:
    FailedAttempts.objects.filter(username=username[:40]).delete()
