"""The API's document: valid by OpenAPI 3.1, every example by its schema, every problem told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from onewindow.api.fields import Asked, Given
from onewindow.api.problems import KINDS
from onewindow.api.urls import api

DOCUMENT = api.whole()
WHOLE = Resource.from_contents(DOCUMENT, default_specification=DRAFT202012)
REGISTRY: Registry[Any] = Registry().with_resource("urn:api", WHOLE)


def contents(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Media type and content of every request and answer."""
    for details in DOCUMENT["paths"][path].values():
        yield from details.get("requestBody", {}).get("content", {}).items()
        for answer in details["responses"].values():
            yield from answer.get("content", {}).items()


def absolute(schema: Any) -> Any:
    """The schema with its references leading into the document."""
    text = json.dumps(schema).replace('"#/components', '"urn:api#/components')
    return json.loads(text)


def test_it_is_openapi_3_1() -> None:
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1")


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_every_body_has_an_example_that_its_schema_takes(path: str) -> None:
    for media, content in contents(path):
        if media in {"application/pdf", "image/png", "image/jpeg"}:
            continue
        schema = OAS31Validator(absolute(content["schema"]), registry=REGISTRY)
        examples = [content["example"]] if "example" in content else []
        codes = content.get("examples", ())
        examples += [DOCUMENT["components"]["examples"][code]["value"] for code in codes]
        assert examples
        for example in examples:
            schema.validate(example)


def test_every_operation_tells_the_problems_it_may_answer() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, details in methods.items():
            told = {status for status in details["responses"] if status >= "400"}
            assert {"404", "405", "500", "503"} <= told, f"{method} {path}"
            if method == "post" and details.get("security"):
                assert {"400", "401", "403", "409", "413", "415", "422"} <= told, f"{method} {path}"


def test_no_two_bodies_share_a_name() -> None:
    """Schemas are listed by name: a second one of the same name would replace the first."""
    names = [model.__name__ for kind in (Asked, Given) for model in descendants(kind)]
    shared = {name for name in names if names.count(name) > 1}
    assert not shared


def descendants(kind: type[Any]) -> list[type[Any]]:
    return [one for child in kind.__subclasses__() for one in (child, *descendants(child))]


def test_it_is_served_as_it_is_kept() -> None:
    assert Client().get("/api/v1/openapi.json").json() == DOCUMENT


@pytest.mark.django_db
def test_every_code_has_a_page_of_its_own() -> None:
    listed = Client().get("/api/v1/problems").json()["items"]
    assert [one["code"] for one in listed] == sorted(KINDS)
    for one in listed:
        answer = Client().get(one["type"])
        assert (answer.status_code, answer.json()) == (200, one)
    assert Client().get("/api/v1/problems/no-such-code").status_code == 404


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.django_db
def test_the_type_of_a_problem_opens_as_a_page_in_a_browser() -> None:
    for code, kind in KINDS.items():
        answer = Client().get(f"/api/v1/problems/{code}", headers={"Accept": BROWSER})
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        text = answer.content.decode()
        advice = Client().get(f"/api/v1/problems/{code}").json()["advice"]
        assert all(word in text for word in (code, kind.title, kind.meaning, f"HTTP {kind.status}", advice))
    everything = Client().get("/api/v1/problems", headers={"Accept": BROWSER}).content.decode()
    assert all(f'<a href="/api/v1/problems/{code}">{code}</a>' in everything for code in KINDS)
    for accept in ("application/json", "*/*", "application/problem+json, */*;q=0.1", ""):
        answer = Client().get("/api/v1/problems/wrong-stage", headers={"Accept": accept})
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8", accept
    nothing = Client().get("/api/v1/problems/no-such-code", headers={"Accept": BROWSER})
    assert (nothing.status_code, nothing.headers["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.django_db
def test_the_start_leads_to_what_is_there() -> None:
    found = Client().get("/api/v1/").json()
    answers = {name: Client().get(address).status_code for name, address in found.items()}
    assert answers == {"document": 200, "token": 405, "system": 401, "events": 401, "problems": 200}
