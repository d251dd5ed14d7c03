"""What is not there and what is not yours read alike, byte for byte, for every thing that has an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from onewindow.cases.models import Paper, Request
from onewindow.clocks.models import Clock as ClockRow
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import open_sheet
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.answer import urge
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card
from tests.api.operations import ACTS, NOWHERE, READS, Operation
from tests.api.people import PLACES
from tests.api.program import Program, registered
from tests.stories.conftest import Cast, at
from tests.stories.steps import sent

PERSONS = {"reviewer": "jiang", "decider": "shen", "head": "han", "clerk": "chen"}
"""People of another agency or hall in the same roles. Of the other roles no other place has anybody."""
OTHER_ITEM = "tezhong-shebei"


@pytest.fixture
def things(cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]) -> dict[str, str]:
    """One of everything that has an address, all of scjg and lj-hall."""
    no, result_sheet = sent(cast, restaurant)
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(5, 15))["sheet"]
    urging = urge(no, text="请尽快答复。", by=cast.zheng, at=at(5, 16))["urging"]
    ClockRow.objects.filter(case_no=no, name="handover").update(next_alert_at=at(5, 16))
    sweep(at(5, 17))
    clock(at(5, 17))
    request = Request.objects.filter(case__no=no).first()
    return {
        "no": no,
        "material-sheets": sheet,
        "result-sheets": result_sheet,
        "urging": urging,
        "card": str(Card.objects.filter(case__no=no)[0].id),
        "result": str(Result.objects.filter(case__no=no)[0].id),
        "document": str(Document.objects.filter(case_no=no, stage="to_serve")[0].id),
        "procedure": str(request.id if request else NOWHERE),
        "extension": str(request.id if request else NOWHERE),
    }


def real_path(one: Operation, things: dict[str, str]) -> str:
    """The operation's address with a thing that does exist."""
    path = one.path.replace("99010220261120000127", things["no"])
    path = path.replace("CL9901022611200001X", things.get(path.split("/")[0], ""))
    kind = {"documents": "document", "results": "result", "cards": "card", "urgings": "urging"}.get(
        path.split("/")[0], "procedure"
    )
    return path.replace(NOWHERE, things[kind])


def answer_of(program: Program, one: Operation, path: str, person: str) -> Any:
    return (
        program.post(path, one.body, acting=person) if one.method == "POST" else program.get(path, acting="")
    )


ADDRESSED = [one for one in (*ACTS, *READS) if not one.bare and one.name != "evidence"]


@pytest.mark.parametrize(
    "one", [one for one in ADDRESSED if one.method == "GET" or one.way.acting & set(PERSONS)], ids=str
)
def test_another_places_thing_is_answered_as_if_it_did_not_exist(
    one: Operation, things: dict[str, str]
) -> None:
    role = next((role for role in sorted(one.way.acting) if role in PERSONS), "")
    stranger = (
        registered("stranger", hall="cq-hall") if role == "clerk" else registered("stranger", agency="wsjk")
    )
    same(one, stranger, PERSONS.get(role, ""), things)


@pytest.mark.parametrize("one", ADDRESSED, ids=str)
def test_another_items_thing_is_answered_as_if_it_did_not_exist(
    one: Operation, things: dict[str, str]
) -> None:
    role = sorted(one.way.acting)[0] if one.method == "POST" else "reviewer"
    person, agency, hall = PLACES[role]
    area = one.way.area(one.method)
    narrow = registered("narrow", agency=agency, hall=hall, scopes=[f"{area}:{OTHER_ITEM}"])
    same(one, narrow, person, things)


def same(one: Operation, program: Program, person: str, things: dict[str, str]) -> None:
    there, nowhere = real_path(one, things), one.path
    assert there != nowhere
    real, unreal = (
        answer_of(program, one, there, person),
        answer_of(program, one, nowhere, person),
    )
    assert (real.status_code, unreal.status_code) == (404, 404), real.content
    unlike_path = unreal.content.replace(f"/api/v1/{nowhere}".encode(), f"/api/v1/{there}".encode())
    assert real.content == unlike_path
    assert {**real.headers, "Content-Length": ""} == {**unreal.headers, "Content-Length": ""}
