"""The OpenAPI document: what ninja reads from the types, with examples, headers and every problem besides."""

from __future__ import annotations

import inspect
import json
from collections import defaultdict
from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.errors import ConfigError
from pydantic import BaseModel

from onewindow.api import forms
from onewindow.api.converters import CaseNumber, ItemSlug, ProblemCode, SheetNumber
from onewindow.api.fields import Nothing
from onewindow.api.notation import Legible, Strict
from onewindow.api.policy import Way
from onewindow.api.problems import KINDS
from onewindow.api.problems.answering import MEDIA_TYPE, TYPES, translate
from onewindow.api.scopes import AREAS

ROOT = "/api/v1/"
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `code` is stable; `detail` and `findings` are for the person who acts.",
    "required": ["type", "title", "status", "detail", "code", "findings", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "instance": {"type": "string"},
    },
}
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": True, "example": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f",
    "description": "One for each act, kept when it is sent again: the same key and content has one effect and one answer.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 128},
}  # fmt: skip
ACTING = {
    "name": "OneWindow-Acting", "in": "header", "example": "zhao",
    "description": "Username of the official who acts. `; role=…`, `; window=…` where several posts fit, `; for=…` as a deputy.",
    "schema": {"type": "string", "maxLength": 120},
}  # fmt: skip
TEXT = {"schema": {"type": "string"}, "example": "<!doctype html>…"}
PARTS = {
    "no": (CaseNumber.regex, "99010220261120000127"),
    "sheet": (SheetNumber.regex, "CL9901022611200001X"),
    "slug": (ItemSlug.regex, "shipin-jingying"),
    "code": (ProblemCode.regex, "wrong-stage"),
}
"""Parts of addresses by their names: what they look like, and one of them."""
EVERYWHERE = ("not-found", "method-not-allowed", "broken", "unavailable")
WITH_TOKEN = (
    "token-missing",
    "token-not-good",
    "insufficient-scope",
    "acting-not-entitled",
    "acting-unclear",
)
WITH_BODY = (
    "invalid-json",
    "invalid-body",
    "media-type",
    "body-too-large",
    "body-incomplete",
    "length-missing",
)
WITH_ACT = ("acting-missing", "idempotency-key-missing", "key-reused", "overtaken", "not-your-step")


class Api(NinjaAPI):
    """Version 1. Its document is served as data; there is no page with scripts of others."""

    def __init__(self) -> None:
        super().__init__(
            title="一窗 OneWindow API", version="1", urls_namespace="api", openapi_url=None, docs_url=None, parser=Strict(), renderer=Legible(),
            description="What desks, departments and counters do, for their own systems. docs/how-to/department-by-curl.md begins.",
        )  # fmt: skip
        translate(self)

    @cache  # noqa: B019 - there is one
    def whole(self) -> dict[str, Any]:
        """The document as plain data."""
        found: dict[str, Any] = json.loads(json.dumps(self.get_openapi_schema(path_prefix=ROOT)))
        found["components"]["schemas"]["Problem"] = PROBLEM
        found["components"]["examples"] = {code: {"value": problem_example(code)} for code in KINDS}
        _bound_paths(found["paths"])
        found["components"]["securitySchemes"] = {
            "system": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": f"{ROOT}oauth/token", "scopes": _scopes()}},
            }
        }
        return found


def described(
    way: Way,
    method: str,
    signature: inspect.Signature,
    answers: dict[int, type[BaseModel]] | None,
    files: tuple[str, ...],
    codes: tuple[str, ...],
) -> dict[str, Any]:
    """What is added to an operation: headers, scopes, examples, and the problems by their statuses."""
    body = _body(signature)
    found: dict[str, Any] = {"responses": {}, "parameters": _headers(way, method)}
    if body is not None:
        found["requestBody"] = {"content": {media: _content(media, body) for media in way.takes}}
    for status, model in (answers or {}).items():
        found["responses"][status] = {"content": {"application/json": {"example": example(model)}}}
    if files:
        binary = {"schema": {"type": "string", "format": "binary"}}
        content = found["responses"].setdefault(200, {"content": {}})["content"]
        content |= {media: TEXT if media.startswith("text/") else binary for media in files}
    if not way.is_public:
        area = way.area(method)
        found["security"] = [{"system": [f"{area}:*"] if area else []}]
    found["responses"] |= problems_told(_all_codes(way, method, body, codes))
    return found


