"""A key per subject: erasing the key erases the person, while every proof still verifies (PIPL 47)."""

from __future__ import annotations

from django.db import models

from onewindow.sql.rows import Row


class SubjectKey(Row):
    """The data key of one person or organisation, wrapped under the installation's master key."""

    id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
    unwrapped: tuple[bytes, bytes] | None = None
    """What `wrapped` was and the key that came out of it, in memory only."""
