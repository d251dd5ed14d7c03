"""办件事件流: the sealed journal from a position on, as far as it concerns the system's place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from django.db.models import Model
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from onewindow.api.call import Call
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.api.problems import Problem
from onewindow.cases.models import Application, Case, Paper, Request
from onewindow.documents.models import Document
from onewindow.handover.models import Sheet
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event, Seal
from onewindow.supervision.models import Card, Urging

router = Router(tags=["事件"])
EXAMINED = 10
"""How many positions are looked at for each event that may be answered."""
ID = "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f"


class Thing(Given):
    EXAMPLE: ClassVar[Example] = {"kind": "case", "id": ID}
    kind: str
    id: UUID


class EventOut(Given):
    EXAMPLE: ClassVar[Example] = {
        "position": 4711, "id": ID, "at": "2026-11-20T10:00:00+08:00", "thing": Thing.EXAMPLE, "version": 2, "verb": "accept",
        "case": "99010220261120000127", "by": ID, "role": "reviewer", "desk": "scjg-approval", "basis": "行政许可法第三十二条",
        "body": {"by_name": "赵明"}, "hash": "6f1e0a…",
    }  # fmt: skip
    position: int
    id: UUID
    at: datetime
    thing: Thing
    version: int
    verb: str
    case: str
    by: UUID | None
    role: str
    desk: str
    basis: str
    body: dict[str, Any]
    hash: str


class Events(Given):
    EXAMPLE: ClassVar[Example] = {"items": [EventOut.EXAMPLE], "next": 4711}
    items: list[EventOut]
    next: int


class Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    after: Annotated[int, Field(ge=-1, le=2**62)] = -1
    limit: Annotated[int, Field(ge=1, le=100)] = 100


@dataclass(frozen=True)
class Concern:
    """Whom a thing concerns: its agency and hall, and of a case the number and the item."""

    agency: str
    hall: str
    item: str = ""
    case: str = ""


@read(router, "events", name="events", label="事件流", answers=Events)
def events(call: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """Ask again with `after` = `next`. Positions have no gaps; those that concern others are passed over.

    `next` is the last position looked at: an answer without items may be followed by more. The sealer gives
    positions about once a second.
    """
    begun = Seal.objects.filter(position__gt=wanted.after).select_related("event").order_by("position")
    seals = list(begun[: wanted.limit * EXAMINED])
    concerns = _concerns([seal.event for seal in seals])
    found: list[dict[str, Any]] = []
    last = wanted.after
    for seal in seals:
        about = concerns[seal.event.thing_kind, seal.event.thing_id]
        concern = next((one for one in about if _is_for(call, one)), None)
        if concern is not None:
            if len(found) == wanted.limit:
                break
            found.append(_event(seal, concern))
        last = seal.position
    if not seals:
        _reached(wanted.after)
    return {"items": found, "next": last}


def _reached(position: int) -> None:
    """Refuse a position that this journal has not come to: whoever went on from it would miss what comes until then."""
    newest = Seal.objects.order_by("-position").values_list("position", flat=True).first()
    newest = -1 if newest is None else newest
    if position > newest:
        raise Problem(
            "bad-cursor",
            f"事件流现在到位置 {newest}，还没有到 {position}。平台从备份恢复过的，请从不超过 {newest} 的位置重新读起。",
        )


def _is_for(call: Call, concern: Concern) -> bool:
    place = call.system
    here = concern.agency == place.agency_id if place.agency_id else concern.hall == place.hall_id
    return here and (call.items is None or concern.item in call.items)


def _event(seal: Seal, concern: Concern) -> dict[str, Any]:
    event = seal.event
    return {
        "position": seal.position, "id": event.id, "at": event.at, "thing": {"kind": event.thing_kind, "id": event.thing_id},
        "version": event.version, "verb": event.verb, "case": concern.case, "by": event.by, "role": event.role,
        "desk": event.desk, "basis": event.basis, "body": json.loads(event.body), "hash": event.hash,
    }  # fmt: skip


Where = tuple[str, str, str, str]
OF_CASE: Where = ("case__agency_code", "case__hall_code", "case__edition__slug", "case__no")
OF_APPLICATION: Where = (
    "cases__agency_code",
    "cases__hall_code",
    "cases__edition__slug",
    "cases__no",
)
TABLES: tuple[tuple[type[Model], str, Where], ...] = (
    (Case, "case", ("agency_code", "hall_code", "edition__slug", "no")),
    (Request, "request", OF_CASE),
    (Paper, "paper", OF_CASE),
    (Result, "result", OF_CASE),
    (Delivery, "delivery", OF_CASE),
    (Card, "card", OF_CASE),
    (Urging, "urging", OF_CASE),
    (Application, "application", OF_APPLICATION),
)
"""Where each kind of thing says whom it concerns. A party concerns nobody: its journal is no agency's."""


def _concerns(events: Sequence[Event]) -> Mapping[tuple[str, UUID], list[Concern]]:
    """One statement for each kind of thing, however many events. An application may concern several agencies."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for event in events:
        ids[event.thing_kind].add(event.thing_id)
    found: dict[tuple[str, UUID], list[Concern]] = defaultdict(list)
    for model, kind, columns in TABLES:
        if ids[kind]:
            rows = model._default_manager.filter(pk__in=ids[kind]).values_list("pk", *columns)
            for pk, *where in rows:
                found[kind, pk].append(Concern(*where))
    for thing, concern in (*_of_sheets(ids[Sheet.thing_kind()]), *_of_documents(ids[Document.thing_kind()])):
        found[thing].append(concern)
    return found


def _of_sheets(ids: set[UUID]) -> Iterator[tuple[tuple[str, UUID], Concern]]:
    rows = Sheet.objects.filter(pk__in=ids) if ids else Sheet.objects.none()
    for sheet in rows:
        yield (sheet.thing_kind(), sheet.id), Concern(sheet.agency_code, sheet.hall_code)


def _of_documents(ids: set[UUID]) -> Iterator[tuple[tuple[str, UUID], Concern]]:
    """A paper of a case concerns whom the case concerns; the others their own place."""
    if not ids:
        return
    rows = Document.objects.filter(pk__in=ids).only("id", "agency_code", "hall_code", "case_id", "case_no")
    documents = list(rows)
    cases = Case.objects.filter(pk__in={row.case_id for row in documents if row.case_id})
    items = dict(cases.values_list("pk", "edition__slug"))
    for row in documents:
        item = items.get(row.case_id, "") if row.case_id else ""
        yield (row.thing_kind(), row.id), Concern(row.agency_code, row.hall_code, item, row.case_no)
