"""The journals of things as the invariants read them, one statement a kind and batch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag

from onewindow.core.roles import Hands
from onewindow.journal.models import Event
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import unlock

IDS_A_STATEMENT = 4000
OPENED = frozenset({"request"})
"""Kinds of things whose rows are rebuilt from what their events keep encrypted, too."""
ERASED: Final = object()
"""What was erased with the key of its subject, and cannot be compared any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the journal with its body read."""

    version: int
    verb: str
    at: datetime
    by: UUID | None
    role: str
    desk: str
    text: str
    body: dict[str, Any]
    touches: list[str]
    hash: str
    sealed: Any = None
    """What the event keeps encrypted, opened; ERASED when the subject's key is gone, None when it cannot be opened."""

    @property
    def stead(self) -> UUID | None:
        """In whose stead a deputy did it."""
        return UUID(self.body["stands_for"]) if "stands_for" in self.body else None

    @property
    def hands(self) -> Hands:
        return self.by, self.stead

    def touched(self, kind: str) -> UUID | None:
        """The thing of this kind that the event names besides its own."""
        found = next((name for name in self.touches if name.startswith(f"{kind}:")), None)
        return UUID(found.split(":", 1)[1]) if found else None


def entries(kind: str, ids: Sequence[UUID]) -> dict[UUID, list[Entry]]:
    """The journals of these things of one kind, in the order in which they were written."""
    columns = (
        "thing_id", "version", "verb", "at", "by", "role", "desk", "body", "touches", "hash", "secret", "subject",
    )  # fmt: skip
    found: dict[UUID, list[Entry]] = defaultdict(list)
    for some in _parts(ids):
        events = Event.objects.filter(thing_kind=kind, thing_id__in=some).order_by("version")
        rows = list(events.values_list(*columns))
        keys = _keys({row[-1] for row in rows if kind in OPENED and row[-2] is not None})
        for thing_id, version, verb, at, by, role, desk, text, touches, digest, secret, subject in rows:
            sealed = _opened(keys.get(subject), secret) if kind in OPENED else None
            body = json.loads(text)
            found[thing_id].append(
                Entry(version, verb, at, by, role, desk, text, body, touches, digest, sealed)
            )
    return found


def _keys(subjects: set[UUID]) -> dict[UUID, SubjectKey]:
    return {row.id: row for row in SubjectKey.objects.filter(pk__in=subjects)} if subjects else {}


def _opened(key: SubjectKey | None, secret: bytes | None) -> Any:
    if secret is None:
        return None
    if key is None:
        return ERASED
    try:
        return unlock(key, secret)
    except (InvalidTag, ValueError):
        return None


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), IDS_A_STATEMENT):
        yield ids[start : start + IDS_A_STATEMENT]
