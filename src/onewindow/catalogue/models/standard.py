"""What editions are made of: base items (基本目录), shared materials and the field dictionary (字段字典)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.catalogue import schema


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
