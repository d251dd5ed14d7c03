"""Files as they are (multipart/form-data, RFC 7578): a part `body` with the JSON, a part `file-<material>` for each scan.

Whatever is in a form counts or is refused: a part that nobody reads was meant to be received. Parts lie in temporary
files once they are long; what a submission is (`digest`) is reckoned while they are read, so that sending it again
under another boundary is the same submission.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeAlias, cast

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import RAW, ChunkIter, LazyStream, MultiPartParserError, Parser
from django.utils.datastructures import MultiValueDict
from pydantic import TypeAdapter, ValidationError

from onewindow.api.fields import Word
from onewindow.api.problems import Problem
from onewindow.api.problems.findings import clean, findings_of
from onewindow.core.refusal import Finding

MEDIA = "multipart/form-data"
BODY = "body"
FILE = re.compile(r"file-([A-Za-z0-9_-]{1,60})")
MOST_PARTS = 200
MOST_OF_ONE = 20
"""How many files one material may have, as in JSON."""
CHUNK = 64 * 1024
AS_IT_IS = frozenset({"binary", "8bit", "7bit"})
"""Transfer encodings that encode nothing; RFC 7578 §4.7 knows no others."""
NAME: TypeAdapter[str] = TypeAdapter(Word)

Files: TypeAlias = "Mapping[str, Sequence[File[bytes]]]"
"""By the material's id."""


@dataclass(frozen=True)
class Form:
    body: bytes
    files: Files
    digest: bytes


@dataclass(frozen=True)
class Part:
    name: str
    file: File[bytes]
    digest: bytes


def is_form(request: HttpRequest) -> bool:
    return request.content_type == MEDIA and bool(int(request.META.get("CONTENT_LENGTH") or 0))


def read_form(request: HttpRequest) -> Form:
    """The request's form; its JSON becomes the request's body and its files are closed with the request.

    Raises Problem `invalid-form` (400) when it is none or was cut off, `invalid-body` (422) when something in it
    has no place.
    """
    kept: MultiValueDict[str, Any] = MultiValueDict()
    digest = sha256()
    request._post, request._files = QueryDict(), kept  # type: ignore[attr-defined]
    for position, part in enumerate(_parts(request)):
        kept.appendlist(part.name, part.file)
        digest.update(repr((part.name, part.file.name, part.digest)).encode())
        if position == MOST_PARTS:
            raise _misplaced(part.name, f"一次最多 {MOST_PARTS} 个部分。")
    _judge(kept)
    (body,) = kept.getlist(BODY)
    request._body = body.read()
    files = {name.removeprefix("file-"): found for name, found in kept.lists() if name != BODY}
    return Form(request.body, files, digest.digest())


def _parts(request: HttpRequest) -> Iterator[Part]:
    """Each part in turn: nothing but a preamble before the first, and the last boundary must have come."""
    boundary = (request.content_params or {}).get("boundary", "")
    if not boundary:
        raise Problem("invalid-form", "Content-Type 里没有 boundary，请让 HTTP 库自己填写。")
    stream = LazyStream(ChunkIter(request, CHUNK))
    preamble = ended = False
    try:
        for kind, headers, content in Parser(stream, boundary.encode("ascii")):
            if kind != RAW and not ended:
                yield _part(headers, content)
                continue
            if ended or (preamble and not _is_end(content)):
                raise Problem("invalid-form")
            preamble, ended = True, preamble
            _pass_over(content)
    except (MultiPartParserError, SuspiciousOperation, UnicodeError):
        raise Problem("invalid-form") from None
    if not ended:
        raise Problem("invalid-form", "表单没有结尾，可能没有传完，没有办理，请重发。")


def _is_end(content: LazyStream) -> bool:
    return content.read(2) == b"--"


def _pass_over(content: LazyStream) -> None:
    for _ in content:
        pass


def _part(headers: Mapping[str, Any], content: LazyStream) -> Part:
    _, told = headers["content-disposition"]
    encoding = headers.get("content-transfer-encoding", ("binary", {}))[0].strip().lower()
    name = told.get("name", b"").decode()
    if not name or encoding not in AS_IT_IS:
        raise Problem("invalid-form")
    called = _called(name, told.get("filename", b"").decode())
    spool, digest, size = _spooled(content)
    file = File(spool, name=called)
    file.size = size
    return Part(name, file, digest)


def _spooled(content: LazyStream) -> tuple[IO[bytes], bytes, int]:
    """A part's bytes put aside, in a temporary file once there are many; their hash and how many they are."""
    digest, size = sha256(), 0
    with ExitStack() as unless_read:
        spool = unless_read.enter_context(SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE))
        for chunk in content:
            spool.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        unless_read.pop_all()  # from here on it is closed with the request
    spool.seek(0)
    return cast(IO[bytes], spool), digest.digest(), size


def _called(part: str, name: str) -> str:
    """What a file is called, under the rule of every name that a program sends."""
    try:
        return NAME.validate_python(name)
    except ValidationError as fault:
        (wrong, *_) = findings_of(dict(error) for error in fault.errors())
        raise _misplaced(part, wrong.message) from None


def _judge(kept: MultiValueDict[str, Any]) -> None:
    """Say of everything that has no place in such a form what is wrong with it."""
    findings = [
        Finding(clean(name), "没有这一项，请删去。")
        for name in kept
        if name != BODY and not FILE.fullmatch(name)
    ]
    bodies = len(kept.getlist(BODY))
    if bodies != 1:
        findings.append(Finding(BODY, "这一项写了两次。" if bodies else "缺少这一项，请把 JSON 放在这里。"))
    findings += [
        Finding(name, f"最多 {MOST_OF_ONE} 个文件。")
        for name, found in kept.lists() if FILE.fullmatch(name) and len(found) > MOST_OF_ONE
    ]  # fmt: skip
    if findings:
        raise Problem("invalid-body", findings=findings)


def _misplaced(part: str, words: str) -> Problem:
    return Problem("invalid-body", findings=[Finding(clean(part), words)])
