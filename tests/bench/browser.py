"""A client that keeps its connection and its session, as a browser does; it follows no redirect."""

from __future__ import annotations

import http.client
import re
from urllib.parse import urlencode

TOKEN = "b" * 32
"""A client may choose its CSRF secret: what counts is that cookie and form agree."""


class WrongAnswer(Exception):
    """The server answered something else than the life needs."""


class Browser:
    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        cookie = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
        self.headers = {"Cookie": cookie, "Host": f"localhost:{port}"}

    def get(self, address: str) -> str:
        """The page; raises WrongAnswer for another status than 200."""
        status, _, body = self._ask("GET", address, b"", self.headers)
        if status != 200:
            raise WrongAnswer(f"GET {address}: {status}")
        return body.decode()

    def post(self, address: str, fields: dict[str, str | list[str]]) -> str:
        """Where the redirect leads after a form that was accepted; raises WrongAnswer for everything else."""
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
        headers = self.headers | {"Content-Type": "application/x-www-form-urlencoded"}
        status, location, page = self._ask("POST", address, body, headers)
        if status != 302 or "/signin/" in location:
            said = re.sub(r"\s*<[^>]+>\s*", " ", page.decode().rpartition('id="errors"')[2])[:400]
            raise WrongAnswer(f"POST {address}: {status} {location}\n{said}")
        return location

    def _ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, bytes]:
        try:
            return self._once(method, address, body, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError):
            self.connection.close()
            return self._once(method, address, body, headers)

    def _once(
        self, method: str, address: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str, bytes]:
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read()
