"""Whole request bodies or none, in one notation: a cut upload must never become a received material.

Servers hand truncated bodies to the application when a client half-closes; the length is compared
before anything is parsed, and a body that is longer than any form of ours is not read at all. Of the
declared type only what we can read is passed on: Django builds its request before any handler stands ready
to answer, and a charset such as `hex` would end there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

IN_MEMORY = 2 * 1024 * 1024
CHUNK = 64 * 1024
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?=;|$)", re.ASCII)
_BOUNDARY = re.compile(r""";\s*boundary=("?)([\w'()+,./:=? -]{1,70})\1\s*(?=;|$)""", re.ASCII | re.IGNORECASE)
_CHARSET = re.compile(r';\s*charset\*?\d*\*?\s*=\s*"?([^";]*)', re.IGNORECASE)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def whole_bodies(application: Application, *, most: int) -> Application:
    """Wrap a WSGI application; `most` is the longest body in bytes.

    A faulty body is replaced by an empty one and named in `onewindow.body_fault` (400, 411 or 413),
    which the middleware answers with a page.
    """

    def wrapped(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        fault, body = _read(environ, most)
        environ["CONTENT_TYPE"], is_ours = readable_type(environ.get("CONTENT_TYPE") or "")
        fault = fault or (0 if is_ours else 400)
        environ["wsgi.input"] = body
        if fault:
            environ["onewindow.body_fault"] = fault
            environ["CONTENT_LENGTH"] = "0"
        with body:
            return application(environ, start_response)

    return wrapped


def readable_type(declared: str) -> tuple[str, bool]:
    """The media type with its boundary and nothing else, and whether its text is in UTF-8."""
    media, boundary = _TYPE.match(declared), _BOUNDARY.search(declared)
    charsets = {named.strip().lower() for named in _CHARSET.findall(declared)}
    kept = media[1].lower() if media else ""
    if boundary is not None:
        kept += f'; boundary="{boundary[2]}"'
    return kept, charsets <= {"utf-8", "utf8"}


def _read(environ: Environ, most: int) -> tuple[int, IO[bytes]]:
    declared = environ.get("CONTENT_LENGTH") or ""
    if not declared:
        return (411 if environ.get("HTTP_TRANSFER_ENCODING") else 0), io.BytesIO()
    if not (declared.isascii() and declared.isdigit()):
        return 400, io.BytesIO()
    length = int(declared)
    if length > most:
        return 413, io.BytesIO()
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it lives as long as the request
    got = _copy(environ["wsgi.input"], body, length)
    if got != length:
        body.close()
        return 400, io.BytesIO()
    body.seek(0)
    return 0, body


def _copy(source: IO[bytes], target: IO[bytes], length: int) -> int:
    got = 0
    while got < length:
        chunk = source.read(min(CHUNK, length - got))
        if not chunk:
            break
        target.write(chunk)
        got += len(chunk)
    return got
