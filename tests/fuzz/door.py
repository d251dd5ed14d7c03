"""The whole platform as one function, from the server's request to the bytes of the answer."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception

from onewindow.config.bodies import Application, whole_bodies
from tests.fuzz.requests import Request

BEYOND_HANDLERS = (ValueError, LookupError, TypeError, AttributeError, SuspiciousOperation)
"""What reading a request can raise before Django stands ready to answer it."""


@dataclass
class Answer:
    """What came back; `fault` is the exception behind a 500."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0
    fault: BaseException | None = None

    @property
    def is_page(self) -> bool:
        return "html" in self.headers.get("Content-Type", "")


def build() -> Application:
    """The application as config/wsgi.py puts it together, under the settings of this moment."""
    return whole_bodies(WSGIHandler(), most=settings.REQUEST_LIMIT_BYTES)


def send(application: Application, request: Request, cookies: dict[str, str]) -> Answer:
    """Send the request; an exception that no handler caught is an answer of 500 as a server would give it."""
    answer = Answer()

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer.status = int(status.partition(" ")[0])
        answer.headers = dict(headers)

    environ, began = environ_of(request, cookies), time.perf_counter()
    with _listening(answer):
        try:
            body: Any = application(environ, start)
            answer.body = b"".join(body)
            body.close()
        except BEYOND_HANDLERS as fault:
            answer.status, answer.fault = 500, fault
    answer.seconds = time.perf_counter() - began
    return answer


def environ_of(request: Request, cookies: dict[str, str]) -> dict[str, Any]:
    path, _, query = request.address.partition("?")
    body, sort = request.body()
    return {
        "REQUEST_METHOD": request.method, "SCRIPT_NAME": "", "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": sort,
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()), "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": False,
        "wsgi.multiprocess": True, "wsgi.run_once": False,
        "HTTP_X_CSRFTOKEN": cookies.get("csrftoken", ""), **request.headers,
    }  # fmt: skip


@contextmanager
def _listening(answer: Answer) -> Iterator[None]:
    def note(**seen: Any) -> None:
        answer.fault = sys.exc_info()[1]

    got_request_exception.connect(note)
    try:
        yield
    finally:
        got_request_exception.disconnect(note)
