"""A key per subject: erasing the key erases the person, while every proof still verifies (PIPL 47)."""

from __future__ import annotations

from django.db import models


class SubjectKey(models.Model):
    """The data key of one person or organisation, wrapped under the installation's master key."""

    id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
