"""What a command decided: everything that one transaction will write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Model

from onewindow.core.ids import uuid7
from onewindow.core.life import NEW, Step, take
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.models import LivingThing, Thing

Answer = dict[str, str]


@dataclass(eq=False)
class PendingNumber:
    """A number that the writer gives inside the transaction; `text` is set from then on."""

    series: str
    form: Callable[[int], str]
    text: str = ""

    def __str__(self) -> str:
        return self.text


HOLDS_NO_NUMBER = frozenset({str, int, bool, type(None), UUID, datetime})


def settled(value: Any) -> Any:
    """The same with the text of each number in it, as the writer gave them."""
    if type(value) in HOLDS_NO_NUMBER:
        return value
    if isinstance(value, PendingNumber):
        return value.text
    if isinstance(value, dict):
        return {
            name: inner if type(inner) in HOLDS_NO_NUMBER else settled(inner) for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [settled(inner) for inner in value]
    return value


@dataclass
class PendingEvent:
    """An event as decided; the writer binds numbers, encrypts the secret and chains the hash."""

    thing: Thing
    version: int
    verb: str
    basis: str
    body: dict[str, Any]
    secret: dict[str, Any]
    subject: Subject | None
    touches: list[str]
    id: UUID


@dataclass(frozen=True)
class Subject:
    """Whose key encrypts a payload: the id and the sealing function that the vault gives."""

    id: UUID
    encrypt: Callable[[bytes], bytes]


class PlatformWasFaster(Refusal):
    """Overtaken by nobody but the platform itself: a paper was printed, a card fell.

    What was decided may still hold for the thing as it is now; whoever asked need not be told to ask again.
    """


@dataclass
class Commit:
    """Events, new rows, changed columns and numbers of one command, in the order decided."""

    by: Actor
    at: datetime
    events: list[PendingEvent] = field(default_factory=list)
    inserts: list[Model] = field(default_factory=list)
    changes: dict[Model, set[str]] = field(default_factory=dict)
    numbers: list[PendingNumber] = field(default_factory=list)
    finishers: list[Callable[[], None]] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)

    def number(self, series: str, form: Callable[[int], str]) -> str:
        """Reserve the next number of `series`; rows, bodies and papers may carry it as if it were text.

        The writer puts the text in its place inside the transaction; until then it must not be cut
        or joined to other text.
        """
        pending = PendingNumber(series, form)
        self.numbers.append(pending)
        return cast(str, pending)

    def insert(self, *rows: Model) -> None:
        self.inserts.extend(rows)

    def change(self, row: Model, **columns: Any) -> None:
        """Set columns of a row that was read, and have them written."""
        for name, value in columns.items():
            setattr(row, name, value)
        if not row._state.adding:
            self.changes.setdefault(row, set()).update(columns)

    def check(self, thing: LivingThing, verb: str) -> None:
        """Raise Refusal as `move` would; before what was written for a step is judged, since nobody needs
        to be told how to word a step that is not theirs or not open any more.
        """
        take(thing.life, verb, thing.stage, self.by.role)

    def move(self, thing: LivingThing, verb: str, *, as_role: str = "", **event: Any) -> Step:
        """Take the step `verb` of the thing's life and journal it; a new thing is inserted.

        Raises Refusal when the life does not permit it.
        """
        step = take(thing.life, verb, thing.stage, as_role or self.by.role)
        if thing.stage == NEW:
            thing.stage = step.after
            self.insert(thing)
        else:
            self.change(thing, stage=step.after)
        self.record(thing, verb, basis=step.basis, **event)
        return step

    def record(
        self,
        thing: Thing,
        verb: str,
        *,
        basis: str = "",
        body: dict[str, Any] | None = None,
        secret: dict[str, Any] | None = None,
        subject: Subject | None = None,
        touches: Sequence[Thing] = (),
    ) -> None:
        """Append one event to the thing's journal."""
        self.change(thing, version=thing.version + 1)
        self.events.append(
            PendingEvent(
                thing=thing, version=thing.version, verb=verb, basis=basis, body=body or {},
                secret=secret or {}, subject=subject,
                touches=[f"{other.thing_kind()}:{other.id}" for other in touches], id=uuid7(self.at),
            )
        )  # fmt: skip
