"""What every row that is the edition of a document has: its number, its days, who wrote and who published it."""

from __future__ import annotations

from django.db import models

from onewindow.core.roles import Hands
from onewindow.journal.models import LivingThing


class DocumentEdition(LivingThing):
    """One edition of a document with a `slug` that its editions share. Published it never changes.

    A draft's document may still be incomplete: its columns say what is known of it. `ended_on` is the day on which
    it was withdrawn; `author` who worked on it last, `author_for` in whose stead; `initials` and `tokens`
    are what a search finds it by.
    """

    slug = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    edition = models.PositiveIntegerField()
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    initials = models.TextField()
    tokens = models.TextField()
    theme = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=12, blank=True)
    author = models.UUIDField(null=True)
    author_for = models.UUIDField(null=True)
    author_name = models.CharField(max_length=40, blank=True)
    submitter = models.UUIDField(null=True)
    submitter_for = models.UUIDField(null=True)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    publisher_name = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}（第{self.edition}版）"

    def compiled(self) -> dict[str, Hands]:
        """Who wrote and who submitted it, for `core.separation`."""
        return {
            f"{self.life.name}.edit": (self.author, self.author_for),
            f"{self.life.name}.submit": (self.submitter, self.submitter_for),
        }
