"""Clients that keep their connection: a browser with its session, which follows no redirect, and a system with its token."""

from __future__ import annotations

import http.client
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

TOKEN = "b" * 32
"""A client may choose its CSRF secret: what counts is that cookie and form agree."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes


class WrongAnswer(Exception):
    """The server answered something else than the life needs."""


class Caller:
    """One connection to the server, opened again when the server closed it while nothing was asked."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answer:
        try:
            return self._once(method, address, body, headers)
        except ConnectionError:
            self.connection.close()
            return self._once(method, address, body, headers)

    def _once(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answer:
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        return Answer(answer.status, answer.headers.get("Location", ""), answer.read())


class System(Caller):
    """An agency's or a hall's own system at the API."""

    def __init__(self, port: int, token: str) -> None:
        super().__init__(port)
        self.headers = {
            "Authorization": f"Bearer {token}",
            "Host": f"localhost:{port}",
            "Content-Type": "application/json",
        }

    def post(self, path: str, body: object, *, acting: str, key: str) -> dict[str, Any]:
        """What came into being; raises WrongAnswer for another status than 201."""
        headers = self.headers | {"OneWindow-Acting": acting, "Idempotency-Key": key}
        answer = self.ask(
            "POST", f"/api/v1/{path}", b"" if body is None else json.dumps(body).encode(), headers
        )
        if answer.status != 201:
            raise WrongAnswer(f"POST {path}: {answer.status}\n{answer.body.decode()[:400]}")
        made: dict[str, Any] = json.loads(answer.body)
        return made


class Browser(Caller):
    def __init__(self, port: int, session: str) -> None:
        super().__init__(port)
        cookie = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
        self.headers = {"Cookie": cookie, "Host": f"localhost:{port}"}

    def get(self, address: str) -> str:
        """The page; raises WrongAnswer for another status than 200."""
        answer = self.ask("GET", address, b"", self.headers)
        if answer.status != 200:
            raise WrongAnswer(f"GET {address}: {answer.status}")
        return answer.body.decode()

    def post(self, address: str, fields: dict[str, str | list[str]]) -> str:
        """Where the redirect leads after a form that was accepted; raises WrongAnswer for everything else."""
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
        headers = self.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask("POST", address, body, headers)
        if answer.status != 302 or "/signin/" in answer.location:
            said = re.sub(r"\s*<[^>]+>\s*", " ", answer.body.decode().rpartition('id="errors"')[2])[:400]
            raise WrongAnswer(f"POST {address}: {answer.status} {answer.location}\n{said}")
        return answer.location
