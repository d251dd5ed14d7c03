"""The append-only record of all that happened, and what commits together with it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler

from onewindow.core.life import NEW, Life
from onewindow.sql.rows import Row


class TransactionId(Func):
    """The number of the writing transaction on PostgreSQL; 0 on SQLite, where writers take turns."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = models.BigIntegerField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, list[str | int]]:
        return "(pg_current_xact_id()::text::bigint)", []

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return "0", ()


class Thing(Row):
    """Whatever has a journal of its own: its row carries the version and hash of its last event."""

    LIFE: ClassVar[Life | None] = None
    KIND: ClassVar[str] = ""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        abstract = True

    @classmethod
    def thing_kind(cls) -> str:
        return cls.LIFE.name if cls.LIFE else cls.KIND


class LivingThing(Thing):
    """A thing with a life: it is in one stage of its table."""

    LIFE: ClassVar[Life | None]

    stage = models.CharField(max_length=24, default=NEW, db_index=True)

    class Meta:
        abstract = True

    @property
    def life(self) -> Life:
        if self.LIFE is None:
            raise TypeError(f"{type(self).__name__} has no life")
        return self.LIFE

    @property
    def stage_label(self) -> str:
        return self.life.stage_label(self.stage)


class Event(Row):
    """One fact: who did what to which thing, when, at which desk, on which basis.

    `body` is canonical JSON without personal data; `secret` is ciphertext under the subject's key.
    The database refuses UPDATE and DELETE (see migrations/0002).
    """

    id = models.UUIDField(primary_key=True)
    thing_kind = models.CharField(max_length=24)
    thing_id = models.UUIDField()
    version = models.PositiveIntegerField()
    verb = models.CharField(max_length=32)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    role = models.CharField(max_length=16)
    desk = models.CharField(max_length=24, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    secret = models.BinaryField(null=True)
    subject = models.UUIDField(null=True)
    touches = models.JSONField(default=list)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    transaction = models.BigIntegerField(db_default=TransactionId())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thing_kind", "thing_id", "version"], name="journal_thing_version"
            ),
        ]

    def hashed_fields(self) -> dict[str, object]:
        """Every field the hash covers."""
        return {
            "id": self.id, "kind": self.thing_kind, "thing": self.thing_id, "version": self.version,
            "verb": self.verb, "at": self.at, "by": self.by, "role": self.role,
            "desk": self.desk, "basis": self.basis, "body": self.body,
            "secret": bytes(self.secret).hex() if self.secret is not None else None,
            "subject": self.subject, "touches": self.touches, "previous": self.previous,
        }  # fmt: skip


class Unsealed(models.Model):
    """Events that have no position yet; a trigger fills it, the sealer empties it."""

    event = models.OneToOneField(Event, models.DO_NOTHING, primary_key=True, db_constraint=False)
    transaction = models.BigIntegerField(default=0)


class Seal(models.Model):
    """The gapless position of an event. Cursors and proofs read positions only."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT)
    chain = models.CharField(max_length=64)
    """SM3 over the chain of the position before and this event's hash."""


class Once(Row):
    """One submission of a form or request: the same key has one effect and the same answer."""

    key = models.CharField(max_length=64, primary_key=True)
    content = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField()


class Counter(models.Model):
    """The last number given in a series; each number is given once for ever."""

    series = models.CharField(max_length=80, primary_key=True)
    value = models.BigIntegerField()
