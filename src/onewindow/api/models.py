"""Agencies' own systems and the tokens they hold. Of a secret only its hash is kept."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from onewindow.core.chain import sm3
from onewindow.places.models import Agency, Hall
from onewindow.sql.reading import fetch


class System(models.Model):
    """A program of one agency or one hall. It carries acts; the persons it names do them."""

    code = models.CharField(max_length=24, primary_key=True)
    """Its client id, and what the journal names as the desk of what it carried."""
    name = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True)
    hall = models.ForeignKey(Hall, models.PROTECT, null=True)
    secret_hash = models.CharField(max_length=64)
    """SM3 of 256 random bits: a hash made slow on purpose would guard nothing more."""
    scopes = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, hall__isnull=True)
                | Q(agency__isnull=True, hall__isnull=False),
                name="system_of_one_place",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def opens_with(self, secret: str) -> bool:
        return hmac.compare_digest(self.secret_hash, sm3(secret.encode()))


class TokenQuerySet(models.QuerySet["Token"]):
    def with_hash(self, digest: str) -> TokenQuerySet:
        return self.filter(hash=digest, system__is_active=True).select_related("system")


def good_token(secret: str, at: datetime) -> Token | None:
    """The token of these letters while it is good, with its system."""
    found = fetch(Token.objects.with_hash, sm3(secret.encode()))
    return found[0] if found and found[0].expires_at > at else None


class Token(models.Model):
    """What a system shows with each request; good for an hour."""

    hash = models.CharField(max_length=64, primary_key=True)
    system = models.ForeignKey(System, models.CASCADE, related_name="tokens")
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(db_index=True)

    objects = TokenQuerySet.as_manager()
