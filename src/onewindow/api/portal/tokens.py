"""Tokens, and what the one who holds one may do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from ninja import Router

from onewindow.api.call import Call, call_of
from onewindow.api.document import EVERYWHERE, ROOT, problems_told
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.api.oauth import token_answer

router = Router(tags=["接口本身"])
ASKED = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"const": "client_credentials"},
        "scope": {"type": "string", "description": "Space-separated; left out, everything the system has."},
        "client_id": {"type": "string"},
        "client_secret": {"type": "string", "description": "Better by HTTP Basic, with the client id."},
    },
}
GIVEN = {
    "type": "object",
    "required": ["access_token", "token_type", "expires_in", "scope"],
    "properties": {
        "access_token": {"type": "string"},
        "token_type": {"const": "Bearer"},
        "expires_in": {"type": "integer"},
        "scope": {"type": "string"},
    },
}
REFUSED = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}},
}


def _answers(schema: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema, "example": example}}}


TOLD = problems_told(
    (*EVERYWHERE, "media-type", "body-too-large", "length-missing", "body-incomplete", "unreadable")
)
DOCUMENT: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": ASKED,
                "example": {"grant_type": "client_credentials", "scope": "cases.read:* cases.review:*"},
            }
        },
    },
    "responses": TOLD
    | {
        200: _answers(GIVEN, {
            "access_token": "k3mZ0V9v0o4y1cX8mQy2rT6uPq7sW5hB1nE3dF9gJ2k", "token_type": "Bearer", "expires_in": 3600,
            "scope": "cases.read:* cases.review:*",
        }),
        400: {
            "description": "RFC 6749 §5.2; a body that cannot be read is a problem",
            "content": TOLD[400]["content"] | _answers(REFUSED, {"error": "invalid_scope"})["content"],
        },
        401: {"description": "RFC 6749 §5.2"} | _answers(REFUSED, {"error": "invalid_client"}),
    },
}  # fmt: skip


@router.post(
    "oauth/token", url_name="token", operation_id="token-post", summary="取得令牌", auth=None, openapi_extra=DOCUMENT
)  # fmt: skip
def token(request: HttpRequest) -> HttpResponse:
    """OAuth 2.0 client credentials (RFC 6749 §4.4): client id and secret for a token that is good for an hour."""
    return token_answer(request, call_of(request).at)


class Start(Given):
    EXAMPLE: ClassVar[Example] = {
        "document": f"{ROOT}openapi.json", "token": f"{ROOT}oauth/token", "system": f"{ROOT}system",
        "events": f"{ROOT}events", "problems": f"{ROOT}problems",
    }  # fmt: skip
    document: str
    token: str
    system: str
    events: str
    problems: str


@read(router, "", name="start", label="从哪里开始", answers=Start)
def start(call: Call) -> dict[str, Any]:
    """Where the document, tokens, the feed of events and the meanings of refusals are."""
    return Start.EXAMPLE


class Whoami(Given):
    EXAMPLE: ClassVar[Example] = {
        "code": "scjg-approval", "name": "市场监管审批系统", "agency": "scjg", "hall": "", "scopes": ["cases.read:*"],
        "at": "2026-11-20T10:05:00+08:00", "events": f"{ROOT}events",
    }  # fmt: skip
    code: str
    name: str
    agency: str
    hall: str
    scopes: list[str]
    at: str
    events: str


@read(router, "system", name="system", label="本系统", answers=Whoami)
def system(call: Call) -> dict[str, Any]:
    """The system behind the token, what the token opens, and the platform's time."""
    mine = call.system
    return {
        "code": mine.code, "name": mine.name, "agency": mine.agency_id or "", "hall": mine.hall_id or "",
        "scopes": str(call.scopes).split(), "at": call.at.isoformat(), "events": f"{ROOT}events",
    }  # fmt: skip
