"""An agency's own system as the tests drive it: real requests through the whole chain, no server between."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.test import Client

from onewindow.api.oauth import GOOD_FOR
from onewindow.api.scopes import AREAS
from onewindow.api.systems import add_system
from tests.api.sent import Part
from tests.stories.conftest import MONDAY
from tests.web import hall_clock

EVERYTHING = tuple(f"{area}:*" for area in AREAS)
_keys = count(1)


@dataclass
class Program:
    """A registered system with its token. What it sends is bytes; what it gets is what a stranger would."""

    code: str
    secret: str
    scope: str = ""
    token: str = ""
    token_at: datetime | None = None
    client: Client = field(default_factory=Client)

    def sign_on(self) -> None:
        """Ask for a token, as a system does again each hour."""
        asked = {"grant_type": "client_credentials", "client_id": self.code, "client_secret": self.secret}
        answer = urlencoded(self.client, asked | ({"scope": self.scope} if self.scope else {}))
        assert answer.status_code == 200, answer.content
        self.token, self.token_at = answer.json()["access_token"], hall_clock.now()

    def get(self, path: str, acting: str = "", **query: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", query, headers=self._headers(acting))

    def post(
        self,
        path: str,
        body: Any = None,
        acting: str = "",
        key: str = "",
        headers: dict[str, str] | None = None,
    ) -> Any:
        """`body` is bytes as they are, or anything else as JSON; a key of its own unless one is given."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {
            **self._headers(acting),
            "Idempotency-Key": key or f"test-key-{next(_keys)}",
            **(headers or {}),
        }
        return self.client.post(
            f"/api/v1/{path}",
            content,
            content_type="application/json",
            headers={name: value for name, value in sent.items() if value},
        )

    def send_form(
        self, path: str, parts: Sequence[Part], acting: str = "", key: str = "", cut: int = 0
    ) -> Any:
        """A form of these parts, each under a boundary that no other form has; the last `cut` bytes do not come."""
        boundary = f"----form{next(_keys)}"
        content = b"".join(part.written(boundary) for part in parts) + f"--{boundary}--\r\n".encode()
        sent = {**self._headers(acting), "Idempotency-Key": key or f"test-key-{next(_keys)}"}
        return self.client.post(
            f"/api/v1/{path}",
            content[: len(content) - cut],
            f"multipart/form-data; boundary={boundary}",
            headers=sent,
        )

    def _headers(self, acting: str) -> dict[str, str]:
        if self.token_at and hall_clock.now() >= self.token_at + GOOD_FOR:
            self.sign_on()
        named = {"OneWindow-Acting": acting} if acting else {}
        return ({"Authorization": f"Bearer {self.token}"} if self.token else {}) | named


def registered(
    code: str, agency: str = "", hall: str = "", scopes: Sequence[str] = EVERYTHING, ask: str = ""
) -> Program:
    """A new system of an agency or a hall, with a token for everything it may or for what is asked."""
    secret = add_system(code, name=code, agency=agency, hall=hall, scopes=scopes, at=MONDAY)
    program = Program(code, secret, ask)
    program.sign_on()
    return program


def urlencoded(client: Client, values: dict[str, str], **headers: str) -> Any:
    """Ask for a token as curl does."""
    text = "&".join(f"{name}={value}" for name, value in values.items())
    return client.post(
        "/api/v1/oauth/token", text, content_type="application/x-www-form-urlencoded", headers=headers
    )
