"""The one writer: flushes a Commit in one transaction. Nothing else writes what has a life."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

from django.db import IntegrityError, OperationalError
from django.db.models import Model

from onewindow.core.canon import canonical
from onewindow.core.chain import event_hash
from onewindow.core.lives import BY_NAME
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import (
    Answer,
    Commit,
    PendingEvent,
    PendingNumber,
    PlatformWasFaster,
    settled,
)
from onewindow.journal.lock import one_writer
from onewindow.journal.models import Event
from onewindow.journal.once import current_submission
from onewindow.sql.statements import Statement
from onewindow.sql.writing import store

_TAKE_NUMBERS = (
    "INSERT INTO journal_counter (series, value) VALUES {rows} "
    "ON CONFLICT (series) DO UPDATE SET value = journal_counter.value + excluded.value "
    "RETURNING series, value"
)

LISTED_ONCE = (
    "batches_batch", "batches_entry", "batches_negativeentry", "intermediaries_intermediary", "one_living_entry",
)  # fmt: skip
"""Tables, and beginnings of constraints without their table's name, that say that something stands on one list at a time."""
DEADLOCK = "40P01"
"""The state in which PostgreSQL ends one of two writers that wait for each other; the other one's commit stands."""
MAY_HOLD_A_NUMBER = frozenset({PendingNumber, dict, list})


def write(commit: Commit) -> Answer:
    """Write everything the command decided, or nothing, and return its answer.

    Raises Refusal `overtaken` (409) when somebody else changed one of the things since it was read,
    and `repeated` when the same submission is already stored.
    """
    try:
        with one_writer(sends=2 if commit.numbers else 1):
            return _flush(commit)
    except IntegrityError as fault:
        raise _conflict(commit, fault) from fault
    except OperationalError as fault:
        if getattr(fault.__cause__, "sqlstate", "") == DEADLOCK:
            raise _overtaken(commit) from fault
        raise


def _flush(commit: Commit) -> Answer:
    """Everybody inserts the events of the same things in one order: who comes second waits, and nobody for each other."""
    _give_numbers(commit.numbers)
    if commit.numbers:
        for row in (*commit.inserts, *commit.changes):
            _bind_row(row)
    for finish in commit.finishers:
        finish()
    events = [_event(commit, pending) for pending in commit.events]
    submission = current_submission()
    answer: Answer = settled(commit.answer)
    if submission:
        commit.insert(submission.row(answer, commit.at))
    events.sort(key=lambda event: (event.thing_kind, event.thing_id))
    store([*events, *commit.inserts], commit.changes)
    return answer


def _give_numbers(numbers: list[PendingNumber]) -> None:
    if not numbers:
        return
    wanted: dict[str, list[PendingNumber]] = defaultdict(list)
    for number in numbers:
        wanted[number.series].append(number)
    parameters = [value for series, pending in sorted(wanted.items()) for value in (series, len(pending))]
    for series, last in _taking(len(wanted)).read(parameters):
        pending = wanted[series]
        for offset, number in enumerate(pending):
            number.text = number.form(last - len(pending) + 1 + offset)


@cache
def _taking(series: int) -> Statement:
    return Statement(_TAKE_NUMBERS.format(rows=", ".join(["(%s, %s)"] * series)))


def _bind_row(row: Model) -> None:
    values = row.__dict__
    for name, value in values.items():
        if type(value) in MAY_HOLD_A_NUMBER:
            values[name] = settled(value)


def _event(commit: Commit, pending: PendingEvent) -> Event:
    thing = pending.thing
    event = Event(
        id=pending.id, thing_kind=thing.thing_kind(), thing_id=thing.id, version=pending.version,
        verb=pending.verb, at=commit.at, by=commit.by.staff_id, role=commit.by.role,
        desk=commit.by.window or commit.by.system, basis=pending.basis, body=canonical(_told(commit.by, pending)).decode(),
        secret=_sealed(pending), subject=pending.subject.id if pending.subject else None,
        touches=pending.touches, previous=thing.head,
    )  # fmt: skip
    event.hash = event_hash(event.hashed_fields())
    thing.head = event.hash
    if thing in commit.changes:
        commit.changes[thing].add("head")
    return event


def _told(by: Actor, pending: PendingEvent) -> dict[str, Any]:
    """The event's body; of a deputy's act also in whose stead it was done (core.separation)."""
    told: dict[str, Any] = settled(pending.body)
    return told if by.stands_for is None else {**told, "stands_for": by.stands_for}


def _sealed(pending: PendingEvent) -> bytes | None:
    if not pending.secret:
        return None
    if pending.subject is None:
        raise TypeError("a secret payload needs the subject under whose key it is kept")
    return pending.subject.encrypt(canonical(settled(pending.secret)))


def _conflict(commit: Commit, fault: IntegrityError) -> Refusal:
    text = str(fault)
    if "journal_once" in text:
        return Refusal("repeated", "这份提交已经处理过。", status=409)
    if "journal_event" in text or "journal_thing_version" in text:
        return _overtaken(commit)
    if "number_index" in text:
        return Refusal(
            "just-registered", "这位申请人刚刚由另一个窗口登记,信息已可调用,请再提交一次。", status=409
        )
    if "unique" in text.lower() and any(table in text for table in LISTED_ONCE):
        return Refusal("overtaken", "别人刚刚列入了同样的内容，请刷新后再看。")
    raise fault


def _overtaken(commit: Commit) -> Refusal:
    """What came between reading and writing, in words; whether a person did any of it."""
    first = {pending.thing.id: pending.version for pending in reversed(commit.events)}
    since = Event.objects.filter(thing_id__in=first).order_by("-id")
    between = [event for event in since if event.version >= first[event.thing_id]]
    if not between:
        return Refusal("overtaken", "这件事刚刚被别人处理过，请刷新后再看。")
    kind = PlatformWasFaster if all(event.role == "system" for event in between) else Refusal
    last = between[0]
    who = json.loads(last.body).get("by_name") or ("平台" if last.role == "system" else "另一位工作人员")
    when = last.at.astimezone(commit.at.tzinfo).strftime("%H:%M")
    return kind("overtaken", f"这件事刚刚由{who}于 {when} {_act(last)}，您看到的是旧内容，请刷新后再办。")


def _act(event: Event) -> str:
    life = BY_NAME.get(event.thing_kind)
    labels = {step.verb: step.label for step in life.steps} if life else {}
    return f"办理过“{labels[event.verb]}”" if event.verb in labels else "处理过"
