"""Wrong secrets, counted in the database for what they were tried on: five, then a quarter of an hour's wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from onewindow.people.models import FailedAttempts

MOST = 5
WAIT = timedelta(minutes=15)


def attempt_allowed(tried: str, now: datetime) -> bool:
    """`tried` is what the secret opens: an account, or a case's number with the word of its door before it."""
    row = FailedAttempts.objects.filter(tried=tried[:40]).first()
    return row is None or row.count < MOST or now - row.last_at > WAIT


def attempt_failed(tried: str, now: datetime) -> None:
    """Count one more. What nobody tried for a quarter of an hour is forgotten, so the table stays small."""
    FailedAttempts.objects.filter(last_at__lt=now - WAIT).delete()
    row, made = FailedAttempts.objects.get_or_create(tried=tried[:40], defaults={"count": 1, "last_at": now})
    if not made:
        FailedAttempts.objects.filter(pk=row.pk).update(count=F("count") + 1, last_at=now)


def attempts_forgotten(tried: str) -> None:
    FailedAttempts.objects.filter(tried=tried[:40]).delete()
