"""代理: whoever acts in another's stead says so, and somebody who may has named him for that day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from onewindow.core.calendar import local
from onewindow.core.roles import Hands
from onewindow.invariants.breach import NumberedFault, installation_invariant
from onewindow.journal.models import Event

NAMED_SO = "（代"
"""How a name says that its bearer stands in for another (`people.models.in_stead`)."""
AT_A_TIME = 500


class Deputised(NamedTuple):
    """From which day to which somebody stands in for another, and when that was taken back."""

    since: date
    until: date
    given_at: datetime
    revoked_at: datetime | None

    def covers(self, at: datetime) -> bool:
        until_then = self.revoked_at is None or at <= self.revoked_at
        return self.given_at <= at and self.since <= local(at).date() <= self.until and until_then


@installation_invariant("deputy-on-record", "design §10; I-17; 不相容岗位分离")
def deputy_on_record() -> Iterator[NumberedFault]:
    """代理人的每一步都记明代谁,且当时确有有效的代理指定。"""
    deputised = _deputised()
    said_so = Q(body__contains='"stands_for":') | Q(body__contains=NAMED_SO)
    events = Event.objects.filter(said_so).values_list("thing_kind", "thing_id", "by", "at", "body")
    for kind, thing, by, at, text in events.order_by("id").iterator(AT_A_TIME):
        body = json.loads(text)
        stead, named = body.get("stands_for"), NAMED_SO in str(body.get("by_name", ""))
        if named and stead is None:
            yield kind, str(thing), "以代理人名义办理，却没有记明代谁"
        elif stead is not None and not any(d.covers(at) for d in deputised.get((by, UUID(stead)), ())):
            yield kind, str(thing), "记为代理办理，当时却没有有效的代理指定"


def _deputised() -> dict[Hands, list[Deputised]]:
    """Who was ever named to stand in for whom, by the journal of the appointments."""
    given: dict[UUID, tuple[datetime, dict[str, Any]]] = {}
    revoked: dict[UUID, datetime] = {}
    events = Event.objects.filter(thing_kind="appointment").values_list("thing_id", "verb", "at", "body")
    for thing, verb, at, text in events.order_by("id").iterator(AT_A_TIME):
        if verb == "deputise":
            given[thing] = at, json.loads(text)
        elif verb == "revoke":
            revoked[thing] = at
    found: dict[Hands, list[Deputised]] = defaultdict(list)
    for thing, (at, body) in given.items():
        days = date.fromisoformat(body["since"]), date.fromisoformat(body["until"])
        found[UUID(body["staff"]), UUID(body["for_staff"])].append(
            Deputised(*days, given_at=at, revoked_at=revoked.get(thing))
        )
    return found
