"""The judge itself: what it must say of a made page, and what it must not."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from tests.fuzz.door import Answer
from tests.fuzz.judging import faults_of
from tests.fuzz.markup import Field, Form
from tests.fuzz.requests import File, Request
from tests.fuzz.watching import Watch

ASKED = Form("POST", "", ["/"], [Field("reason", "text")])
TYPED = "地点变了".encode()
NAMED: File = (b"reason", b"a.pdf", "application/pdf", b"%PDF-1.4")
NAMELESS: File = (b"reason", b"", "application/octet-stream", b"abc")


def posted(*files: File) -> Request:
    return Request(
        "POST", "/", [(b"reason", TYPED)], files=list(files), is_multipart=True, changed={b"reason"}
    )


def said(request: Request, shown: str) -> list[str]:
    page = f'<form method="post"><input name="reason" value="{shown}"></form>'
    answer = Answer(422, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
    return list(faults_of(request, ASKED, answer, Watch()))


def test_what_was_typed_must_be_shown_again() -> None:
    assert said(posted(), "地点变了") == []
    assert said(posted(), "") == ["reason was '地点变了' and is ''"]


def test_a_file_beside_it_changes_nothing() -> None:
    assert said(posted(NAMED), "地点变了") == []
    assert said(posted(NAMED), "") == ["reason was '地点变了' and is ''"]


def test_an_upload_without_a_name_is_a_second_text_of_which_one_is_shown() -> None:
    assert said(posted(NAMELESS), "abc") == []


@pytest.mark.parametrize("files", [(), (NAMED,), (NAMELESS,), (NAMED, NAMELESS)])
def test_the_platform_reads_as_many_texts_as_the_judge_counts(files: tuple[File, ...]) -> None:
    request = posted(*files)
    body, sort = request.body()
    read = RequestFactory().generic("POST", "/", body, content_type=sort)
    assert [text.encode() for text in read.POST.getlist("reason")] == request.typed(b"reason")
