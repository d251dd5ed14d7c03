"""One person's computer at the window: cookies, forms with their hidden fields, and sending again until answered."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from tests.kills.record import Record, Sent

PATIENCE_SECONDS = 600
"""Longer than any campaign waits: a client that nobody answers is the campaign's to tell of."""
OUTAGES = ("存储空间已满，不能保存", "暂时不能保存", "暂时打不开这一页")
"""What an outage may be called to whoever meets it; one of these stands on every 503."""
Fields = Mapping[str, str | list[str]]
Failure = (OSError, http.client.HTTPException)
"""What a client sees of a server that is killed while it answers."""


class Astray(Exception):
    """The platform answered what no client should ever see; it is in the record."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    page: str
    retry_after: str

    def field(self, name: str) -> str:
        """The value of the first input of that name on the page."""
        found = re.search(rf'<input[^>]* name="{re.escape(name)}"[^>]*>', self.page)
        value = re.search(r' value="([^"]*)"', found[0]) if found else None
        return unescape(value[1]) if value else ""

    def all(self, pattern: str) -> list[str]:
        """Everything on the page that the pattern's group finds."""
        return [unescape(found) for found in re.findall(pattern, self.page)]


@dataclass
class Browser:
    """Signed in through one post of the demo city. `by` is the username, for the record."""

    port: int
    record: Record
    by: str
    post_id: int
    _cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def sign_in(self) -> None:
        self.get("/demo/")
        answer = self._until_answered("POST", "/demo/", {"post": str(self.post_id)})
        if answer.status != 302:
            self._astray("/demo/", answer)

    def get(self, path: str) -> Answer:
        """The page; asked for again for as long as the platform is away."""
        answer = self._until_answered("GET", path)
        if answer.status == 302:
            answer = self._until_answered("GET", answer.location)
        if answer.status != 200:
            self._astray(path, answer)
        return answer

    def submit(
        self, verb: str, path: str, fields: Fields, *, serial: int, case: str = "", file: bytes = b""
    ) -> str:
        """Submit until it is acknowledged, always under the same key and content; returns where it led."""
        key = str(fields.get("submission") or uuid4().hex)
        sent = Sent(verb, self.by, key, serial, case)
        answer = self._until_answered("POST", path, {**fields, "submission": key}, sent=sent, file=file)
        if answer.status != 302 or answer.location.startswith(("/signin", "/demo")):
            self._astray(path, answer, key)
        self.record.acknowledged(sent, answer.location)
        return answer.location

    def once(self, path: str, fields: Fields, file: bytes = b"") -> Answer:
        """One submission and whatever comes of it; nothing is sent again."""
        return self._ask("POST", path, fields, file)

    def _until_answered(
        self,
        method: str,
        path: str,
        fields: Fields | None = None,
        *,
        sent: Sent | None = None,
        file: bytes = b"",
    ) -> Answer:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if sent is not None:
                self.record.intent(sent)
            try:
                answer = self._ask(method, path, fields, file)
            except Failure:
                self._hang_up()
                time.sleep(0.05)
                continue
            if answer.status != 503:
                return answer
            told = next((words for words in OUTAGES if words in answer.page), "")
            key = sent.key if sent else ""
            self.record.answered(503, path, key=key, retry_after=answer.retry_after, told=told)
            time.sleep(min(float(answer.retry_after or 1), 0.5))
        raise TimeoutError(f"{method} {path} was not answered within {PATIENCE_SECONDS} s")

    def _ask(self, method: str, path: str, fields: Fields | None, file: bytes) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        body, sort = _encoded(fields, file)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": sort, "X-CSRFToken": self._cookies.get("csrftoken", "")}
        self._connection.request(method, path, body if method == "POST" else None, headers)
        response = self._connection.getresponse()
        page = response.read().decode("utf-8", "replace")
        for line in response.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.record.answered(response.status, path) if response.status != 503 else None
        location = response.headers.get("Location", "")
        return Answer(response.status, location, page, response.headers.get("Retry-After", ""))

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _astray(self, path: str, answer: Answer, key: str = "") -> None:
        main = answer.page.partition("<main")[2] or answer.page
        words = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())[:600]
        self.record.odd(path, f"{answer.status} {answer.location} {words}", key)
        raise Astray(f"{path}: {answer.status} {words}")


def _encoded(fields: Fields | None, file: bytes) -> tuple[bytes, str]:
    """The body as a browser sends it; with a file as parts."""
    if not file:
        return urlencode(dict(fields or {}), doseq=True).encode(), "application/x-www-form-urlencoded"
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (fields or {}).items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file-layout"; filename="layout.jpg"\r\n'
    parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + file + f"\r\n--{edge}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={edge}"
