"""What editions are made of: base items (基本目录), shared materials and the field dictionary (字段字典)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.catalogue import schema
from onewindow.core.lives import LIBRARY_CHANGE
from onewindow.journal.models import LivingThing


class BaseItemRow(models.Model):
    """One matter of the base catalogue, as the provincial item system gives it."""

    code = models.CharField(max_length=12, primary_key=True)
    slug = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    item_type = models.CharField(max_length=2)
    department = models.CharField(max_length=200)
    owner = models.CharField(max_length=20)
    levels = models.JSONField()
    document = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def item(self) -> schema.BaseItem:
        """The document, read."""
        return schema.read_base(self.document)


class LibraryEntry(models.Model):
    """Something that several editions share: a material, a field of forms, a contact, a profile (see library.py)."""

    KINDS: ClassVar = [
        ("materials", "共享材料"),
        ("fields", "字段字典"),
        ("contacts", "咨询联系"),
        ("profiles", "承办模板"),
    ]

    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=40)
    document = models.JSONField()

    class Meta:
        ordering = ("kind", "key")
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="one_library_entry_of_each_key"),)

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class LibraryChange(LivingThing):
    """共享内容的一处改动: what an entry is to say, who proposed it and why, and what a second person said.

    `before` is what the entry said then; None for a new one.
    """

    LIFE = LIBRARY_CHANGE

    kind = models.CharField(max_length=10, choices=LibraryEntry.KINDS)
    key = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    document = models.JSONField()
    reason = models.CharField(max_length=500)
    proposed_at = models.DateTimeField()
    proposer = models.UUIDField(null=True)
    proposer_for = models.UUIDField(null=True)
    """In whose stead a deputy proposed it."""
    proposer_name = models.CharField(max_length=40)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-proposed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "key"),
                condition=models.Q(stage="proposed"),
                name="one_open_change_of_an_entry",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"
