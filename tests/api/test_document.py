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


def contents() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Where, media type and content of every request and answer."""
    for path, methods in DOCUMENT["paths"].items():
        for method, details in methods.items():
            where = f"{method} {path}"
            for media, content in details.get("requestBody", {}).get("content", {}).items():
                yield f"{where} asks", media, content
            for status, answer in details["responses"].items():
                for media, content in answer.get("content", {}).items():
                    yield f"{where} answers {status}", media, content


def absolute(schema: Any) -> Any:
    """The schema with its references leading into the document."""
    text = json.dumps(schema).replace('"#/components', '"urn:api#/components')
    return json.loads(text)


def test_it_is_openapi_3_1() -> None:
    validate(DOCUMENT)
    assert DOCUMENT["openapi"].startswith("3.1")


@pytest.mark.parametrize(("where", "media", "content"), [pytest.param(*one, id=one[0]) for one in contents()])
def test_every_body_has_an_example_that_its_schema_takes(
    where: str, media: str, content: dict[str, Any]
) -> None:
    if media in {"application/pdf", "image/png", "image/jpeg"}:
        return
    schema = OAS31Validator(absolute(content["schema"]), registry=REGISTRY)
    if media == "application/problem+json":
        codes = content["examples"]
        assert codes
        examples = [DOCUMENT["components"]["examples"][code]["value"] for code in codes]
    else:
        examples = [content["example"]]
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
