"""Opening and making subjects' keys."""

from __future__ import annotations

import json
import secrets
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from onewindow.core.canon import canonical
from onewindow.journal.commit import Subject
from onewindow.sql.reading import fetch
from onewindow.vault.cipher import decrypt, derived, encrypt
from onewindow.vault.models import SubjectKey


def new_key(subject_id: UUID) -> SubjectKey:
    """A fresh data key for a subject; the caller inserts the row."""
    return SubjectKey(id=subject_id, wrapped=encrypt(derived("subject keys"), secrets.token_bytes(16)))


def data_key(row: SubjectKey) -> bytes:
    """The key itself; a row that was unwrapped keeps it as long as a command keeps the row."""
    wrapped = bytes(row.wrapped)
    if row.unwrapped is None or row.unwrapped[0] != wrapped:
        row.unwrapped = wrapped, decrypt(derived("subject keys"), wrapped)
    return row.unwrapped[1]


def subject(row: SubjectKey) -> Subject:
    """The subject as the journal needs it."""
    key = data_key(row)
    return Subject(id=row.id, encrypt=lambda plain: encrypt(key, plain))


def lock(row: SubjectKey, value: Any) -> bytes:
    """Encrypt a JSON value under the subject's key."""
    return encrypt(data_key(row), canonical(value))


def unlock(row: SubjectKey, sealed: bytes | memoryview[int]) -> Any:
    """Inverse of `lock`; an empty value stays empty."""
    return json.loads(decrypt(data_key(row), bytes(sealed)))


INSTITUTION = UUID("00000000-0000-7000-8000-000000000001")


def _by_id(key: UUID) -> QuerySet[SubjectKey]:
    return SubjectKey.objects.filter(pk=key)


INSTITUTION_KEY = Subquery(SubjectKey.objects.filter(pk=INSTITUTION).values("wrapped")[:1])
ALONG = {"institution": INSTITUTION_KEY}
"""The institution's wrapped key as a column of whatever a command reads anyway: `annotate(**ALONG)`."""


def institution_key(wrapped: bytes | None = None) -> SubjectKey:
    """The key of the institution itself, for papers that concern several applicants at once.

    `wrapped` is what `ALONG` read where it was read along.
    """
    if wrapped is not None:
        return SubjectKey(id=INSTITUTION, wrapped=bytes(wrapped))
    if kept := fetch(_by_id, INSTITUTION):
        return kept[0]
    row, _ = SubjectKey.objects.get_or_create(
        id=INSTITUTION, defaults={"wrapped": new_key(INSTITUTION).wrapped}
    )
    return row
