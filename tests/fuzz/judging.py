"""What is wrong with an answer, whatever the request was."""

from __future__ import annotations

import gzip
import re
import traceback
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from onewindow.core.plain import plain
from tests.fuzz.door import Answer
from tests.fuzz.filling import TYPED
from tests.fuzz.markup import Form, Page
from tests.fuzz.payloads import MARK
from tests.fuzz.requests import Request
from tests.fuzz.watching import Watch, Written, unclean

MOST_SECONDS = 2.0
_ALIVE = re.compile(
    rb"<(?:%b|script>%b)|[\"'] on%b=|(?:href|src|action)=\"javascript:" % ((MARK.encode(),) * 3), re.I
)
READING_WRITES = ("documents_", "journal_")
"""Opening a paper for the first time prints it, and the journal says so."""


def faults_of(request: Request, form: Form | None, answer: Answer, watch: Watch) -> Iterator[str]:
    """Every fault of this answer, in words."""
    if answer.status >= 500:
        yield f"status {answer.status}: {_exception(answer.fault)}"
        return
    body = gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") == "gzip" else answer.body
    if b"Traceback (most recent call last)" in body:
        yield "a traceback on the page"
    if (alive := _ALIVE.search(body)) is not None and answer.is_page:
        yield f"came back alive: {body[max(alive.start() - 60, 0) : alive.end() + 60]!r}"
    yield from _form_of_answer(answer, body)
    yield from _writes(request, answer.status, watch.writes())
    if form is not None and form.is_shown and answer.status == 422 and answer.is_page and request.is_sound:
        yield from _lost(request, form, Page(body.decode(errors="replace")))


def _exception(fault: BaseException | None) -> str:
    if fault is None:
        return "no exception seen"
    frames = [one for one in traceback.extract_tb(fault.__traceback__) if "onewindow/" in one.filename]
    way = " > ".join(f"{one.filename.rpartition('onewindow/')[2]}:{one.lineno}" for one in frames[-5:])
    return f"{type(fault).__name__}: {str(fault)[:200]} ({way})"


def _form_of_answer(answer: Answer, body: bytes) -> Iterator[str]:
    sort = answer.headers.get("Content-Type", "")
    if sort.startswith("text/"):
        if "charset=utf-8" not in sort.lower():
            yield f"declared as {sort}"
        try:
            body.decode()
        except UnicodeDecodeError as fault:
            yield f"not UTF-8: {fault}"
    onward = urlsplit(answer.headers.get("Location", ""))
    if onward.netloc not in {"", "localhost"} or onward.scheme not in {"", "http"}:
        yield f"leads off the site: {onward.geturl()[:100]!r}"


def _writes(request: Request, status: int, writes: list[Written]) -> Iterator[str]:
    if status >= 400 and writes:
        yield f"refused with {status} and wrote {sorted({one.table for one in writes})}"
    if request.method == "GET" and (
        odd := [one.table for one in writes if not one.table.startswith(READING_WRITES)]
    ):
        yield f"reading wrote {sorted(set(odd))}"
    for one in writes:
        for value in one.values:
            if said := unclean(value):
                yield f"{one.table} keeps {said}"
                return


def _lost(request: Request, form: Form, page: Page) -> Iterator[str]:
    """What was typed and is not there any more, on the form that is shown again."""
    shown = [one for again in page.forms for one in again.fields if one.kind in TYPED]
    asked = {one.name for one in form.fields if one.kind in TYPED - {"password"}}
    for name in sorted(request.changed):
        values, text = request.typed(name), name.decode(errors="replace")
        if text not in asked or len(values) != 1 or not (wanted := _bare(values[0].decode(errors="replace"))):
            continue
        again_there = [_bare(one.value) for one in shown if one.name == text]
        if not again_there:
            yield f"{text} is not on the page any more"
        elif not any(wanted.startswith(there) and (there or len(wanted) > 2_000) for there in again_there):
            yield f"{text} was {wanted[:40]!r} and is {again_there[0][:40]!r}"


def _bare(text: str) -> str:
    """What a reader sees of it, blanks and notations apart."""
    return "".join(unicodedata.normalize("NFKC", plain(text)).upper().split())
