"""OAuth 2.0 client credentials (RFC 6749 §4.4) for agencies' systems, by Authlib."""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authlib.oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import (
    ClientMixin,
    InvalidScopeError,
    OAuth2Request,
    grants,
)
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from django.http import HttpRequest, HttpResponse

from onewindow.api.models import System, Token
from onewindow.api.scopes import Scopes, read_scopes
from onewindow.api.systems import CODE
from onewindow.core.chain import sm3
from onewindow.journal.lock import one_writer

GOOD_FOR = timedelta(hours=1)
_BASIC = re.compile(r"Basic +([A-Za-z0-9+/]+={0,2})", re.IGNORECASE)
NOBODYS = System(code="", secret_hash="0" * 64)
TOLD = {
    "invalid_client": "No such system, another secret, or the system was ended.",
    "unsupported_grant_type": "grant_type must be client_credentials, in the body.",
    "invalid_scope": "A scope is <area>:<item> or <area>:*, and no more than the system was given.",
}
"""What the errors of RFC 6749 mean here; its descriptions are ASCII."""
METHODS = ["client_secret_basic", "client_secret_post"]


@dataclass(frozen=True)
class Client(ClientMixin):
    """A registered system as Authlib asks after it."""

    system: System

    def check_client_secret(self, client_secret: str) -> bool:
        return self.system.opens_with(client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in METHODS

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == Grant.GRANT_TYPE

    def get_allowed_scope(self, scope: Any) -> str:
        """What was asked for, or everything the system has when nothing was. Raises InvalidScopeError."""
        mine = read_scopes(self.system.scopes)
        wanted = _wanted(scope) if scope else mine
        if not mine.covers(wanted):
            raise InvalidScopeError()
        return str(wanted)


class Grant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS


class Asked(OAuth2Request):
    """A request for a token: only its body counts, for addresses are written into logs.

    Whether the way here was encrypted is the installation's affair (ONEWINDOW_TLS), not Authlib's.
    """

    def __init__(self, request: HttpRequest, at: datetime) -> None:
        super().__init__("POST", f"https://{request.get_host()}{request.path}", headers=_basic(request))
        self.at = at
        self.posted = {name: str(value) for name, value in request.POST.items()}
        self.payload = BasicOAuth2Payload(self.posted)

    @property
    def form(self) -> dict[str, str]:
        return self.posted


class Server(AuthorizationServer):
    """Gives systems their tokens."""

    def __init__(self) -> None:
        super().__init__()
        make = BearerTokenGenerator(
            lambda **_: secrets.token_urlsafe(32),
            expires_generator=lambda client, grant_type: int(GOOD_FOR.total_seconds()),
        )
        self.register_token_generator("default", make)
        self.register_grant(Grant)

    def query_client(self, client_id: str) -> Any:
        """The system, or one that no secret opens: which client ids there are is nobody's business."""
        known = CODE.fullmatch(client_id) is not None
        system = System.objects.filter(pk=client_id, is_active=True).first() if known else None
        return Client(system or NOBODYS)

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """Keep the hash of the token, and forget those of this system that are over."""
        system = request.client.system
        with one_writer():
            system.tokens.filter(expires_at__lte=request.at).delete()
            Token.objects.create(
                hash=sm3(token["access_token"].encode()), system=system, scopes=token["scope"].split(),
                expires_at=request.at + GOOD_FOR,
            )  # fmt: skip

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        asked: OAuth2Request = request
        return asked

    def handle_response(self, status: int, body: Any, headers: Any) -> HttpResponse:
        if body.get("error") in TOLD:
            body = {**body, "error_description": TOLD[body["error"]]}
        response = HttpResponse(json.dumps(body), status=status, content_type="application/json")
        for name, value in headers:
            response.headers[name] = value
        return response

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""


_server = Server()


def token_answer(request: HttpRequest, at: datetime) -> HttpResponse:
    """The answer to a request for a token: one good for an hour, or an error of RFC 6749 §5.2."""
    answered: Any = _server.create_token_response(Asked(request, at))
    response: HttpResponse = answered
    return response


def _wanted(scope: Any) -> Scopes:
    try:
        return read_scopes(str(scope).split())
    except ValueError:
        raise InvalidScopeError() from None


def _basic(request: HttpRequest) -> dict[str, str]:
    """The header of HTTP Basic when it can be read; Authlib decodes it without looking."""
    shown = request.headers.get("Authorization", "")
    found = _BASIC.fullmatch(shown)
    if found is None:
        return {}
    try:
        b64decode(found[1], validate=True).decode()
    except ValueError:
        return {}
    return {"Authorization": shown}
