"""Scans as files in a form: the same acts, limits and refusals as in JSON, and one effect a key."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from onewindow.cases.models import Case, Request
from onewindow.evidence.models import Evidence
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.api.program import Program
from tests.api.sent import Part, fields, picture, said, scan, written
from tests.stories.conftest import Cast, at, intake_of
from tests.stories.steps import served

Clock = Callable[[datetime], None]
pytestmark = pytest.mark.django_db
KEY = "a-form-of-one-intake"


def files(program: Program, no: str) -> list[Any]:
    shown = program.get(f"cases/{no}").json()["materials"]
    return [program.get(line["file"].removeprefix("/api/v1/")) for line in shown if line["file"]]


@pytest.mark.parametrize("filename", ["平面图.png", None, "", "C:\\fakepath\\..", "a&quot;.png"])
def test_a_scan_is_received_as_it_is(
    hall: Program, body: dict[str, Any], material: str, filename: str | None
) -> None:
    done = hall.send_form("cases", [written(body), scan(material, filename=filename)], acting="wang")
    assert done.status_code == 201, done.content
    (kept,) = files(hall, done.json()["case"])
    assert (kept.status_code, kept.headers["Content-Type"]) == (200, "image/png")


def test_form_and_json_make_the_same_case(hall: Program, body: dict[str, Any], material: str) -> None:
    def events(no: str) -> list[tuple[str, dict[str, Any]]]:
        case = Case.objects.get(no=no)
        found = Event.objects.filter(thing_kind="case", thing_id=case.id)
        return [(event.verb, json.loads(event.body) | {"no": ""}) for event in found]

    plain = json.loads(json.dumps(body))
    plain["materials"][1]["files"] = [{"name": "扫描.png", "content": base64.b64encode(picture()).decode()}]
    by_json = hall.post("cases", plain, acting="wang").json()["case"]
    by_form = hall.send_form("cases", [written(body), scan(material)], acting="wang").json()["case"]
    assert events(by_json) == events(by_form)
    hashes = Evidence.objects.exclude(file_hash="").values_list("file_hash", flat=True)
    assert len(hashes) == 2
    assert len(set(hashes)) == 1


def test_several_files_of_one_material_become_one_with_their_pages(
    hall: Program, body: dict[str, Any], material: str
) -> None:
    body["materials"][1]["pages"] = 0
    parts = [scan(material), written(body), scan(material, picture("black"))]
    done = hall.send_form("cases", parts, acting="wang")
    assert done.status_code == 201, done.content
    (kept,) = files(hall, done.json()["case"])
    assert kept.content.startswith(b"%PDF-")
    lines = hall.get(f"cases/{done.json()['case']}").json()["materials"]
    assert next(line["pages"] for line in lines if line["material"] == material) == 2


def test_the_json_may_come_as_a_file(hall: Program, body: dict[str, Any], material: str) -> None:
    """As curl sends it with -F body=@intake.json."""
    sent = Part("body", written(body).content, "intake.json")
    assert hall.send_form("cases", [sent, scan(material)], acting="wang").status_code == 201


def test_the_same_form_under_another_boundary_is_the_same_submission(
    hall: Program, body: dict[str, Any], material: str
) -> None:
    parts = [written(body), scan(material)]
    first, second = (hall.send_form("cases", parts, acting="wang", key=KEY) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("changed", ["bytes", "name", "material", "one more", "json", "order", "no form"])
def test_the_key_is_refused_for_another_form(
    hall: Program, body: dict[str, Any], material: str, changed: str
) -> None:
    first, other = body["materials"][1]["material"], body["materials"][2]["material"]
    parts = [written(body), scan(first)]
    assert hall.send_form("cases", parts, acting="wang", key=KEY).status_code == 201
    sent = {
        "bytes": [written(body), scan(first, picture("black"))],
        "name": [written(body), scan(first, filename="另一份.png")],
        "material": [written(body), scan(other)],
        "one more": [*parts, scan(other)],
        "json": [written(body | {"return_by": "post", "post_address": "渡口街12号"}), scan(first)],
        "order": parts[::-1],
    }
    if changed == "no form":
        again = hall.post("cases", body, acting="wang", key=KEY)
    else:
        again = hall.send_form("cases", sent[changed], acting="wang", key=KEY)
    assert said(again) == (422, "key-reused")
    assert Case.objects.count() == 1


def test_what_is_asked_for_later_comes_in_a_form_as_well(
    cast: Cast, hall: Program, restaurant: PartyFacts, clock: Clock
) -> None:
    no = served(cast, restaurant)
    (material,) = [one["id"] for one in Request.objects.get(case__no=no).data["defects"]]
    clock(at(4, 10))
    line = {"material": material, "state": "electronic"}
    wrong = hall.send_form(
        f"cases/{no}/supplement", [written({"materials": [line]}), scan("other")], acting="wang"
    )
    assert said(wrong) == (422, "supply-incomplete")
    assert fields(wrong) == {"material.other"}
    done = hall.send_form(
        f"cases/{no}/supplement", [written({"materials": [line]}), scan(material)], acting="wang"
    )
    assert (done.status_code, done.json()) == (201, {"case": no})
    assert len(files(hall, no)) == 1


def test_a_promised_material_comes_in_a_form_as_well(
    hall: Program, restaurant: PartyFacts, body: dict[str, Any], clock: Clock
) -> None:
    guide = intake_of("shipin-jingying", restaurant).guide
    material = next(one.id for one in guide.materials if one.deferrable)
    for line in body["materials"]:
        if line["material"] == material:
            line |= {"state": "deferred", "originals": 0, "copies": 0, "pages": 0}
    no = hall.post("cases", body | {"commitment_signed": True}, acting="wang").json()["case"]
    clock(at(3, 10))
    line = {"material": material, "state": "electronic"}
    sent = [written({"material": line, "came": False}), scan(material)]
    assert hall.send_form(f"cases/{no}/deferred-materials", sent, acting="wang").status_code == 201
    assert Request.objects.get(case__no=no).stage == "supplied"


@pytest.mark.parametrize("content", [b"MZ" * 40, b"", b"%PDF-1.7 cut", picture()[:-20]], ids=len)
def test_a_file_is_judged_by_what_is_in_it(
    hall: Program, body: dict[str, Any], material: str, content: bytes
) -> None:
    part = Part(f"file-{material}", content, "表.png")
    refused = hall.send_form("cases", [written(body), part], acting="wang")
    assert said(refused) == (422, "intake-incomplete")
    assert fields(refused) == {f"material.{material}"}
    assert not Case.objects.exists()


def test_a_file_may_be_as_long_as_in_json(
    hall: Program, body: dict[str, Any], material: str, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1000
    long = scan(material, picture() + b"\0" * 1000)
    refused = hall.send_form("cases", [written(body), long], acting="wang")
    assert said(refused) == (422, "intake-incomplete")
    assert "超过" in refused.json()["findings"][0]["message"]


@pytest.mark.parametrize("state", ["held", "deferred", "missing"])
@pytest.mark.parametrize("by_form", [True, False])
def test_nothing_comes_with_what_was_not_received(
    hall: Program, body: dict[str, Any], material: str, state: str, by_form: bool
) -> None:
    line = body["materials"][1]
    line |= {"state": state, "originals": 0, "copies": 0, "pages": 0}
    if by_form:
        refused = hall.send_form("cases", [written(body), scan(material)], acting="wang")
    else:
        line["files"] = [{"name": "a.png", "content": ""}]
        refused = hall.post("cases", body, acting="wang")
    assert said(refused) == (422, "intake-incomplete")
    assert f"material.{material}" in fields(refused)