def _content(media: str, body: type[BaseModel]) -> dict[str, Any]:
    """What stands of a body under one media type; the schema of JSON comes from the types."""
    shown = example(body)
    if media != forms.MEDIA:
        return {"example": shown}
    files = {"type": "array", "maxItems": forms.MOST_OF_ONE, "items": {"type": "string", "format": "binary"}}
    return {
        "schema": {
            "type": "object", "required": [forms.BODY], "additionalProperties": False,
            "description": "`body` is the JSON, as a field or a file; each `file-<material>` a JPEG, PNG or PDF of at most 20 MB.",
            "properties": {forms.BODY: {"$ref": f"#/components/schemas/{body.__name__}"}},
            "patternProperties": {f"^{forms.FILE.pattern}$": files},
        },
        "encoding": {forms.BODY: {"contentType": "application/json"}},
        "example": {forms.BODY: _without_files(shown), "file-site_plan": ["（平面图.png 的内容）"]},
    }  # fmt: skip


def _without_files(shown: Any) -> Any:
    if isinstance(shown, list):
        return [_without_files(one) for one in shown]
    if isinstance(shown, dict):
        return {name: _without_files(one) for name, one in shown.items() if name != "files"}
    return shown


def example(model: type[BaseModel]) -> Any:
    """The example that stands on the model. ConfigError when it has none."""
    if model is Nothing:
        return {}
    found = getattr(model, "EXAMPLE", None)
    if found is None:
        raise ConfigError(f"{model.__name__} has no EXAMPLE")
    return found


def _body(signature: inspect.Signature) -> type[BaseModel] | None:
    kinds = [p.annotation for p in signature.parameters.values()]
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _headers(way: Way, method: str) -> list[dict[str, Any]]:
    if way.is_public:
        return []
    if method == "POST":
        return [KEY, {**ACTING, "required": True}]
    words = "Without it the system reads for itself; with it, as the post of this person."
    return [{**ACTING, "required": False, "description": words}]


def _all_codes(
    way: Way, method: str, body: type[BaseModel] | None, codes: tuple[str, ...]
) -> tuple[str, ...]:
    found = [*EVERYWHERE, *codes]
    found += () if way.is_public else WITH_TOKEN
    found += WITH_BODY if body is not None else ()
    found += ("invalid-form",) if body is not None and forms.MEDIA in way.takes else ()
    found += WITH_ACT if method == "POST" and not way.is_public else ()
    found += ("invalid-query", "bad-cursor") if method == "GET" else ()
    return tuple(dict.fromkeys(found))


def problems_told(codes: tuple[str, ...]) -> dict[int, Any]:
    """The answers of an operation that are problems, by status."""
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in codes:
        by_status[KINDS[code].status].append(code)
    return {
        status: {
            "description": "、".join(f"`{code}` {KINDS[code].title}" for code in group),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "examples": {code: {"$ref": f"#/components/examples/{code}"} for code in group},
                }
            },
        }
        for status, group in sorted(by_status.items())
    }


def problem_example(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    return {
        "type": f"{TYPES}{code}", "title": kind.title, "status": kind.status, "detail": kind.meaning, "code": code,
        "findings": [], "instance": ROOT,
    }  # fmt: skip


def _bound_paths(paths: dict[str, Any]) -> None:
    """Say of the parts of an address what the converters let through."""
    for path, operations in paths.items():
        for parameter in (one for operation in operations.values() for one in operation["parameters"]):
            kind = "sheet" if parameter["name"] == "no" and "-sheets/" in path else parameter["name"]
            if parameter["in"] == "path" and kind in PARTS:
                pattern, parameter["example"] = PARTS[kind]
                parameter["schema"] |= {"pattern": f"^{pattern}$"}


def _scopes() -> dict[str, str]:
    return {f"{area}:*": meaning for area, meaning in AREAS.items()}
