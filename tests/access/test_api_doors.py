"""The matrix of the API: every operation on a thing, by every role through its system, on one's own and on others' things.

That a stranger, a browser and a wrong method get nowhere is shown in tests/api/test_every_operation.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from onewindow.api.policy import POLICY, Way
from onewindow.api.urls import api
from tests.access.play import NOTHING
from tests.access.plays import NOBODYS_NO, NOBODYS_SHEET
from tests.access.stage import NOW, Stage
from tests.access.visitors import NARROW, OWN, Visitor, visitors
from tests.api.program import Program, registered
from tests.web import hall_clock

pytestmark = pytest.mark.django_db

CASE_OF = {
    "case": "accepted", "acceptance": "fresh", "refusal": "fresh", "supplement-notices": "fresh",
    "special-procedures": "accepted", "special-procedure-end": "visited", "extension-requests": "accepted",
    "extension-ruling": "extending", "proposal": "accepted", "decision": "proposed", "case-results": "decided",
    "archive": "returned", "papers-sent-back": "withdrawn", "papers-given-back": "sent back",
    "supplement": "served", "deferred-material": "deferred", "withdrawal": "fresh", "handing-out": "shelved",
    "posting": "shelved", "mail-return": "posted", "mail-confirmation": "posted", "case-urgings": "fresh",
}  # fmt: skip
THING_OF = {
    "document-pdf": "acceptance", "service": "acceptance", "evidence": "evidence", "correction": "rejected",
    "special-procedure-end": "special", "extension-ruling": "extension", "card-ruling": "agency card",
    "urging-end": "answered urging",
}  # fmt: skip
WHOLE_AGENCY = {"material-sheet-signature"}
PUBLIC_THINGS = {"problem", "matter", "bundle"}


@dataclass(frozen=True)
class Operation:
    """One operation on a thing: its path with places for it, and the document's own example as body."""

    name: str
    method: str
    template: str
    body: Any

    @property
    def way(self) -> Way:
        return POLICY[f"api:{self.name}"]

    def path(self, stage: Stage, role: str, *, there: bool) -> str:
        sheet = stage.no["result sheet" if self.name.startswith("result") else "sheet"]
        of_sheet = "-sheet" in self.name
        no = (sheet if of_sheet else stage.no.get(CASE_OF.get(self.name, ""), "")) if there else ""
        path = self.template.replace("{no}", no or (NOBODYS_SHEET if of_sheet else NOBODYS_NO))
        while "{" in path:
            before, _, rest = path.partition("{")
            path = f"{before}{self.thing(stage, role) if there else NOTHING}{rest.partition('}')[2]}"
        return path

    def thing(self, stage: Stage, role: str) -> object:
        if self.name == "card-explanation":
            return stage.key[{"clerk": "window card", "issuer": "counter card"}.get(role, "agency card")]
        if self.name == "urging-answer":
            return stage.key["counter urging" if role == "issuer" else "urging"]
        return stage.key[THING_OF[self.name]]


def operations() -> Iterator[Operation]:
    for path, methods in api.whole()["paths"].items():
        for method, details in methods.items():
            name = details["operationId"].rsplit("-", 1)[0]
            if "{" in path and name not in PUBLIC_THINGS:
                media = details.get("requestBody", {}).get("content", {}).get("application/json", {})
                yield Operation(name, method.upper(), path.removeprefix("/api/v1/"), media.get("example"))


@pytest.fixture
def carriers(stage: Stage, settings: Settings) -> list[tuple[Visitor, Program]]:
    """Every visitor with the system of the place where the post is."""
    settings.CLOCK = "tests.web.hall_clock.now"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    hall_clock.set_to(NOW)
    systems: dict[tuple[str, str], Program] = {}
    found = []
    for visitor in visitors():
        seat = (visitor.post.agency_id or "", visitor.post.hall_id or "")
        if seat not in systems:
            systems[seat] = registered(f"system-{seat[0] or seat[1]}", agency=seat[0], hall=seat[1])
        found.append((visitor, systems[seat]))
    return found


def asked(one: Operation, visitor: Visitor, program: Program, path: str) -> tuple[int, dict[str, Any]]:
    """Status and body of one call, of which nothing stays."""
    with transaction.atomic():
        if one.method == "POST":
            person = f"{visitor.post.staff.username}; role={visitor.role}"
            answer = program.post(path, one.body, acting=person)
        else:
            answer = program.get(path)
        told = json.loads(answer.content) if "json" in answer.headers.get("Content-Type", "") else {}
        transaction.set_rollback(True)
    return answer.status_code, told


def test_every_operation_is_answered_by_role_and_relation(
    stage: Stage, carriers: list[tuple[Visitor, Program]]
) -> None:
    seen, faults = Counter[str](), []
    for one in operations():
        for visitor, program in carriers:
            wanted = _expected(one, visitor)
            status, told = asked(one, visitor, program, one.path(stage, visitor.role, there=True))
            seen[wanted] += 1
            if _class(status, told) != wanted:
                faults.append(
                    f"{one.name} by {visitor.role} ({visitor.relation}): {wanted}, not {status} {told.get('code')}"
                )
            elif wanted == "nowhere":
                gone = one.path(stage, visitor.role, there=False)
                nobodys = asked(one, visitor, program, gone)
                here = one.path(stage, visitor.role, there=True)
                if (status, _plain(told, here)) != (nobodys[0], _plain(nobodys[1], gone)):
                    faults.append(
                        f"{one.name} by {visitor.role} ({visitor.relation}) differs: {told} {nobodys[1]}"
                    )
    assert not faults, f"{len(faults)}\n" + "\n".join(faults)
    assert sum(seen.values()) == len(list(operations())) * len(carriers) >= 900
    assert set(seen) == {"answered", "nowhere", "not entitled"}
    assert min(seen.values()) >= 60
    print(f"{sum(seen.values())} cells: {dict(seen)}")


def _expected(one: Operation, visitor: Visitor) -> str:
    if one.method == "GET":
        near = visitor.post.agency_id == "scjg" or visitor.post.hall_id == "lj-hall"
        return "answered" if near else "nowhere"
    if visitor.role not in one.way.acting:
        return "not entitled"
    near = visitor.relation == OWN or (visitor.relation == NARROW and one.name in WHOLE_AGENCY)
    return "answered" if near else "nowhere"


def _class(status: int, told: dict[str, Any]) -> str:
    """Answered is whatever looks at the thing: what the example's body lacks for this one is 409 or 422."""
    if status == 403 and told.get("code") == "acting-not-entitled":
        return "not entitled"
    if status == 404:
        return "nowhere"
    return "answered" if status in {200, 201, 403, 409, 422} else str(status)


def _plain(told: dict[str, Any], path: str) -> str:
    """The body without the echo of the address."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True).replace(path, "…")
