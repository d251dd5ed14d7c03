"""Proof that the journal is what was written: every hash, every chain, every position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max

from onewindow.core.chain import event_hash, sm3
from onewindow.journal.models import Event, Seal, Unsealed


@dataclass(frozen=True)
class Fault:
    """The first entry that does not fit: which event, and what is wrong with it."""

    event: str
    what: str


@dataclass(frozen=True)
class Verdict:
    events: int
    sealed: int
    fault: Fault | None


def verify() -> Verdict:
    """Read the whole journal and name the first altered, missing or foreign entry."""
    fault = next(_faults(), None)
    return Verdict(events=Event.objects.count(), sealed=Seal.objects.count(), fault=fault)


def _faults() -> Iterator[Fault]:
    yield from _positions()
    yield from _chains()
    yield from _unplaced()


def _positions() -> Iterator[Fault]:
    chain = ""
    seals = Seal.objects.order_by("position").select_related("event").iterator(chunk_size=2000)
    for expected, seal in enumerate(seals):
        event = seal.event
        if seal.position != expected:
            yield Fault(str(event.id), f"位置 {expected} 的记录缺失")
            return
        if event_hash(event.hashed_fields()) != event.hash:
            yield Fault(str(event.id), "内容与其哈希不符(记录被改动)")
            return
        chain = sm3(f"{chain}{event.hash}".encode())
        if chain != seal.chain:
            yield Fault(str(event.id), "与前面各条的链不符(记录被替换或调换)")
            return


def _chains() -> Iterator[Fault]:
    """Each thing's events are versions 1..n, each naming the hash of the one before."""
    thing: tuple[str, object] | None = None
    version, previous = 0, ""
    for event in Event.objects.order_by("thing_kind", "thing_id", "version").iterator(chunk_size=2000):
        if thing != (event.thing_kind, event.thing_id):
            thing, version, previous = (event.thing_kind, event.thing_id), 0, ""
        if event.version != version + 1 or event.previous != previous:
            yield Fault(str(event.id), "与同一事物的上一条记录不相连(有记录缺失或被插入)")
            return
        if event_hash(event.hashed_fields()) != event.hash:
            yield Fault(str(event.id), "内容与其哈希不符(记录被改动)")
            return
        version, previous = event.version, event.hash


def _unplaced() -> Iterator[Fault]:
    """Every event is sealed or waits to be; the last position counts them all."""
    lost = Event.objects.filter(seal__isnull=True).exclude(id__in=Unsealed.objects.values("event_id")).first()
    if lost:
        yield Fault(str(lost.id), "既无位置也不在待封列(封存记录被删)")
    counted = Seal.objects.aggregate(last=Max("position"), count=Count("position"))
    if counted["last"] is not None and counted["last"] + 1 != counted["count"]:
        yield Fault("-", "位置不连续")
